/* The estimator: the worked example of STATISTICS.md 9 and 12.4 (figures from a reference program
 * in numpy), and properties that must hold for any data. */
#include "tests/test.h"

#include "analysis/estimate/crossover.h"

#include <math.h>
#include <string.h>

enum { levels = 9, pairs = 3 };

static const double level[levels] = {10, 20, 40, 60, 80, 100, 150, 200, 400};
static const double worked_a[levels][pairs] = {
    {1.231, 1.022, 1.157}, {1.227, 1.233, 1.245}, {1.371, 1.478, 1.440},
    {1.958, 1.744, 1.704}, {1.942, 1.912, 1.881}, {2.166, 2.242, 2.179},
    {2.897, 2.768, 2.793}, {3.589, 3.454, 3.312}, {5.698, 5.864, 6.184},
};
static const double worked_b[levels][pairs] = {
    {1.986, 1.987, 2.062}, {1.951, 1.986, 2.057}, {2.043, 2.014, 2.048},
    {1.841, 2.074, 1.954}, {1.915, 2.033, 2.058}, {1.993, 1.955, 2.022},
    {2.027, 2.116, 2.076}, {2.052, 2.108, 2.027}, {2.022, 2.116, 2.116},
};

static struct sample samples[levels];

/* The worked example, paired. */
static int set_up(void **state) {
    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i] = (struct sample){level[i], worked_a[i], worked_b[i], pairs, pairs, true};
    return 0;
}

static struct crossover find(size_t count) {
    struct ratio ratio = ratio_of_means(samples, count);
    struct crossover crossover;

    crossover_find(&(struct pair_evidence){.pooled = &ratio}, 0.05, &crossover);
    ratio_free(&ratio);
    return crossover;
}

/* Equal to four significant digits. */
static void assert_near(double found, double expected) {
    if (!(fabs(found - expected) <= 5e-5 * fabs(expected)))
        fail_msg("%.8g is not %.8g", found, expected);
}

static void worked_example__of_the_ratio_and_its_band(void **state) {
    static const double r[levels] = {-.570864, -.481076, -.353055, -.082175, -.046171,
                                     .098351,  .307504,  .515019,  1.042939};
    static const double v[levels] = {2.845e-03, 1.282e-04, 6.616e-04, 5.422e-03, 9.485e-04,
                                     3.805e-04, 6.846e-04, 5.020e-04, 2.550e-04};
    static const double corrected[levels] = {-0.570369, -0.480613, -0.352724, -0.082117, -0.046087,
                                             0.098431,  0.307545,  0.515122,  1.043072};
    struct ratio ratio = ratio_of_means(samples, levels);
    struct band band = band_make(&(struct pair_evidence){.pooled = &ratio}, band_wide);
    const struct estimate *at = &band.at[band.level[4]];

    (void)state;
    for (int i = 0; i < levels; i++) {
        assert_near(ratio.point[i].r, r[i]);
        assert_float_equal(ratio.point[i].v / v[i], 1, 2e-4);
        assert_near(ratio.point[i].corrected, corrected[i]);
    }
    assert_int_equal(band.count, 99);
    assert_near(at->value, -.023840);
    assert_near(at->se, .028232);
    assert_float_equal(at->nu, 6.344, 5e-4);
    assert_near(band_chance(at), 2.4151);
    band_free(&band);
    ratio_free(&ratio);
}

static void worked_example__of_a_row(void **state) {
    static const double expected[levels] = {0,       0,        -.004875, .130692, .605989,
                                            .331398, -.063204, 0,        0};
    struct ratio ratio = ratio_of_means(samples, levels);
    double row[levels];

    (void)state;
    band_row(&ratio, log(80), band_wide, row);
    for (int i = 0; i < levels; i++)
        assert_float_equal(row[i], expected[i], 5e-7);
    ratio_free(&ratio);
}

static void worked_example__of_the_crossing(void **state) {
    struct crossover crossover = find(levels);

    (void)state;
    assert_int_equal(crossover.outcome, OUTCOME_CROSSOVER);
    assert_int_equal(crossover.crossing_count, 1);
    assert_near(crossover.crossings[0].concurrency, 84.225);
    assert_near(crossover.crossings[0].low, 65.492);
    assert_near(crossover.crossings[0].high, 99.552);
    assert_int_equal(crossover.crossings[0].method, METHOD_SMOOTH);
    assert_true(crossover.crossings[0].a_more_above);
    assert_true(crossover.crossings[0].zone); /* its width is a factor of 1.52 */
    assert_int_equal(crossover.bracket_low, 80);
    assert_int_equal(crossover.bracket_high, 100);
}

