/* Before against after: which changes are proven, which of them count, and how they are told. */
#include "tests/test.h"

#include "analysis/compare/model_change.h"
#include "analysis/words/change_text.h"
#include "record/record.h"

#include <math.h>
#include <stdlib.h>

enum { levels_most = 12, trials = 5 };

static const struct between_sweeps within = {0, INFINITY};
static const double level_of[levels_most] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

/* --- samples ---------------------------------------------------------------------------------- */

static double before_values[levels_most][trials], after_values[levels_most][trials];
static struct sample samples[levels_most];

/* Five trials a side that vary by `spread`, and after / before = ratio[j] at level j. */
static void make_samples(const double *ratio, size_t count, double spread) {
    static const double steps[trials] = {-1, -0.5, 0, 0.5, 1};

    for (size_t j = 0; j < count; j++) {
        for (int k = 0; k < trials; k++) {
            before_values[j][k] = 1 + spread * steps[k];
            after_values[j][k] = ratio[j] * (1 + spread * steps[(k + 2) % trials]);
        }
        samples[j] = (struct sample){.level = level_of[j],
                                     .a = after_values[j],
                                     .b = before_values[j],
                                     .a_count = trials,
                                     .b_count = trials};
    }
}

static void only_what_lies_beyond_the_margin_counts(void **state) {
    static const double ratio[] = {1, 1, 1.03, 1.2, 0.8};
    struct change change;

    (void)state;
    make_samples(ratio, COUNT(ratio), 0.002);
    change = change_find(samples, COUNT(ratio), 0.05, within);
    assert_int_equal(change.count, 5);
    assert_int_equal(change.levels[0].changed, 0);
    assert_int_equal(change.levels[2].changed, 1);
    assert_int_equal(change.levels[2].counts, 0);
    assert_int_equal(change.levels[3].counts, 1);
    assert_int_equal(change.levels[4].counts, -1);
    assert_false(change.is_same);
    change_free(&change);

    change = change_find(samples, COUNT(ratio), 0.25, within);
    for (size_t i = 0; i < change.count; i++)
        assert_int_equal(change.levels[i].counts, 0);
    assert_int_equal(change.levels[3].changed, 1);
    change_free(&change);

    change = change_find(samples, COUNT(ratio), 0.3, within);
    assert_true(change.is_same);
    change_free(&change);
}

static void what_varies_more_than_it_changed_is_not_proven(void **state) {
    static const double ratio[] = {1.2, 1.2, 1.2, 1.2, 1.2};
    struct change change;

    (void)state;
    make_samples(ratio, COUNT(ratio), 0.5);
    change = change_find(samples, COUNT(ratio), 0.05, within);
    for (size_t i = 0; i < change.count; i++)
        assert_int_equal(change.levels[i].changed, 0);
    change_free(&change);
}

/* The second of these levels is proven only because the one below it is. */
static void a_proven_level_hands_its_share_on(void **state) {
    double ratio[levels_most] = {1, 1, 1, 1, 1, 1, 1, 1, 1.5, 1.0875, 1, 1};
    struct change change;

    (void)state;
    make_samples(ratio, levels_most, 0.05);
    change = change_find(samples, levels_most, 0.01, within);
    assert_int_equal(change.levels[8].changed, 1);
    assert_int_equal(change.levels[9].changed, 1);
    change_free(&change);

    ratio[8] = 1;
    make_samples(ratio, levels_most, 0.05);
    change = change_find(samples, levels_most, 0.01, within);
    assert_int_equal(change.levels[9].changed, 0);
    change_free(&change);
}

static void sweeps_that_differ_prove_less(void **state) {
    static const double ratio[] = {1.2, 1.2, 1.2, 1.2};
    struct change change;

    (void)state;
    make_samples(ratio, COUNT(ratio), 0.002);
    change = change_find(samples, COUNT(ratio), 0.05, within);
    assert_int_equal(change.levels[0].counts, 1);
    change_free(&change);
    change = change_find(samples, COUNT(ratio), 0.05, (struct between_sweeps){0.01, 4});
    assert_int_equal(change.levels[0].counts, 0);
    change_free(&change);
}

static void single_trials_have_means_without_ranges(void **state) {
    static const double ratio[] = {1.2, 1.2};
    struct change change;

    (void)state;
    make_samples(ratio, COUNT(ratio), 0);
    for (size_t j = 0; j < COUNT(ratio); j++)
        samples[j].a_count = samples[j].b_count = 1;
    change = change_find(samples, COUNT(ratio), 0.05, within);
    assert_int_equal(change.count, 2);
    assert_false(change.has_range);
    assert_true(fabs(change.levels[1].ratio - 1.2) < 1e-9);
    assert_true(isnan(change.levels[1].low));
    assert_true(fabs(exp(change.mean) - 1.2) < 1e-9 && isnan(change.error));
    change_free(&change);
}

