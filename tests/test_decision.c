/* --decide: which model to choose, by the range of the difference, and how that is said. Loads are
 * made by hand. */
#include "tests/test.h"

#include "analysis/report/choice.h"

#include <math.h>

enum { MODELS_MOST = 5 };

static struct candidate candidates[MODELS_MOST];
static struct decision decision;

static int set_up(void **state) {
    (void)state;
    decision =
        (struct decision){.service = {.rate = 20000, .wait = 5e-3}, .candidates = candidates};
    return 0;
}

static struct load *add(const char *model, enum verdict_of_load verdict) {
    struct candidate *candidate = &candidates[decision.count++];

    *candidate = (struct candidate){.model = model,
                                    .known = true,
                                    .load = {.verdict = verdict,
                                             .workers = 102,
                                             .low = 100,
                                             .high = 200,
                                             .beyond = 1,
                                             .cores = NAN,
                                             .error = NAN,
                                             .most = 394000,
                                             .most_from = 2000}};
    return &candidate->load;
}

static void add_sustaining(const char *model, double cores, double error) {
    struct load *load = add(model, LOAD_SUSTAINED);

    load->cores = cores;
    load->error = error;
}

static void add_reached(const char *model, enum verdict_of_load verdict, double most) {
    struct load *load = add(model, verdict);

    load->most = most;
    load->most_from = 1000;
}

static void assert_choice(enum choice expected, const char *text) {
    char said[CHOICE_TEXT_SIZE];

    assert_int_equal(decision_choice(&decision), expected);
    assert_string_equal(choice_text(&decision, false, said), text);
}

/* --- by the range, never by the point --------------------------------------------------------- */

static void range_above_what_counts__is_a_choice(void **state) {
    (void)state;
    add_sustaining("thread", 0.5, 0.03);
    add_sustaining("coroutine", 0.4, 0.03);
    assert_choice(CHOICE_ONE,
                  "Choose coroutine for 20,000 tasks per second: both models sustain it, and "
                  "thread uses 0.100 CPUs (0.058 to 0.142) more than coroutine.");
}

static void range_below_what_counts__is_either(void **state) {
    (void)state;
    add_sustaining("thread", 0.11, 0.02);
    add_sustaining("coroutine", 0.1, 0.02);
    assert_choice(CHOICE_SEVERAL,
                  "Either will do for 20,000 tasks per second: both models sustain it, and the "
                  "0.010 CPUs (-0.018 to 0.038) that thread uses more than coroutine are less "
                  "than the 0.05 that count.");
}

/* The point lies below 0.05 in the first, above it in the second. */
static void range_across_what_counts__is_not_decided(void **state) {
    (void)state;
    add_sustaining("thread", 0.17, 0.031);
    add_sustaining("coroutine", 0.125, 0.014);
    assert_choice(CHOICE_UNDECIDED,
                  "Not decided for 20,000 tasks per second: both models sustain it, and the 0.045 "
                  "CPUs (0.011 to 0.079) that thread uses more than coroutine may be less than "
                  "the 0.05 that count.");
    candidates[0].load.cores = 0.2;
    assert_int_equal(decision_choice(&decision), CHOICE_UNDECIDED);
}

static void no_range__is_not_decided(void **state) {
    (void)state;
    add_sustaining("thread", 0.5, NAN);
    add_sustaining("coroutine", 0.1, 0.01);
    assert_choice(CHOICE_UNDECIDED,
                  "Not decided for 20,000 tasks per second: both models sustain it, and the 0.400 "
                  "CPUs that thread uses more than coroutine have no range: one trial per level.");
}

static void no_cpu__is_not_decided(void **state) {
    (void)state;
    add_sustaining("thread", NAN, NAN);
    add_sustaining("coroutine", 0.1, 0.01);
    assert_choice(CHOICE_UNDECIDED, "Not decided for 20,000 tasks per second: both models sustain "
                                    "it, and the CPU that thread uses is unknown.");
}

