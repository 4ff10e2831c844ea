/* The estimator: properties that must hold for any data. */
#include "tests/test.h"

#include "analysis/estimate/between.h"
#include "analysis/estimate/crossover.h"
#include "base/random.h"

#include <math.h>

enum { levels = 9, pairs = 3, fuzzed = 10000, trials_most = 6 };

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

/* Models that cross, paired. */
static int set_up(void **state) {
    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i] = (struct sample){level[i], worked_a[i], worked_b[i], pairs, pairs, true};
    return 0;
}

static struct crossover find(size_t count) {
    struct crossover crossover;

    crossover_find(&(struct pair_trials){.samples = samples,
                                         .count = count,
                                         .paired = samples->paired,
                                         .between = between_sweeps_of(NULL, 0)},
                   0.05, &crossover);
    return crossover;
}

static void assert_near(double found, double expected) {
    if (isnan(found) != isnan(expected) || fabs(found - expected) > 1e-9 * fabs(expected))
        fail_msg("%.8g is not %.8g", found, expected);
}

static void assert_crossing(const struct crossing *found, const struct crossing *expected,
                            double factor) {
    assert_near(found->concurrency, factor * expected->concurrency);
    assert_near(found->low, factor * expected->low);
    assert_near(found->high, factor * expected->high);
}

static void swapped_models__turn_the_answer_round(void **state) {
    struct crossover one = find(levels), other;

    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i] = (struct sample){level[i], worked_b[i], worked_a[i], pairs, pairs, true};
    other = find(levels);
    assert_int_equal(one.outcome, OUTCOME_CROSSOVER);
    assert_int_equal(other.outcome, OUTCOME_CROSSOVER);
    assert_true(one.crossings[0].a_more_above && !other.crossings[0].a_more_above);
    assert_crossing(&other.crossings[0], &one.crossings[0], 1);
    for (int i = 0; i < THRESHOLD_COUNT; i++)
        for (int which = 0; which < 2; which++) {
            struct threshold *found = &other.threshold[!which][i];

            assert_int_equal(found->status, one.threshold[which][i].status);
            assert_near(found->concurrency, one.threshold[which][i].concurrency);
            assert_near(found->low, one.threshold[which][i].low);
            assert_near(found->high, one.threshold[which][i].high);
        }
}

static void ten_times_the_levels__is_ten_times_the_crossing(void **state) {
    struct crossover one = find(levels), other;

    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i].level *= 10;
    other = find(levels);
    assert_crossing(&other.crossings[0], &one.crossings[0], 10);
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
    assert_crossing(&other.crossings[0], &one.crossings[0], 1);
}

static void poor_data__is_an_outcome_in_words(void **state) {
    static const double same[3] = {1, 1, 1}, twice[3] = {2, 2, 2};

    (void)state;
    for (int i = 0; i < levels; i++)
        samples[i] = (struct sample){level[i], same, same, 3, 3, true};
    assert_int_equal(find(levels).outcome, OUTCOME_EQUIVALENT);
    assert_int_equal(find(1).outcome, OUTCOME_EQUIVALENT);
    for (int i = 0; i < levels; i++)
        samples[i].a = twice;
    assert_int_equal(find(levels).outcome, OUTCOME_A_MORE);
    for (int i = 0; i < levels; i++)
        samples[i].a_count = samples[i].b_count = 1;
    assert_int_equal(find(levels).outcome, OUTCOME_A_MORE); /* an estimate without a range */
    assert_int_equal(find(levels).levels, 0);
    assert_int_equal(find(0).outcome, OUTCOME_UNRESOLVED);
}

/* --- any data --------------------------------------------------------------------------------- */

/* From 1e-9 to 1e9, mostly near 1, and now and then no mean at all. */
static double any_value(struct random *random) {
    switch (random_below(random, 40)) {
    case 0:
        return 0;
    case 1:
        return INFINITY;
    case 2:
        return pow(10, (double)random_below(random, 19) - 9);
    case 3:
        return 1;
    default:
        return exp(((double)random_below(random, 1000) - 500) / 400);
    }
}

