/* Answers and their sentences, from trials that are made for each outcome. */
#include "tests/test.h"

#include "analysis/compare/answer.h"
#include "analysis/dataset/summary.h"
#include "analysis/words/sentence.h"
#include "base/random.h"
#include "record/record.h"

#include <math.h>
#include <string.h>

enum { levels_most = 16, trials = 5 };

static struct figures figures[2][levels_most][trials];
static struct cell cells[2][levels_most];
static struct curve curves[2];
static struct group group;
static struct pairing pairing;
static struct comparison comparison;
static char text[SENTENCE_SIZE];

/* --- making ----------------------------------------------------------------------------------- */

/* The mean of a model at a level: of thread, for a coroutine of 1. */
typedef double height(double level);

/* Trials alternate by `noise` around the mean, in pairs. */
static void make_curve(int which, const int64_t *level, size_t count, size_t tries, height *mean,
                       double noise, enum metric metric) {
    struct curve *curve = &curves[which];

    *curve = (struct curve){.model = which ? "coroutine" : "thread",
                            .cells = cells[which],
                            .count = count,
                            .threaded = which == 0};
    for (size_t j = 0; j < count; j++) {
        cells[which][j] = (struct cell){.concurrency = level[j],
                                        .trials = (int64_t)tries,
                                        .tasks = 60 * level[j],
                                        .figures = figures[which][j],
                                        .figure_count = tries};
        for (size_t k = 0; k < tries; k++) {
            struct figures *made = &figures[which][j][k];

            *made = (struct figures){.sweep = 1, .round = (int64_t)k + 1, .ok = true, .ruler = NAN};
            made->position = (int64_t)(k * 2 * count + 2 * j) + which;
            for (int m = 0; m < METRIC_COUNT; m++)
                made->value[m] = NAN;
            made->value[metric] = (which ? 1 : mean((double)level[j])) *
                                  (1 + noise * ((double)((k * 7 + j * 3 + (size_t)which) % 5) - 2));
        }
    }
    summary_fill(curve);
}

static struct answer make(const int64_t *level, size_t count, size_t tries, height *mean,
                          double noise, enum metric metric) {
    comparison_free(&comparison);
    for (int which = 0; which < 2; which++)
        make_curve(which, level, count, tries, mean, noise, metric);
    group = (struct group){.conditions = {.sleep = 5, .per_worker = 60, .tasks = NO_VALUE},
                           .curves = curves,
                           .count = 2};
    pairing = (struct pairing){&group, &curves[0], &curves[1]};
    comparison = comparison_make(&pairing, metric, 0.05);
    return answer_of(&comparison);
}