/* --- models ----------------------------------------------------------------------------------- */

static struct figures figures[2][levels_most][trials];
static struct cell cells[2][levels_most];

/* A curve before (0) or after (1) from samples as above; the cells from `fails` on fail. */
static struct curve curve_of(int side, size_t count, size_t fails) {
    for (size_t j = 0; j < count; j++) {
        for (int k = 0; k < trials; k++) {
            figures[side][j][k] =
                (struct figures){.sweep = 1, .round = k, .position = NO_VALUE, .ok = true};
            for (int metric = 0; metric < METRIC_COUNT; metric++)
                figures[side][j][k].value[metric] =
                    (side ? after_values[j][k] : before_values[j][k]) *
                    (metric == METRIC_MEMORY ? 1e6 : 1); /* many pages */
        }
        cells[side][j] = (struct cell){.concurrency = (int64_t)level_of[j],
                                       .trials = j < fails ? trials : 0,
                                       .failed = j < fails ? 0 : trials,
                                       .figures = figures[side][j],
                                       .figure_count = j < fails ? trials : 0};
    }
    return (struct curve){.model = (char *)"thread", .cells = cells[side], .count = count};
}

static const struct sides sides = {.before = "a.db", .after = "b.db"};

static void expect(const struct model_change *change, enum verdict verdict, const char *text) {
    char own[SENTENCE_SIZE];

    assert_int_equal(change->verdict, verdict);
    assert_string_equal(change_text(change, &sides, own), text);
}

/* The verdict and the sentence about these ratios, by a metric. */
static void expect_of(const double *ratio, size_t count, enum metric metric, enum verdict verdict,
                      const char *text) {
    struct curve before, after;
    struct model_change change;

    make_samples(ratio, count, 0.002);
    before = curve_of(0, count, count);
    after = curve_of(1, count, count);
    change = model_change_make(&before, &after, metric, 0.05, true);
    expect(&change, verdict, text);
    model_change_free(&change);
}

static void a_verdict_comes_with_sizes(void **state) {
    static const double worse[] = {1, 1, 1, 1.2, 1.5}, better[] = {1, 1, 1, 1, 0.4};
    static const double mixed[] = {0.5, 1, 1, 1, 1.5}, small[] = {1, 1, 1, 1, 1.03};
    static const double all[] = {1.2, 1.2, 1.2, 1.9, 1.2, 1.2, 1.3};

    (void)state;
    expect_of(worse, 5, METRIC_OVERHEAD, VERDICT_REGRESSION,
              "Regression: thread is slower in b.db than in a.db, by 20% at 10 and 50% at 20.");
    expect_of(worse, 5, METRIC_CPU, VERDICT_REGRESSION,
              "Regression: thread uses more CPU in b.db than in a.db, by 20% at 10 and 50% at 20.");
    expect_of(better, 5, METRIC_MEMORY, VERDICT_IMPROVEMENT,
              "Improvement: thread uses less memory in b.db than in a.db, by 2.5x at 20.");
    expect_of(mixed, 5, METRIC_OVERHEAD, VERDICT_MIXED,
              "Regression and improvement: thread is slower in b.db than in a.db, by 50% at 20. It "
              "is faster, by 2.0x at 1.");
    expect_of(all, 7, METRIC_OVERHEAD, VERDICT_REGRESSION,
              "Regression: thread is slower in b.db than in a.db, by 20% at 1, 90% at 10, 30% at "
              "100 and more at 4 other levels.");
    expect_of(small, 5, METRIC_OVERHEAD, VERDICT_EQUIVALENT,
              "thread: changed by +3.0% at 20, less than the 5% that counts.");
}

/* Less than the margin is claimed only of a whole range. */
static void a_range_beyond_the_margin__is_not_less_than_it(void **state) {
    static const double ratio[] = {1.045, 1.045, 1.045, 1.045, 1.045};
    char text[SENTENCE_SIZE];
    struct curve before, after;
    struct model_change change;

    (void)state;
    make_samples(ratio, 5, 0.02);
    before = curve_of(0, 5, 5);
    after = curve_of(1, 5, 5);
    change = model_change_make(&before, &after, METRIC_OVERHEAD, 0.05, true);
    assert_true(change.overall.low > 1 && change.overall.high > 1.05);
    change_text(&change, &sides, text);
    assert_non_null(strstr(text, ", not proven to exceed the 5% that counts."));
    model_change_free(&change);
}

static void without_a_change_all_levels_together_are_told(void **state) {
    static const double none[] = {1, 1, 1, 1, 1};
    struct curve curve;
    struct model_change change;

    (void)state;
    expect_of(none, 5, METRIC_OVERHEAD, VERDICT_EQUIVALENT,
              "thread: no significant change, 0.0% over all levels (-0.1% to 0.1%).");
    make_samples(none, 5, 0.002);
    curve = curve_of(0, 5, 5);
    change = model_change_make(&curve, &curve, METRIC_OVERHEAD, 0.05, true);
    assert_true(change_text_is_plain(&change));
    model_change_free(&change);
}

