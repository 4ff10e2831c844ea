/* What --doctor says of the answer from medians. */
#include "tests/test.h"

#include "analysis/words/typical.h"

#include <math.h>

static struct curve thread = {.model = (char *)"thread"},
                    coroutine = {.model = (char *)"coroutine"};
static struct level levels[] = {{.concurrency = 10, .a = 1, .b = 1},
                                {.concurrency = 30, .a = 1.1, .b = 1},
                                {.concurrency = 90, .a = 2, .b = 1}};
static struct comparison comparison;
static struct answer mean;

/* The mean: thread is slower from 30 on. Nothing is known of medians yet. */
static int set_up(void **state) {
    (void)state;
    comparison = (struct comparison){
        .pairing = {.a = &thread, .b = &coroutine},
        .metric = METRIC_OVERHEAD,
        .margin = 0.05,
        .levels = levels,
        .count = COUNT(levels),
        .paired = true,
        .crossover = {.levels = COUNT(levels), .tie_low = NAN, .tie_high = NAN}};
    comparison.crossover.typical = OUTCOME_UNRESOLVED;
    for (int which = 0; which < 2; which++)
        comparison.crossover.typical_threshold[which] =
            (struct threshold){THRESHOLD_BEYOND_HIGHEST, NAN, NAN, NAN};
    mean = (struct answer){
        .comparison = &comparison, .ran = ANSWER_A_MORE_IN_PART, .is = ANSWER_IS_THRESHOLD};
    return 0;
}

static void threshold_of(int which, double concurrency) {
    comparison.crossover.typical_threshold[which] =
        (struct threshold){THRESHOLD_FOUND, concurrency, 20, 60};
}

static void assert_said(const char *expected) {
    char text[SENTENCE_SIZE];

    assert_string_equal(typical_sentence(&mean, text), expected);
}

static void same_place__agrees(void **state) {
    (void)state;
    threshold_of(0, 37);
    assert_said("The answer from medians agrees: 5% slower from about 37.");
    comparison.metric = METRIC_CPU;
    assert_said("The answer from medians agrees: 5% more from about 37.");
}

static void another_place__differs(void **state) {
    (void)state;
    threshold_of(0, 57);
    mean.typical_differs = true;
    assert_said("The answer from medians differs: thread is 5% slower from about 57.");
}

static void another_model__differs(void **state) {
    (void)state;
    threshold_of(1, 37);
    assert_said("The answer from medians differs: coroutine is 5% slower from about 37.");
}

/* The mean crosses; medians know a threshold only. */
static void another_kind_of_place__differs(void **state) {
    (void)state;
    mean.is = ANSWER_IS_CROSSING;
    mean.ran = ANSWER_CROSSOVER;
    threshold_of(0, 37);
    assert_said("The answer from medians differs: thread is 5% slower from about 37.");
}

static void same_everywhere__agrees_with_the_same(void **state) {
    (void)state;
    comparison.crossover.tie_low = 10;
    comparison.crossover.tie_high = 90;
    assert_said("The answer from medians differs: the same at every level (within 5%).");
    mean.is = ANSWER_IS_NONE;
    mean.ran = ANSWER_EQUIVALENT;
    assert_said("The answer from medians agrees: the same at every level (within 5%).");
}

static void undecided__is_no_answer(void **state) {
    (void)state;
    assert_said("Medians alone do not decide it.");
    comparison.crossover.typical = OUTCOME_SEVERAL;
    assert_said("By medians, the order changes more than once.");
}

static void without_pairs__there_is_none(void **state) {
    char text[SENTENCE_SIZE];

    (void)state;
    comparison.paired = false;
    assert_null(typical_sentence(&mean, text));
    comparison.paired = true;
    comparison.crossover.levels = 0;
    assert_null(typical_sentence(&mean, text));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(same_place__agrees, set_up),
        cmocka_unit_test_setup(another_place__differs, set_up),
        cmocka_unit_test_setup(another_model__differs, set_up),
        cmocka_unit_test_setup(another_kind_of_place__differs, set_up),
        cmocka_unit_test_setup(same_everywhere__agrees_with_the_same, set_up),
        cmocka_unit_test_setup(undecided__is_no_answer, set_up),
        cmocka_unit_test_setup(without_pairs__there_is_none, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