static void worked_example__of_the_margins(void **state) {
    static const double expected[MARGIN_COUNT][3] = {
        {92.6215888, 60, 150}, {127.35563462, 80, 150}, {252.66071153, 200, 400}};
    struct crossover crossover = find(levels);

    (void)state;
    for (int i = 0; i < MARGIN_COUNT; i++) {
        assert_true(crossover.margin[0][i].reached);
        assert_near(crossover.margin[0][i].estimate, expected[i][0]);
        assert_near(crossover.margin[0][i].low, expected[i][1]);
        assert_near(crossover.margin[0][i].high, expected[i][2]);
    }
}

static void swapped_models__turn_the_answer_round(void **state) {
    struct crossover one = find(levels), other;

    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i] = (struct sample){level[i], worked_b[i], worked_a[i], pairs, pairs, true};
    other = find(levels);
    assert_int_equal(other.outcome, OUTCOME_CROSSOVER);
    assert_false(other.crossings[0].a_more_above);
    assert_near(other.crossings[0].concurrency, one.crossings[0].concurrency);
    assert_near(other.crossings[0].low, one.crossings[0].low);
    assert_near(other.crossings[0].high, one.crossings[0].high);
    for (int i = 0; i < MARGIN_COUNT; i++)
        assert_near(other.margin[1][i].high, one.margin[0][i].high);
}

static void ten_times_the_levels__is_ten_times_the_crossing(void **state) {
    struct crossover one = find(levels), other;

    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i].level *= 10;
    other = find(levels);
    assert_near(other.crossings[0].concurrency, 10 * one.crossings[0].concurrency);
    assert_near(other.crossings[0].low, 10 * one.crossings[0].low);
    assert_near(other.crossings[0].high, 10 * one.crossings[0].high);
}

/* Whatever slows down a whole level slows both models. */
static void a_factor_on_a_level__changes_nothing(void **state) {
    static double a[pairs], b[pairs];
    struct crossover one = find(levels), other;

    (void)state;
    for (int k = 0; k < pairs; k++) {
        a[k] = 3 * worked_a[5][k];
        b[k] = 3 * worked_b[5][k];
    }
    samples[5].a = a;
    samples[5].b = b;
    other = find(levels);
    assert_near(other.crossings[0].concurrency, one.crossings[0].concurrency);
    assert_near(other.crossings[0].low, one.crossings[0].low);
    assert_near(other.crossings[0].high, one.crossings[0].high);
}

static void unpaired__sums_both_models_variances(void **state) {
    struct ratio ratio;

    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i].paired = false;
    ratio = ratio_of_means(samples, levels);
    for (int i = 0; i < levels; i++)
        assert_float_equal(ratio.point[i].v, ratio.point[i].va + ratio.point[i].vb, 1e-11);
    ratio_free(&ratio);
    assert_int_equal(find(levels).outcome, OUTCOME_CROSSOVER);
}

/* No crossing has a NaN in it, and nothing crashes. */
static void poor_data__is_an_outcome_in_words(void **state) {
    static const double same[3] = {1, 1, 1}, twice[3] = {2, 2, 2};

    (void)state;
    for (size_t count = 0; count <= levels; count++) {
        struct crossover crossover = find(count);

        for (size_t i = 0; i < crossover.crossing_count; i++)
            assert_true(crossover.crossings[i].low <= crossover.crossings[i].concurrency &&
                        crossover.crossings[i].concurrency <= crossover.crossings[i].high);
    }
    for (int i = 0; i < levels; i++)
        samples[i] = (struct sample){level[i], same, same, 3, 3, true};
    assert_int_equal(find(levels).outcome, OUTCOME_EQUIVALENT);
    assert_int_equal(find(1).outcome, OUTCOME_EQUIVALENT);
    for (int i = 0; i < levels; i++)
        samples[i].a = twice;
    assert_int_equal(find(levels).outcome, OUTCOME_A_MORE);
    for (int i = 0; i < levels; i++)
        samples[i].a_count = samples[i].b_count = 1;
    assert_int_equal(find(levels).outcome, OUTCOME_UNRESOLVED);
    assert_int_equal(find(0).outcome, OUTCOME_UNRESOLVED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(worked_example__of_the_ratio_and_its_band, set_up),
        cmocka_unit_test_setup(worked_example__of_a_row, set_up),
        cmocka_unit_test_setup(worked_example__of_the_crossing, set_up),
        cmocka_unit_test_setup(worked_example__of_the_margins, set_up),
        cmocka_unit_test_setup(swapped_models__turn_the_answer_round, set_up),
        cmocka_unit_test_setup(ten_times_the_levels__is_ten_times_the_crossing, set_up),
        cmocka_unit_test_setup(a_factor_on_a_level__changes_nothing, set_up),
        cmocka_unit_test_setup(unpaired__sums_both_models_variances, set_up),
        cmocka_unit_test_setup(poor_data__is_an_outcome_in_words, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