static size_t make_any(struct random *random, double (*room)[2][trials_most]) {
    size_t count = random_below(random, levels + 1), n = 1 + random_below(random, trials_most);
    bool paired = random_below(random, 2);
    double rise = ((double)random_below(random, 200) - 100) / 100, c = 1;

    for (size_t j = 0; j < count; j++) {
        size_t other = paired ? n : 1 + random_below(random, trials_most);

        c *= 1.01 + (double)random_below(random, 300) / 100;
        for (size_t k = 0; k < n; k++)
            room[j][0][k] = pow(c, rise) * any_value(random);
        for (size_t k = 0; k < other; k++)
            room[j][1][k] = any_value(random);
        samples[j] = (struct sample){c, room[j][0], room[j][1], n, other, paired};
    }
    samples->paired = paired;
    return count;
}

/* An open end is NAN; the others are in ascending order. */
static bool in_order(double low, double at, double high) {
    return !(low > at) && !(at > high) && !(low > high);
}

static void assert_threshold(const struct threshold *threshold) {
    assert_int_equal(isnan(threshold->concurrency), threshold->status != THRESHOLD_FOUND);
    assert_false(isinf(threshold->concurrency));
    assert_true(in_order(threshold->low, threshold->concurrency, threshold->high));
    if (threshold->status == THRESHOLD_AT_LOWEST)
        assert_true(isnan(threshold->low));
    if (threshold->status == THRESHOLD_BEYOND_HIGHEST)
        assert_true(isnan(threshold->high));
}

static void assert_crossings(const struct crossover *found) {
    bool any = found->outcome == OUTCOME_CROSSOVER || found->outcome == OUTCOME_SEVERAL;

    assert_int_equal(found->crossing_count > 0, any);
    assert_int_equal(found->crossing_count > 1, found->outcome == OUTCOME_SEVERAL);
    for (size_t i = 0; i < found->crossing_count; i++) {
        const struct crossing *crossing = &found->crossings[i];

        if (found->levels > 0) {
            assert_true(crossing->low <= crossing->concurrency);
            assert_true(crossing->concurrency <= crossing->high);
        } else {
            assert_true(isnan(crossing->low) && isnan(crossing->high));
            assert_false(isnan(crossing->concurrency));
        }
        if (i > 0)
            assert_true(crossing[-1].a_more_above != crossing->a_more_above);
    }
}

static void assert_consistent(const struct crossover *found) {
    assert_crossings(found);
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT; i++) {
            const struct threshold *threshold = &found->threshold[which][i];

            assert_threshold(threshold);
            if (i > 0) {
                assert_false(threshold[-1].low > threshold->low);
                assert_false(threshold[-1].high > threshold->high);
            }
        }
    assert_int_equal(isnan(found->tie_low), isnan(found->tie_high));
    assert_false(found->tie_low > found->tie_high);
    if (found->outcome == OUTCOME_EQUIVALENT)
        assert_false(isnan(found->tie_low));
}

static void any_data__gives_an_answer_without_contradictions(void **state) {
    static double room[levels][2][trials_most];
    struct random random = {20261128};
    size_t outcomes[OUTCOME_UNRESOLVED + 1] = {0};

    (void)state;
    for (int i = 0; i < fuzzed; i++) {
        struct crossover crossover = find(make_any(&random, room));

        assert_consistent(&crossover);
        outcomes[crossover.outcome]++;
    }
    for (size_t i = 0; i < COUNT(outcomes); i++)
        print_message("# %s: %zu of %d\n", outcome_names[i], outcomes[i], fuzzed);
    assert_true(outcomes[OUTCOME_CROSSOVER] > 0 && outcomes[OUTCOME_A_MORE_IN_PART] > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(swapped_models__turn_the_answer_round, set_up),
        cmocka_unit_test_setup(ten_times_the_levels__is_ten_times_the_crossing, set_up),
        cmocka_unit_test_setup(a_factor_on_a_level__changes_nothing, set_up),
        cmocka_unit_test_setup(poor_data__is_an_outcome_in_words, set_up),
        cmocka_unit_test(any_data__gives_an_answer_without_contradictions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
