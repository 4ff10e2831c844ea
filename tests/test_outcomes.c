/* The estimator near its limits: outcomes just on either side of a rule. */
#include "tests/test.h"

#include "analysis/estimate/between.h"
#include "analysis/estimate/crossover.h"

#include <math.h>

enum { levels = 24, trials = 3 };

static double a[levels][trials], b[levels][trials];
static struct sample samples[levels];

/* Levels from 10 up, each a fifth above the one before. ratio[i] is ln(a / b); the trials vary by
 * the noise. */
static void make(const double *ratio, double noise) {
    for (int i = 0; i < levels; i++) {
        for (int k = 0; k < trials; k++) {
            a[i][k] = exp(ratio[i]) * (1 + noise * ((k + i) % trials - 1));
            b[i][k] = 1 + noise * ((2 * k + i) % trials - 1);
        }
        samples[i] = (struct sample){10 * pow(1.2, i), a[i], b[i], trials, trials, false};
    }
}

static struct crossover find(double margin) {
    struct crossover crossover;

    crossover_find(&(struct pair_trials){.samples = samples,
                                         .count = levels,
                                         .between = between_sweeps_of(NULL, 0)},
                   margin, &crossover);
    return crossover;
}

static void equal_models__are_equivalent_by_a_margin_beyond_their_noise(void **state) {
    static const double none[levels];

    (void)state;
    make(none, 0.05);
    assert_int_equal(find(0.01).outcome, OUTCOME_UNRESOLVED);
    assert_true(isnan(find(0.01).tie_low));
    assert_int_equal(find(0.5).outcome, OUTCOME_EQUIVALENT);
}

static void a_that_costs_more_above__does_so_in_part(void **state) {
    double ratio[levels] = {0};

    (void)state;
    for (int i = levels / 2; i < levels; i++)
        ratio[i] = 0.1 * (i - levels / 2 + 1);
    make(ratio, 0.05);
    assert_int_equal(find(0.05).outcome, OUTCOME_A_MORE_IN_PART);
    for (int i = 0; i < levels; i++)
        ratio[i] = 0.5;
    make(ratio, 0.05);
    assert_int_equal(find(0.05).outcome, OUTCOME_A_MORE);
}

/* The best estimate beyond either end of the levels, and none where the curve falls back. */
static void threshold__has_a_status_where_no_level_is_its_place(void **state) {
    double ratio[levels];

    (void)state;
    for (int i = 0; i < levels; i++)
        ratio[i] = 0.005 * i;
    make(ratio, 0.01);
    assert_int_equal(find(0.05).threshold[0][0].status, THRESHOLD_FOUND);
    assert_int_equal(find(0.05).threshold[0][1].status, THRESHOLD_BEYOND_HIGHEST);
    assert_true(isnan(find(0.05).threshold[0][1].high));
    assert_int_equal(find(0.05).threshold[1][0].status, THRESHOLD_BEYOND_HIGHEST);
    for (int i = 0; i < levels; i++)
        ratio[i] = 0.4;
    make(ratio, 0.01);
    assert_int_equal(find(0.05).threshold[0][0].status, THRESHOLD_AT_LOWEST);
    assert_true(isnan(find(0.05).threshold[0][0].low));
    for (int i = 0; i < levels; i++)
        ratio[i] = i >= 8 && i < 16 ? 0.4 : 0;
    make(ratio, 0.01);
    assert_int_equal(find(0.05).threshold[0][0].status, THRESHOLD_NOT_MONOTONE);
}

/* The 25% threshold of a, from trials in `count` sweeps that differ by 5%. */
static struct threshold threshold_of_sweeps(size_t count) {
    struct sweep_ratio sweeps[] = {{-0.05, 1e-6}, {0.05, 1e-6}, {0, 1e-6}};
    struct crossover crossover;
    double ratio[levels];

    for (int i = 0; i < levels; i++)
        ratio[i] = 0.06 * (i - 8);
    make(ratio, 0.01);
    crossover_find(&(struct pair_trials){.samples = samples,
                                         .count = levels,
                                         .between = between_sweeps_of(sweeps, count)},
                   0.05, &crossover);
    return crossover.threshold[0][1];
}

static void threshold__is_widened_by_three_sweeps_and_not_by_two(void **state) {
    struct threshold none = threshold_of_sweeps(0), two = threshold_of_sweeps(2),
                     three = threshold_of_sweeps(3);

    (void)state;
    assert_int_equal(three.status, THRESHOLD_FOUND);
    assert_true(two.low == none.low && two.high == none.high);
    assert_true(three.low < none.low && three.high > none.high);
}

static struct crossover find_paired(void) {
    struct crossover crossover;

    crossover_find(&(struct pair_trials){.samples = samples,
                                         .count = levels,
                                         .paired = true,
                                         .between = between_sweeps_of(NULL, 0)},
                   0.05, &crossover);
    return crossover;
}

static void typical__is_not_moved_by_an_outlier(void **state) {
    struct crossing calm;
    double ratio[levels];

    (void)state;
    for (int i = 0; i < levels; i++)
        ratio[i] = i < levels / 2 ? -0.3 : 0.3;
    make(ratio, 0.01);
    calm = find_paired().typical_crossing;
    assert_int_equal(find_paired().typical, OUTCOME_CROSSOVER);
    assert_true(calm.a_more_above);
    assert_true(calm.low <= samples[levels / 2 - 1].level);
    assert_true(calm.high >= samples[levels / 2].level);
    for (int i = 0; i < levels / 2; i++)
        b[i][i % trials] *= 100;
    assert_int_equal(find_paired().typical, OUTCOME_CROSSOVER);
    assert_true(find_paired().typical_crossing.low == calm.low);
    assert_true(find_paired().typical_crossing.high == calm.high);
}

static void typical__is_unresolved_if_pairs_are_equal(void **state) {
    static const double none[levels];

    (void)state;
    make(none, 0);
    assert_int_equal(find_paired().typical, OUTCOME_UNRESOLVED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_models__are_equivalent_by_a_margin_beyond_their_noise),
        cmocka_unit_test(a_that_costs_more_above__does_so_in_part),
        cmocka_unit_test(threshold__has_a_status_where_no_level_is_its_place),
        cmocka_unit_test(threshold__is_widened_by_three_sweeps_and_not_by_two),
        cmocka_unit_test(typical__is_not_moved_by_an_outlier),
        cmocka_unit_test(typical__is_unresolved_if_pairs_are_equal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