/* No level is proven by itself; together they are. */
static void all_levels_together_can_prove_a_regression(void **state) {
    double ratio[levels_most];
    struct curve before, after;
    struct model_change change;
    char text[SENTENCE_SIZE];

    (void)state;
    for (int j = 0; j < levels_most; j++)
        ratio[j] = 1.25;
    make_samples(ratio, levels_most, 0.2);
    before = curve_of(0, levels_most, levels_most);
    after = curve_of(1, levels_most, levels_most);
    change = model_change_make(&before, &after, METRIC_OVERHEAD, 0.05, true);
    for (size_t i = 0; i < change.change.count; i++)
        assert_int_equal(change.change.levels[i].counts, 0);
    assert_int_equal(change.verdict, VERDICT_REGRESSION);
    change_text(&change, &sides, text);
    assert_non_null(strstr(text, "is slower in b.db than in a.db, by 25% over all levels ("));
    model_change_free(&change);
}

static void a_model_that_now_fails_has_regressed(void **state) {
    static const double ratio[] = {1, 1, 1, 1, 1};
    struct curve before, after;
    struct model_change change;

    (void)state;
    make_samples(ratio, 5, 0.002);
    before = curve_of(0, 5, 5);
    after = curve_of(1, 5, 3);
    change = model_change_make(&before, &after, METRIC_OVERHEAD, 0.05, true);
    expect(&change, VERDICT_REGRESSION,
           "Regression: thread fails in b.db at 10 and 1 higher level, where it ran in a.db.");
    model_change_free(&change);
    change = model_change_make(&after, &before, METRIC_OVERHEAD, 0.05, true);
    expect(&change, VERDICT_IMPROVEMENT,
           "Improvement: thread runs in b.db at 10 and 1 higher level, where it failed in a.db.");
    model_change_free(&change);
    change = model_change_make(&before, &after, METRIC_CPU, 0.05, false);
    assert_int_equal(change.verdict, VERDICT_EQUIVALENT);
    model_change_free(&change);
}

static void what_is_missing_cannot_be_judged(void **state) {
    static const double ratio[] = {1, 1};
    struct curve before, after;
    struct model_change change;

    (void)state;
    make_samples(ratio, 2, 0);
    before = curve_of(0, 2, 2);
    after = curve_of(1, 2, 2);
    change = model_change_make(&before, NULL, METRIC_OVERHEAD, 0.05, true);
    expect(&change, VERDICT_CANNOT_BE_JUDGED, "Cannot be judged: thread has no trials in b.db.");
    model_change_free(&change);
    for (int j = 0; j < 2; j++)
        cells[1][j].figure_count = 1;
    change = model_change_make(&before, &after, METRIC_OVERHEAD, 0.05, true);
    expect(&change, VERDICT_CANNOT_BE_JUDGED,
           "Cannot be judged: thread has a single trial per level, so its range is unknown.");
    model_change_free(&change);
    for (int j = 0; j < 2; j++)
        cells[1][j].concurrency += 100;
    change = model_change_make(&before, &after, METRIC_OVERHEAD, 0.05, true);
    expect(&change, VERDICT_CANNOT_BE_JUDGED,
           "Cannot be judged: thread has no level at which both sides have a figure.");
    model_change_free(&change);
}

/* --- places ----------------------------------------------------------------------------------- */

static struct place place(double estimate, double low, double high) {
    return (struct place){PLACE_FOUND, estimate, low, high};
}

static void ranges_overlap_unless_one_ends_below_the_other(void **state) {
    struct place one = place(100, 80, 120), other = place(150, 120, 200);
    struct place above = place(300, 250, NAN);

    (void)state;
    assert_true(change_places_overlap(&one, &other));
    assert_false(change_places_overlap(&one, &above));
    assert_false(change_places_overlap(&above, &one));
    above.low = NAN; /* open at both ends */
    assert_true(change_places_overlap(&one, &above));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_lies_beyond_the_margin_counts),
        cmocka_unit_test(what_varies_more_than_it_changed_is_not_proven),
        cmocka_unit_test(a_proven_level_hands_its_share_on),
        cmocka_unit_test(sweeps_that_differ_prove_less),
        cmocka_unit_test(single_trials_have_means_without_ranges),
        cmocka_unit_test(a_verdict_comes_with_sizes),
        cmocka_unit_test(a_range_beyond_the_margin__is_not_less_than_it),
        cmocka_unit_test(without_a_change_all_levels_together_are_told),
        cmocka_unit_test(all_levels_together_can_prove_a_regression),
        cmocka_unit_test(a_model_that_now_fails_has_regressed),
        cmocka_unit_test(what_is_missing_cannot_be_judged),
        cmocka_unit_test(ranges_overlap_unless_one_ends_below_the_other),
    };

    return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
