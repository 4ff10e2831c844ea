#include "tests/test.h"

#include "analysis/report/wording.h"
#include "record/record.h"

#include <math.h>

static struct curve thread = {.model = "thread"}, coroutine = {.model = "coroutine"};
static int64_t level[] = {10, 100, 1000};
static struct crossover found;

/* Above 1,000, and proven to be above `low`. */
static struct threshold beyond(double low) {
    return (struct threshold){THRESHOLD_BEYOND_HIGHEST, NAN, low, NAN};
}

static struct threshold at(double concurrency, double low, double high) {
    return (struct threshold){THRESHOLD_FOUND, concurrency, low, high};
}

/* No finding yet for two models that were compared at 10, 100 and 1,000. */
static int set_up(void **state) {
    (void)state;
    found = (struct crossover){.tie_low = NAN, .tie_high = NAN};
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT; i++)
            found.threshold[which][i] = beyond(NAN);
    return 0;
}

static const char *answer(enum outcome outcome) {
    static char text[512];
    struct comparison comparison = {.pairing = {.a = &thread, .b = &coroutine},
                                    .means = {.level = level, .count = 3},
                                    .has_variance = true};

    found.outcome = outcome;
    comparison.crossover = found;
    return wording_answer(&comparison, 0.05, text, sizeof text);
}

static void one_sided__names_which_costs_more_where(void **state) {
    (void)state;
    assert_string_equal(answer(OUTCOME_EQUIVALENT), "same at every level tested (within 5%)");
    assert_string_equal(answer(OUTCOME_A_MORE),
                        "thread is slower at every level tested, 10 to 1,000");
    assert_string_equal(answer(OUTCOME_B_MORE),
                        "coroutine is slower at every level tested, 10 to 1,000");
    assert_string_equal(answer(OUTCOME_UNRESOLVED),
                        "undecided: the trials vary too much to tell which is slower");
}

static void in_part__tells_tie_and_thresholds_with_what_is_not_known(void **state) {
    (void)state;
    found.tie_low = 10;
    found.tie_high = 210.4;
    found.threshold[0][0] = at(240.4, 200, 290);
    found.threshold[0][1] = at(520, NAN, 610);
    found.threshold[0][2] = beyond(700);
    assert_string_equal(
        answer(OUTCOME_A_MORE_IN_PART),
        "same up to 210 (within 5%); thread is 5% slower from 240 (200 to 290), "
        "25% from 520 (at most 610), 2x not shown up to 1,000 (excluded up to 700)");
    found.threshold[0][2] = beyond(1000);
    found.threshold[0][0] = (struct threshold){THRESHOLD_AT_LOWEST, NAN, NAN, 290};
    found.threshold[0][1] = at(520, 300, NAN);
    found.tie_low = NAN;
    assert_string_equal(
        answer(OUTCOME_A_MORE_IN_PART),
        "thread is 5% slower from 10 or below (at most 290), 25% from 520 (300 to beyond "
        "1,000), not 2x up to 1,000");
}

static void proven_below_the_first_threshold__is_said_too(void **state) {
    (void)state;
    found.tie_low = 100;
    found.tie_high = 1000;
    found.threshold[1][0] = beyond(1000);
    assert_string_equal(answer(OUTCOME_B_MORE_IN_PART),
                        "coroutine is slower at some levels, undecided elsewhere, not 5% up to "
                        "1,000; same from 100 to 1,000 (within 5%)");
}

static void crossings__name_both_sides(void **state) {
    (void)state;
    found.crossing_count = 1;
    found.crossings[0] = (struct crossing){245, 220, 261, true};
    found.threshold[0][0] = at(258, 220, 310);
    found.threshold[0][1] = beyond(1000);
    assert_string_equal(answer(OUTCOME_CROSSOVER),
                        "coroutine is slower below 245 (220 to 261), thread above; thread is 5% "
                        "slower from 258 (220 to 310), not 25% up to 1,000");
    found.crossings[0] = (struct crossing){245, 180, 300, false};
    assert_string_equal(answer(OUTCOME_CROSSOVER),
                        "thread is slower below 245 (180 to 300), coroutine above");
    found.crossing_count = 2;
    found.crossings[1] = (struct crossing){600, 580, 640, true};
    assert_string_equal(
        answer(OUTCOME_SEVERAL),
        "the order reverses at 245 (180 to 300), 600 (580 to 640); thread is slower "
        "above that");
}

static void conditions__tell_what_is_not_as_usual(void **state) {
    struct conditions conditions = {.kind = "sleep",
                                    .phase = "lockstep",
                                    .idle = "halt",
                                    .origin = "runner",
                                    .sleep = 5,
                                    .tasks = 10000,
                                    .per_worker = NO_VALUE,
                                    .lateness = 50e-6,
                                    .queue = NO_VALUE,
                                    .stack = NO_VALUE,
                                    .task_times = 1};
    char text[256];

    (void)state;
    assert_string_equal(wording_conditions(&conditions, false, text, sizeof text),
                        "sleep 5 ms - lockstep - 10,000 tasks - lateness 50 us");
    conditions.work = 20e-6;
    conditions.queue = 7;
    conditions.shared = 1;
    conditions.task_times = 0;
    assert_string_equal(
        wording_conditions(&conditions, true, text, sizeof text),
        "sleep 5 ms - work 20 us - lockstep - 10,000 tasks - lateness 50 us - queue 7 - no task "
        "times - another sweep at the same time - origin runner");
}

static void level__keeps_three_digits(void **state) {
    char text[32];

    (void)state;
    assert_string_equal(wording_level(text, sizeof text, 7.4), "7");
    assert_string_equal(wording_level(text, sizeof text, 581.66), "582");
    assert_string_equal(wording_level(text, sizeof text, 1234.5), "1,230");
    assert_string_equal(wording_level(text, sizeof text, 116332), "116,000");
    assert_string_equal(wording_level(text, sizeof text, 1e95), "1e+95");
    assert_string_equal(wording_level(text, sizeof text, INFINITY), "inf");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(one_sided__names_which_costs_more_where, set_up),
        cmocka_unit_test_setup(in_part__tells_tie_and_thresholds_with_what_is_not_known, set_up),
        cmocka_unit_test_setup(proven_below_the_first_threshold__is_said_too, set_up),
        cmocka_unit_test_setup(crossings__name_both_sides, set_up),
        cmocka_unit_test(conditions__tell_what_is_not_as_usual),
        cmocka_unit_test(level__keeps_three_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
