/* The estimator near its limits: outcomes just on either side of a rule. */
#include "tests/test.h"

#include "analysis/estimate/crossover.h"

#include <math.h>

enum { levels = 24, trials = 3 };

static double a[levels][trials], b[levels][trials];
static struct sample samples[levels];

/* Levels from 10 up, each a fifth above the one before. ratio[i] is ln(a / b); the trials vary by
 * noise[i]. */
static void make(const double *ratio, const double *noise) {
    for (int i = 0; i < levels; i++) {
        for (int k = 0; k < trials; k++) {
            a[i][k] = exp(ratio[i]) * (1 + noise[i] * ((k + i) % trials - 1));
            b[i][k] = 1 + noise[i] * ((2 * k + i) % trials - 1);
        }
        samples[i] = (struct sample){10 * pow(1.2, i), a[i], b[i], trials, trials, false};
    }
}

static struct crossover find(double equivalence) {
    struct ratio ratio = ratio_of_means(samples, levels);
    struct crossover crossover;

    crossover_find(&(struct pair_evidence){.pooled = &ratio}, equivalence, &crossover);
    ratio_free(&ratio);
    return crossover;
}

/* The same with equal noise at every level. */
static void make_even(const double *ratio, double noise) {
    double even[levels];

    for (int i = 0; i < levels; i++)
        even[i] = noise;
    make(ratio, even);
}

static void equal_models__are_equivalent_by_a_margin_beyond_their_noise(void **state) {
    static const double none[levels];

    (void)state;
    make_even(none, 0.05);
    assert_int_equal(find(0.01).outcome, OUTCOME_UNRESOLVED);
    assert_true(isnan(find(0.01).tie_low));
    assert_int_equal(find(0.5).outcome, OUTCOME_EQUIVALENT);
}

static void a_that_is_dearer_above__is_so_in_part(void **state) {
    double ratio[levels] = {0};

    (void)state;
    for (int i = levels / 2; i < levels; i++)
        ratio[i] = 0.1 * (i - levels / 2 + 1);
    make_even(ratio, 0.05);
    assert_int_equal(find(0.05).outcome, OUTCOME_A_MORE_IN_PART);
    for (int i = 0; i < levels; i++)
        ratio[i] = 0.5;
    make_even(ratio, 0.05);
    assert_int_equal(find(0.05).outcome, OUTCOME_A_MORE);
}

/* Noisy levels in the middle suggest an early crossing, but support a late one more strongly. */
static void crossing__is_where_least_of_the_curve_is_on_the_wrong_side(void **state) {
    double ratio[levels], noise[levels];
    struct crossover crossover;

    (void)state;
    for (int i = 0; i < levels; i++) {
        ratio[i] = i < 6 ? -0.3 : i < 9 ? 0.05 : i < 16 ? -0.2 : 0.4;
        noise[i] = i < 6 || i >= 18 ? 0.01 : 0.45;
    }
    make(ratio, noise);
    crossover = find(0.05);
    assert_int_equal(crossover.outcome, OUTCOME_CROSSOVER);
    print_message("# crossing at %g (%g to %g), %d\n", crossover.crossings[0].concurrency,
                  crossover.crossings[0].low, crossover.crossings[0].high,
                  crossover.crossings[0].method);
    assert_true(crossover.crossings[0].concurrency > samples[12].level);
}

/* The 25% threshold of a from so many sweeps (0: from the pooled trials alone). Sweeps with
 * different thresholds widen its range, but only if there are at least three. */
static struct margin margin_of_sweeps(size_t count) {
    static const double shift[] = {-0.12, 0.12, 0};
    struct ratio sweeps[COUNT(shift)], pooled;
    struct crossover crossover;
    double ratio[levels];

    for (size_t s = 0; s <= count; s++) {
        for (int i = 0; i < levels; i++)
            ratio[i] = 0.06 * (i - 8) + (s < count ? shift[s] : 0);
        make_even(ratio, 0.01);
        if (s < count)
            sweeps[s] = ratio_of_means(samples, levels);
        else
            pooled = ratio_of_means(samples, levels);
    }
    crossover_find(&(struct pair_evidence){&pooled, sweeps, count}, 0.05, &crossover);
    ratio_free(&pooled);
    while (count-- > 0)
        ratio_free(&sweeps[count]);
    return crossover.margin[0][1];
}

static void margin__is_widened_by_three_sweeps_and_not_by_two(void **state) {
    struct margin none = margin_of_sweeps(0), two = margin_of_sweeps(2),
                  three = margin_of_sweeps(3);

    (void)state;
    assert_true(none.reached && two.reached && three.reached);
    assert_float_equal(two.low, none.low, 1e-9);
    assert_float_equal(two.high, none.high, 1e-9);
    assert_true(three.low < none.low && three.high > none.high);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_models__are_equivalent_by_a_margin_beyond_their_noise),
        cmocka_unit_test(a_that_is_dearer_above__is_so_in_part),
        cmocka_unit_test(crossing__is_where_least_of_the_curve_is_on_the_wrong_side),
        cmocka_unit_test(margin__is_widened_by_three_sweeps_and_not_by_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