static const int64_t usual[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

static struct answer usual_answer(height *mean, double noise) {
    return make(usual, COUNT(usual), trials, mean, noise, METRIC_OVERHEAD);
}

static const char *sentence(const struct answer *answer, bool poor) {
    struct telling telling = {.answer = answer, .poor = poor};

    return sentence_whole(&telling, text);
}

/* --- shapes ----------------------------------------------------------------------------------- */

static double same(double level) {
    return level > 0 ? 1 : 0;
}

static double three_percent(double level) {
    return level > 0 ? 1.03 : 0;
}

static double knee(double level) {
    return level > 150 ? pow(level / 150, 0.3) : 1;
}

static double twice(double level) {
    return level > 0 ? 2 : 0;
}

static double crossing(double level) {
    return level < 60 ? 0.85 : pow(level / 60, 0.4);
}

static double small_crossing(double level) {
    return level < 60 ? 0.985 : pow(level / 60, 0.4);
}

static double valley(double level) {
    return level < 8 || level > 150 ? 1.6 : 0.7;
}

static double hump(double level) {
    return level > 8 && level < 60 ? 1.5 : 1;
}

static double step(double level) {
    return level > 15 ? 1.6 : 1;
}

static double both_ends(double level) {
    return level > 1 && level < 1000 ? 1.001 : 1.5;
}

static double from_two(double level) {
    return level > 1 ? 1.5 : 1;
}

/* --- outcomes --------------------------------------------------------------------------------- */

static void expect(struct answer answer, enum answer_outcome outcome, const char *said) {
    assert_string_equal(answer_outcome_names[answer.outcome], answer_outcome_names[outcome]);
    assert_string_equal(sentence(&answer, false), said);
}

static void each_outcome__has_its_sentence(void **state) {
    (void)state;
    expect(usual_answer(same, 0.002), ANSWER_EQUIVALENT,
           "thread and coroutine take the same time at every level, 1 to 1,000 (within 5%).");
    expect(usual_answer(three_percent, 0.002), ANSWER_EQUIVALENT,
           "thread is 3% slower than coroutine at every level, 1 to 1,000, less than the 5% that "
           "counts.");
    expect(usual_answer(twice, 0.002), ANSWER_A_MORE,
           "thread is slower than coroutine at every level, 1 to 1,000: 2.0x at 1, 2.0x at "
           "1,000.");
    expect(usual_answer(knee, 0.002), ANSWER_SAME_THEN_A,
           "thread is 5% slower than coroutine from about 150 (100 to 200) concurrent tasks: 9% at "
           "200, 77% at 1,000. Same up to 100 (within 5%).");
    expect(usual_answer(crossing, 0.002), ANSWER_CROSSOVER,
           "thread becomes slower than coroutine at about 68 (50 to 100) concurrent tasks: 23% at "
           "100, 3.1x at 1,000. Below, coroutine is slower, by up to about 18% (at 1).");
    expect(usual_answer(small_crossing, 0.002), ANSWER_SAME_THEN_A,
           "thread is 5% slower than coroutine from about 61 (50 to 100) concurrent tasks: 23% at "
           "100, 3.1x at 1,000. Same up to 50 (within 5%). Crossover at about 52 (50 to 100); "
           "below it coroutine is up to about 2% slower, less than the 5% that counts.");
    expect(
        usual_answer(valley, 0.002), ANSWER_SEVERAL,
        "thread is slower than coroutine up to about 7 (5 to 10) and from about 130 (100 to 200) "
        "concurrent tasks, faster between: 60% at 200, 60% at 1,000. Between, coroutine is "
        "slower, by up to about 43% (at 10).");
    expect(usual_answer(same, 0.3), ANSWER_UNDECIDED,
           "Undecided up to 1,000 concurrent tasks: at 1,000 thread takes 1.00 times as long as "
           "coroutine (0.50 to 2.00).");
}

static void the_other_model__is_named_the_same_way(void **state) {
    struct answer answer = usual_answer(knee, 0.002);
    struct pairing turned = {&group, &curves[1], &curves[0]};

    (void)state;
    comparison_free(&comparison);
    comparison = comparison_make(&turned, METRIC_OVERHEAD, 0.05);
    answer = answer_of(&comparison);
    assert_int_equal(answer.outcome, ANSWER_SAME_THEN_B);
    assert_string_equal(sentence(&answer, false),
                        "thread is 5% slower than coroutine from about 150 (100 to 200) concurrent "
                        "tasks: 9% at 200, 77% at 1,000. Same up to 100 (within 5%).");
}

static void cpu__is_used(void **state) {
    struct answer answer = make(usual, COUNT(usual), trials, crossing, 0.002, METRIC_CPU);

    (void)state;
    assert_string_equal(
        sentence(&answer, false),
        "thread uses more than coroutine from about 68 (50 to 100), less below: 23% "
        "at 100, 3.1x at 1,000. Below, coroutine uses more, by up to about 18% (at "
        "1).");
    answer = make(usual, COUNT(usual), trials, same, 0.002, METRIC_CPU);
    assert_string_equal(sentence(&answer, false),
                        "thread and coroutine use the same CPU at every level, 1 to 1,000 (within "
                        "5%).");
    answer = make(usual, COUNT(usual), trials, knee, 0.002, METRIC_P99);
    assert_non_null(strstr(sentence(&answer, false), "At the 99th percentile thread is 5% slower"));
}

static void poor_trust__has_no_range(void **state) {
    struct answer answer = usual_answer(knee, 0.002);

    (void)state;
    assert_string_equal(sentence(&answer, true),
                        "thread is 5% slower than coroutine from about 150 concurrent tasks, not "
                        "reliable: 77% at 1,000. Same up to 100, not reliable.");
}

static void one_trial__is_an_estimate_without_a_range(void **state) {
    struct answer answer = make(usual, COUNT(usual), 1, knee, 0, METRIC_OVERHEAD);

    (void)state;
    assert_string_equal(sentence(&answer, true),
                        "thread is 5% slower than coroutine from about 150 concurrent tasks, not "
                        "reliable: 77% at 1,000.");
    answer = make(usual, COUNT(usual), 1, twice, 0, METRIC_OVERHEAD);
    assert_int_equal(answer.outcome, ANSWER_A_MORE);
}

static void levels_far_apart__bear_no_estimate(void **state) {
    static const int64_t far[] = {1, 2000}, near[] = {500, 2000};
    struct answer answer = make(far, 2, trials, knee, 0.002, METRIC_OVERHEAD);

    (void)state;
    assert_string_equal(sentence(&answer, false),
                        "thread is slower than coroutine from somewhere between 1 and 2,000 "
                        "concurrent tasks: 2.2x at 2,000. No level between was tested.");
    assert_true(isnan(answer.place.estimate));
    answer = make(near, 2, trials, crossing, 0.002, METRIC_OVERHEAD);
    assert_int_equal(answer.outcome, ANSWER_A_MORE);
    answer = make(near, 2, trials, small_crossing, 0.002, METRIC_OVERHEAD);
    assert_int_equal(answer.place.status, PLACE_AT_LOWEST);
}

/* Some levels cost more, but not the higher ones. */
static void a_hump__is_named_without_a_place(void **state) {
    struct answer answer = usual_answer(hump, 0.002);

    (void)state;
    expect(answer, ANSWER_A_MORE_IN_PART,
           "thread is slower than coroutine at some levels, by up to about 50% (at 10).");
}

/* Levels whose own range contradicts the answer. */
static void a_contrary_level__is_named(void **state) {
    struct answer answer = usual_answer(crossing, 0.002);

    (void)state;
    comparison.levels[7].a = 0.97 * comparison.levels[7].b;
    comparison.levels[7].high = 0.99;
    answer = answer_of(&comparison);
    assert_non_null(strstr(sentence(&answer, false), "3.1x at 1,000, but not at 200. Below"));
    comparison.levels[0].low = 1.01;
    answer = answer_of(&comparison);
    assert_non_null(strstr(sentence(&answer, false), ", but not at 1 and 200. "));
    comparison.levels[1].low = comparison.levels[2].low = 1.01;
    answer = answer_of(&comparison);
    assert_non_null(strstr(sentence(&answer, false), ", but not at 1, 2 and 2 other levels. "));
}

/* Above the place a mean on the other side is enough. */
static void a_mean_on_the_other_side__is_named(void **state) {
    struct answer answer = usual_answer(step, 0.002);

    (void)state;
    assert_non_null(strstr(sentence(&answer, false), "60% at 20"));
    assert_null(strstr(sentence(&answer, false), "but not at"));
    comparison.levels[7].a = 0.99 * comparison.levels[7].b;
    comparison.levels[7].low = 0.8;
    comparison.levels[7].high = 1.2;
    answer = answer_of(&comparison);
    assert_non_null(strstr(sentence(&answer, false), "60% at 1,000, but not at 200. "));
}

/* More at both ends, and 1.00 between them, is not more at every level. */
static void a_level_that_shows_no_difference__is_not_among_all(void **state) {
    static const int64_t three[] = {1, 30, 1000};
    struct answer answer = make(three, COUNT(three), 3, both_ends, 0.005, METRIC_OVERHEAD);

    (void)state;
    assert_null(strstr(sentence(&answer, false), "at every level"));
}

static void a_level_that_failed_between_others__is_not_among_all(void **state) {
    struct answer answer = usual_answer(twice, 0.002);

    (void)state;
    comparison.levels[4].a = NAN;
    comparison.levels[4].failed_a = trials;
    answer = answer_of(&comparison);
    assert_non_null(strstr(sentence(&answer, false), "at every level that ran, 1 to 1,000:"));
}

static void one_level_that_is_the_same__is_named_alone(void **state) {
    static const int64_t few[] = {1, 2, 4, 8};
    struct answer answer = make(few, COUNT(few), trials, from_two, 0.002, METRIC_OVERHEAD);

    (void)state;
    assert_non_null(strstr(sentence(&answer, false), "Same at 1 (within 5%)."));
}

static void failures__are_the_headline(void **state) {
    struct answer answer = usual_answer(same, 0.002);
    struct telling telling = {.answer = &answer, .errors = {"no more threads", ""}};

    (void)state;
    for (size_t j = 8; j < 10; j++) {
        cells[0][j].failed = trials;
        cells[0][j].trials = 0;
        cells[0][j].figure_count = 0;
    }
    comparison_free(&comparison);
    comparison = comparison_make(&pairing, METRIC_OVERHEAD, 0.05);
    answer = answer_of(&comparison);
    assert_string_equal(answer_outcome_names[answer.outcome], "a_fails");
    assert_string_equal(sentence_whole(&telling, text),
                        "thread fails from 500 concurrent tasks on (10 of 10 trials: no more "
                        "threads). Up to 200, the most it ran, thread and coroutine take the same "
                        "time (within 5%).");
    assert_string_equal(sentence_claim(&telling, text),
                        "thread fails from 500 concurrent tasks on (10 of 10 trials: no more "
                        "threads).");
}

/* One trial of fifty at 30 times the time of the others. */
static void one_outlier__makes_the_difference(void **state) {
    struct answer answer = usual_answer(knee, 0.002);

    (void)state;
    figures[0][3][2].value[METRIC_OVERHEAD] *= 30;
    comparison_free(&comparison);
    comparison = comparison_make(&pairing, METRIC_OVERHEAD, 0.05);
    answer = answer_of(&comparison);
    print_message("# %s\n", sentence(&answer, true));
    assert_true(answer.typical_differs);
    assert_true(answer.one_trial_decides);
    assert_non_null(strstr(sentence(&answer, true), "In the typical trial, from about 150"));
}

static void steady__is_told_where_it_differs(void **state) {
    struct answer answer = usual_answer(knee, 0.002), steady = answer;
    struct telling telling = {.answer = &answer, .steady = &steady};

    (void)state;
    steady.place.estimate *= 1.4;
    assert_null(strstr(sentence_whole(&telling, text), "start-up"));
    steady.place.estimate *= 1.2;
    steady.place.high = 500;
    assert_non_null(strstr(sentence_whole(&telling, text), " Without start-up, from about 250"));
    steady.which = 1;
    assert_non_null(strstr(sentence_whole(&telling, text),
                           " Without start-up, coroutine is 5% slower from about 250"));
    steady.is = ANSWER_IS_NONE;
    steady.ran = ANSWER_EQUIVALENT;
    assert_non_null(strstr(sentence_whole(&telling, text), " Without start-up, the same at every"));
}

static void memory__is_told_per_worker(void **state) {
    (void)state;
    curves[0].memory_slope = 24.52 * 1024;
    curves[1].memory_slope = 4.3 * 1024;
    assert_string_equal(sentence_memory(&pairing, text),
                        "thread uses 24.5 KiB per worker, coroutine 4.30 (5.7x).");
    curves[1].memory_slope = 3000 * 1024.0;
    assert_string_equal(sentence_memory(&pairing, text),
                        "coroutine uses 2.93 MiB per worker, thread 0.02 (120x).");
    curves[1].memory_slope = NAN;
    assert_null(sentence_memory(&pairing, text));
}

/* --- any data --------------------------------------------------------------------------------- */

static struct random dice;

static double any(double level) {
    double value = exp(((double)random_below(&dice, 2000) - 1000) / 700);

    return random_below(&dice, 20) ? value : value * level;
}

static void assert_prose(const char *said) {
    size_t length = strlen(said);

    if (length == 0 || said[length - 1] != '.' || strstr(said, "nan") || strstr(said, "inf") ||
        strstr(said, "  ") || strstr(said, "-9") || strstr(said, ".."))
        fail_msg("%s", said);
}

static void any_data__makes_sentences(void **state) {
    char claim[SENTENCE_SIZE];

    (void)state;
    dice = (struct random){20261129};
    for (int i = 0; i < 10000; i++) {
        size_t count = 1 + random_below(&dice, COUNT(usual));
        enum metric metric = (enum metric)random_below(&dice, METRIC_COUNT);
        double noise = (double)random_below(&dice, 100) / 300;
        struct answer answer =
            make(usual, count, 1 + random_below(&dice, trials), any, noise, metric);
        struct telling telling = {.answer = &answer,
                                  .steady = i % 3 ? &answer : NULL,
                                  .errors = {"", ""},
                                  .poor = i % 5 == 0};

        sentence_claim(&telling, claim);
        assert_prose(claim);
        assert_prose(sentence_whole(&telling, text));
        assert_memory_equal(claim, text, strlen(claim));
        if (answer.is != ANSWER_IS_NONE && answer.place.status == PLACE_FOUND) {
            assert_false(answer.place.estimate < answer.place.low);
            assert_false(answer.place.estimate > answer.place.high);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_outcome__has_its_sentence),
        cmocka_unit_test(the_other_model__is_named_the_same_way),
        cmocka_unit_test(cpu__is_used),
        cmocka_unit_test(poor_trust__has_no_range),
        cmocka_unit_test(one_trial__is_an_estimate_without_a_range),
        cmocka_unit_test(levels_far_apart__bear_no_estimate),
        cmocka_unit_test(a_hump__is_named_without_a_place),
        cmocka_unit_test(a_contrary_level__is_named),
        cmocka_unit_test(a_mean_on_the_other_side__is_named),
        cmocka_unit_test(a_level_that_shows_no_difference__is_not_among_all),
        cmocka_unit_test(a_level_that_failed_between_others__is_not_among_all),
        cmocka_unit_test(one_level_that_is_the_same__is_named_alone),
        cmocka_unit_test(failures__are_the_headline),
        cmocka_unit_test(one_outlier__makes_the_difference),
        cmocka_unit_test(steady__is_told_where_it_differs),
        cmocka_unit_test(memory__is_told_per_worker),
        cmocka_unit_test(any_data__makes_sentences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