/* --- not all sustain it ----------------------------------------------------------------------- */

static void saturated_other__leaves_one(void **state) {
    (void)state;
    add_sustaining("coroutine", 0.1, 0.01);
    add_reached("thread", LOAD_SATURATED, 9831);
    assert_choice(CHOICE_ONE, "Choose coroutine for 20,000 tasks per second: only coroutine "
                              "sustains it; thread reached 9,830 at most, with 1,000 workers, and "
                              "more hardly helped.");
}

static void failed_other__leaves_one(void **state) {
    (void)state;
    add_sustaining("coroutine", 0.1, 0.01);
    add_reached("thread", LOAD_FAILED, 9831);
    assert_choice(CHOICE_ONE, "Choose coroutine for 20,000 tasks per second: only coroutine "
                              "sustains it; thread reached 9,830 at most, with 1,000 workers, and "
                              "failed with more.");
}

static void untested_other__is_not_decided(void **state) {
    (void)state;
    add_sustaining("coroutine", 0.1, 0.01);
    add_reached("thread", LOAD_NOT_TESTED, 9831);
    assert_choice(CHOICE_UNDECIDED, "Not decided for 20,000 tasks per second: coroutine sustains "
                                    "it; thread was tested up to 9,830 only.");
    candidates[1].known = false;
    assert_choice(CHOICE_UNDECIDED, "Not decided for 20,000 tasks per second: coroutine sustains "
                                    "it; thread was not recorded with such a wait and work.");
}

/* Of the two others only one was shown not to sustain it. */
static void untested_third__hinders_a_lone_model(void **state) {
    (void)state;
    add_sustaining("coroutine", 0.1, 0.01);
    add_reached("thread", LOAD_FAILED, 9831);
    assert_int_equal(decision_choice(&decision), CHOICE_ONE);
    add_reached("event", LOAD_NOT_TESTED, 9831);
    assert_int_equal(decision_choice(&decision), CHOICE_UNDECIDED);
}

static void no_level_near__is_named(void **state) {
    struct load *load;

    (void)state;
    add_sustaining("coroutine", 0.1, 0.01);
    load = add("thread", LOAD_NOT_TESTED);
    load->low = 1;
    load->high = 2000;
    assert_choice(CHOICE_UNDECIDED,
                  "Not decided for 20,000 tasks per second: coroutine sustains it; thread was not "
                  "tested between 1 and 2,000 workers.");
    load->low = load->high = 500;
    assert_choice(CHOICE_UNDECIDED,
                  "Not decided for 20,000 tasks per second: coroutine sustains it; thread was not "
                  "tested with fewer than 500 workers.");
}

static void one_model__is_no_choice(void **state) {
    (void)state;
    add_sustaining("coroutine", 0.1, 0.01);
    assert_choice(CHOICE_UNDECIDED, "Not decided for 20,000 tasks per second: coroutine sustains "
                                    "it, and no other model was recorded.");
}

static void no_model_sustains_it__is_not_decided(void **state) {
    (void)state;
    add_reached("coroutine", LOAD_NOT_TESTED, 19600);
    add_reached("thread", LOAD_SATURATED, 9831);
    assert_choice(CHOICE_UNDECIDED,
                  "Not decided for 20,000 tasks per second: coroutine was tested up to 19,600 "
                  "only; thread reached 9,830 at most, with 1,000 workers, and more hardly "
                  "helped.");
}

/* --- more than two ---------------------------------------------------------------------------- */

static void several__are_compared_with_the_cheapest(void **state) {
    (void)state;
    add_sustaining("thread", 0.5, 0.01);
    add_sustaining("coroutine", 0.1, 0.01);
    add_sustaining("event", 0.3, 0.01);
    assert_choice(CHOICE_ONE,
                  "Choose coroutine for 20,000 tasks per second: coroutine uses the least CPU of "
                  "the 3 models that sustain it; thread uses 0.400 CPUs (0.386 to 0.414) more, "
                  "event uses 0.200 CPUs (0.186 to 0.214) more; a difference of 0.05 counts.");
}

