#include "tests/test.h"

#include "analysis/crossover.h"

#include <math.h>

/* Levels 10, 20 … and b = 1 everywhere, so that a is the ratio. */
static struct crossover find(const double *a, size_t count, double decisive) {
    static int64_t level[32];
    static double b[32];
    struct crossover crossover;

    for (size_t i = 0; i < count; i++) {
        level[i] = 10 * (int64_t)(i + 1);
        b[i] = 1;
    }
    crossover_find(&(struct pair){level, a, b, count}, decisive, &crossover);
    return crossover;
}

#define FIND(...) find((double[]){__VA_ARGS__}, COUNT(((double[]){__VA_ARGS__})), 0.05)

static void outcome__follows_the_runs_of_decided_levels(void **state) {
    (void)state;
    assert_int_equal(FIND(0.5, 0.8, 1.3, 2).outcome, OUTCOME_CROSSOVER);
    assert_int_equal(FIND(2, 1.2, 0.8).outcome, OUTCOME_CROSSOVER);
    assert_int_equal(FIND(0.5, 2, 0.5).outcome, OUTCOME_SEVERAL);
    assert_int_equal(FIND(1.2, 1.3, 1.4).outcome, OUTCOME_A_DEARER);
    assert_int_equal(FIND(0.9, 0.8).outcome, OUTCOME_B_DEARER);
    assert_int_equal(FIND(1, 1.01, 1.4).outcome, OUTCOME_A_DEARER_IN_PART);
    assert_int_equal(FIND(1, 0.99, 0.5).outcome, OUTCOME_B_DEARER_IN_PART);
    assert_int_equal(FIND(1, 1.04, 0.97).outcome, OUTCOME_EQUIVALENT);
    assert_int_equal(find(NULL, 0, 0.05).outcome, OUTCOME_UNRESOLVED);
}

static void decision__is_a_ratio_beyond_the_margin_either_way(void **state) {
    (void)state;
    assert_int_equal(FIND(1.0501).outcome, OUTCOME_A_DEARER);
    assert_int_equal(FIND(1.0499).outcome, OUTCOME_EQUIVALENT);
    assert_int_equal(FIND(1 / 1.0501).outcome, OUTCOME_B_DEARER);
    assert_int_equal(FIND(1 / 1.0499).outcome, OUTCOME_EQUIVALENT);
    assert_int_equal(find((double[]){1.15}, 1, 0.2).outcome, OUTCOME_EQUIVALENT);
}

/* ln a is -ln 2, then +ln 2: half-way between 10 and 20 in ln c. */
static void crossing__is_interpolated_in_ln_c(void **state) {
    struct crossover crossover = FIND(0.5, 2);

    (void)state;
    assert_int_equal(crossover.crossing_count, 1);
    assert_float_equal(crossover.crossings[0].concurrency, sqrt(10 * 20), 1e-9);
    assert_true(crossover.crossings[0].a_dearer_above);
    assert_int_equal(crossover.bracket_low, 10);
    assert_int_equal(crossover.bracket_high, 20);
}

static void crossing__lies_where_the_running_sum_is_least(void **state) {
    /* Between 10 and 60 all levels are undecided; the sum of the logs is least after 40. */
    struct crossover crossover = FIND(0.5, 1.04, 0.96, 0.97, 1.03, 2);

    (void)state;
    assert_int_equal(crossover.outcome, OUTCOME_CROSSOVER);
    assert_true(crossover.crossings[0].concurrency > 40 && crossover.crossings[0].concurrency < 50);
    assert_int_equal(crossover.bracket_low, 40);
    assert_int_equal(crossover.bracket_high, 50);
}

static void reversed_crossing__says_that_b_is_dearer_above(void **state) {
    struct crossover crossover = FIND(2, 0.5);

    (void)state;
    assert_false(crossover.crossings[0].a_dearer_above);
    assert_float_equal(crossover.crossings[0].concurrency, sqrt(10 * 20), 1e-9);
    assert_int_equal(crossover.bracket_low, 0); /* a never passes b upwards */
}

static void several_crossings__are_all_located(void **state) {
    struct crossover crossover = FIND(0.5, 2, 0.5, 2);

    (void)state;
    assert_int_equal(crossover.crossing_count, 3);
    assert_true(crossover.crossings[0].a_dearer_above);
    assert_false(crossover.crossings[1].a_dearer_above);
    assert_float_equal(crossover.crossings[2].concurrency, sqrt(30 * 40), 1e-9);
}

static void swapping_a_and_b__turns_the_answer_round(void **state) {
    static const double a[] = {0.5, 0.9, 1.2, 1.6, 2.5};
    double turned[COUNT(a)];
    struct crossover one = find(a, COUNT(a), 0.05), other;

    (void)state;
    for (size_t i = 0; i < COUNT(a); i++)
        turned[i] = 1 / a[i];
    other = find(turned, COUNT(a), 0.05);
    assert_float_equal(one.crossings[0].concurrency, other.crossings[0].concurrency, 1e-9);
    assert_true(one.crossings[0].a_dearer_above && !other.crossings[0].a_dearer_above);
    for (int i = 0; i < MARGIN_COUNT; i++)
        assert_float_equal(one.margin[0][i], other.margin[1][i], 1e-9);
}

static void margins__are_the_levels_from_which_one_is_dearer_by_so_much(void **state) {
    struct crossover crossover = FIND(1, 1, 1.05, 1.25, 1.6);

    (void)state;
    assert_float_equal(crossover.margin[0][0], 30, 1e-6);
    assert_float_equal(crossover.margin[0][1], 40, 1e-6);
    assert_true(isnan(crossover.margin[0][2]));
    assert_true(isnan(crossover.margin[1][0]));
    assert_float_equal(FIND(3, 4).margin[0][2], 10, 1e-9); /* from the lowest level on */
}

static void tie__is_the_longest_stretch_without_a_decision(void **state) {
    struct crossover crossover = FIND(1, 2, 1, 1.01, 0.99, 2);

    (void)state;
    assert_int_equal(crossover.tie_low, 30);
    assert_int_equal(crossover.tie_high, 50);
    assert_int_equal(FIND(2, 3).tie_low, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcome__follows_the_runs_of_decided_levels),
        cmocka_unit_test(decision__is_a_ratio_beyond_the_margin_either_way),
        cmocka_unit_test(crossing__is_interpolated_in_ln_c),
        cmocka_unit_test(crossing__lies_where_the_running_sum_is_least),
        cmocka_unit_test(reversed_crossing__says_that_b_is_dearer_above),
        cmocka_unit_test(several_crossings__are_all_located),
        cmocka_unit_test(swapping_a_and_b__turns_the_answer_round),
        cmocka_unit_test(margins__are_the_levels_from_which_one_is_dearer_by_so_much),
        cmocka_unit_test(tie__is_the_longest_stretch_without_a_decision),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