static void equal_to_the_cheapest__may_be_chosen_too(void **state) {
    char text[CHOICE_TEXT_SIZE];

    (void)state;
    add_sustaining("thread", 0.5, 0.01);
    add_sustaining("coroutine", 0.1, 0.01);
    add_sustaining("event", 0.11, 0.01);
    assert_int_equal(decision_choice(&decision), CHOICE_SEVERAL);
    assert_non_null(strstr(choice_text(&decision, false, text), "Choose coroutine or event for "));
    candidates[0].load.cores = 0.12;
    assert_non_null(strstr(choice_text(&decision, false, text), "Any will do for "));
    candidates[0].load.cores = 0.15;
    assert_int_equal(decision_choice(&decision), CHOICE_UNDECIDED);
}

static void untested_third__does_not_hinder_a_choice(void **state) {
    (void)state;
    add_sustaining("thread", 0.5, 0.01);
    add_sustaining("coroutine", 0.1, 0.01);
    add_reached("event", LOAD_NOT_TESTED, 9831);
    assert_choice(CHOICE_ONE,
                  "Choose coroutine for 20,000 tasks per second: coroutine and thread sustain it, "
                  "and thread uses 0.400 CPUs (0.386 to 0.414) more than coroutine; event was "
                  "tested up to 9,830 only.");
}

/* --- figures ---------------------------------------------------------------------------------- */

static void poor_trust__prints_no_range(void **state) {
    char text[CHOICE_TEXT_SIZE];

    (void)state;
    add_sustaining("thread", 0.5, 0.03);
    add_sustaining("coroutine", 0.4, 0.03);
    assert_string_equal(choice_text(&decision, true, text),
                        "Choose coroutine for 20,000 tasks per second: both models sustain it, "
                        "and thread uses 0.100 CPUs more than coroutine.");
}

static void cpus__have_as_many_digits_as_the_figure(void **state) {
    char text[UNITS_SIZE];

    (void)state;
    assert_string_equal(choice_cpus(text, 0.1254, 0.1254), "0.125");
    assert_string_equal(choice_cpus(text, 0.9999, 0.9999), "1.00");
    assert_string_equal(choice_cpus(text, 0.5, 1.2), "0.50");
    assert_string_equal(choice_cpus(text, 12.34, 12.34), "12.3");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(range_above_what_counts__is_a_choice, set_up),
        cmocka_unit_test_setup(range_below_what_counts__is_either, set_up),
        cmocka_unit_test_setup(range_across_what_counts__is_not_decided, set_up),
        cmocka_unit_test_setup(no_range__is_not_decided, set_up),
        cmocka_unit_test_setup(no_cpu__is_not_decided, set_up),
        cmocka_unit_test_setup(saturated_other__leaves_one, set_up),
        cmocka_unit_test_setup(failed_other__leaves_one, set_up),
        cmocka_unit_test_setup(untested_other__is_not_decided, set_up),
        cmocka_unit_test_setup(untested_third__hinders_a_lone_model, set_up),
        cmocka_unit_test_setup(no_level_near__is_named, set_up),
        cmocka_unit_test_setup(one_model__is_no_choice, set_up),
        cmocka_unit_test_setup(no_model_sustains_it__is_not_decided, set_up),
        cmocka_unit_test_setup(several__are_compared_with_the_cheapest, set_up),
        cmocka_unit_test_setup(equal_to_the_cheapest__may_be_chosen_too, set_up),
        cmocka_unit_test_setup(untested_third__does_not_hinder_a_choice, set_up),
        cmocka_unit_test_setup(poor_trust__prints_no_range, set_up),
        cmocka_unit_test_setup(cpus__have_as_many_digits_as_the_figure, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
