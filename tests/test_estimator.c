/* The estimator against figures of a reference program in another language (numpy, scipy): 420
 * simulated pairs of every shape, and recorded histories. fixtures/verdicts.csv has one line each.
 */
#include "tests/history.h"
#include "tests/test.h"

#include "analysis/compare/comparison.h"
#include "analysis/dataset/samples.h"
#include "analysis/dataset/selection.h"
#include "analysis/estimate/crossover.h"
#include "base/text.h"
#include "store/import.h"
#include "store/schema.h"

#include <math.h>

enum { simulations = 420, levels_most = 101, trials_most = 21, fields_most = 40 };

static const char *tree(void) {
    return getenv("TREE") ? getenv("TREE") : ".";
}

/* --- the figures ------------------------------------------------------------------------------ */

struct line {
    char text[1024];
    const char *field[fields_most];
    size_t count;
};

static struct line lines[simulations + 100];
static size_t line_count;

static int read_lines(void **state) {
    char path[1024];
    FILE *file;

    (void)state;
    snprintf(path, sizeof path, "%s/tests/fixtures/verdicts.csv", tree());
    file = fopen(path, "r");
    while (file && line_count < COUNT(lines) &&
           fgets(lines[line_count].text, sizeof lines->text, file)) {
        struct line *line = &lines[line_count++];
        char *rest = line->text;

        line->text[strcspn(line->text, "\n")] = 0;
        while (rest && line->count < fields_most)
            line->field[line->count++] = strsep(&rest, ",");
    }
    if (file)
        fclose(file);
    return line_count > simulations ? 0 : -1;
}

static const struct line *line_of(const char *name) {
    for (size_t i = 0; i < line_count; i++)
        if (!strcmp(lines[i].field[0], name))
            return &lines[i];
    return NULL;
}

/* Empty: NAN. */
static void expect_real(const struct line *line, size_t field, double value) {
    const char *text = line->field[field];
    double expected = *text ? strtod(text, NULL) : NAN;

    if (isnan(expected) != isnan(value) || fabs(expected - value) > 1e-6 * fmax(fabs(expected), 1))
        fail_msg("%s: %s is %.9g instead of %s", line->field[0], lines[0].field[field], value,
                 *text ? text : "nothing");
}

static void expect_crossover(const struct line *line, const struct crossover *crossover) {
    static const struct crossing none = {NAN, NAN, NAN, false};

    if (crossover->levels == 0) { /* the reference has no estimates without a range */
        assert_string_equal(line->field[1], "unresolved");
        return;
    }
    if (strcmp(line->field[1], outcome_names[crossover->outcome]))
        fail_msg("%s: %s instead of %s", line->field[0], outcome_names[crossover->outcome],
                 line->field[1]);
    expect_real(line, 2, crossover->tie_low);
    expect_real(line, 3, crossover->tie_high);
    expect_real(line, 4, (double)crossover->crossing_count);
    for (size_t i = 0; i < 4; i++) {
        const struct crossing *crossing =
            i < crossover->crossing_count ? &crossover->crossings[i] : &none;

        expect_real(line, 5 + 3 * i, crossing->concurrency);
        expect_real(line, 6 + 3 * i, crossing->low);
        expect_real(line, 7 + 3 * i, crossing->high);
    }
    for (size_t i = 0; i < 6; i++) {
        const struct threshold *threshold = &crossover->threshold[i / 3][i % 3];

        if (!strcmp(line->field[17 + 3 * i], "rises and falls")) {
            assert_int_equal(threshold->status, THRESHOLD_NOT_MONOTONE);
            continue;
        }
        expect_real(line, 17 + 3 * i, threshold->concurrency);
        expect_real(line, 18 + 3 * i, threshold->low);
        expect_real(line, 19 + 3 * i, threshold->high);
    }
}

/* --- simulated pairs -------------------------------------------------------------------------- */

/* splitmix64, so that the reference program can draw the same. */
static double uniform(uint64_t *seed) {
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* ln(a / b): nothing, lines, a knee, a step, waves, two crossings. */
static double truth(int shape, double c) {
    double x = log(c / 100);
    const double values[] = {0,
                             .3 * x / 5,
                             .6 * fmax(x, 0) - .08,
                             c > 100 ? .05 : -.05,
                             .02,
                             .5 * fmax(log(c / 300), 0),
                             -.3 * x / 5,
                             .2 * cos(x * 2),
                             c < 200   ? .1
                             : c < 500 ? -.1
                                       : .3,
                             0};

    return values[shape];
}

static size_t grid(int which, double *level) {
    static const double grids[][15] = {
        {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000},
        {50, 100, 150, 200, 300, 400, 500, 700},
        {1, 10, 100, 1000},
        {10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60, 72, 86, 103, 124},
        {1, 30, 1000},
        {0}, /* the study's */
        {1, 2, 3, 4, 6, 400, 420, 450, 800, 1000},
    };
    size_t count = 0;

    for (; which == 5 && count < levels_most; count++)
        level[count] = 1 + 10 * (double)count;
    for (; which != 5 && count < 15 && grids[which][count] > 0; count++)
        level[count] = grids[which][count];
    return count;
}

/* Noise of three sizes; shape 9 is louder the higher the level, shape 7 has slow trials. */
static double draw(uint64_t *seed, int i, double c) {
    static const double sizes[] = {.02, .1, .4};
    double size = sizes[i / 7 % 3] * (i % 10 == 9 ? pow(c, .3) / 4 : 1);
    double sum = uniform(seed) + uniform(seed), value;

    sum += uniform(seed);
    value = exp(size * 2 * (sum - 1.5));
    return i % 10 == 7 && uniform(seed) < .1 ? 2 * value : value;
}

static size_t simulate(int i, struct sample *samples, double (*room)[2][trials_most]) {
    static const size_t trials[] = {2, 3, 5, 10, 20, 1};
    uint64_t seed = 1000 + (uint64_t)i;
    double level[levels_most];
    size_t count = grid(i / 10 % 7, level), n = count < 50 ? trials[i / 70 % 6] : 3;

    for (size_t j = 0; j < count; j++) {
        size_t other = n;

        if (i % 3 == 2) { /* unpaired, of unequal numbers */
            other = n + (size_t)(uniform(&seed) * 3) - 1;
            other = other > 0 ? other : 1;
        }
        for (size_t k = 0; k < n; k++)
            room[j][0][k] = 1.2 * exp(truth(i % 10, level[j])) * draw(&seed, i, level[j]);
        for (size_t k = 0; k < other; k++)
            room[j][1][k] = 1.2 * draw(&seed, i, level[j]);
        samples[j] = (struct sample){level[j], room[j][0], room[j][1], n, other, i % 3 != 2};
    }
    return count;
}

static void simulated_pairs__are_as_in_the_reference(void **state) {
    static double room[levels_most][2][trials_most];
    struct sample samples[levels_most];

    (void)state;
    for (int i = 0; i < simulations; i++) {
        size_t count = simulate(i, samples, room);
        struct crossover crossover;
        char name[32];

        snprintf(name, sizeof name, "simulated %d", i);
        crossover_find(&(struct pair_trials){samples, count, i % 3 != 2, {0, INFINITY}}, .05,
                       &crossover);
        expect_crossover(line_of(name), &crossover);
    }
}

/* --- recorded histories ----------------------------------------------------------------------- */

static size_t expect_pairs(struct db *db, const char *name) {
    struct filter filter = filter_default();
    struct selection selection;
    struct pairing *pairings;
    struct pivot pivot;
    struct err err;
    size_t count, found = 0;

    filter.scope = SCOPE_ALL;
    assert_int_equal(selection_make(db, &filter, &selection, &err), 0);
    assert_int_equal(pivot_read(db, false, &pivot, &err), 0);
    pairings = pairings_list(&pivot, &filter, &count);
    for (size_t i = 0; i < count; i++) {
        struct samples samples = samples_make(pairings[i].group, pairings[i].a, pairings[i].b,
                                              METRIC_OVERHEAD, SAMPLES_EVERY_SWEEP);
        const struct conditions *conditions = &pairings[i].group->conditions;
        bool paired = true;
        struct crossover crossover;
        char key[128];

        for (size_t j = 0; j < samples.count; j++)
            paired &= samples.sample[j].paired;
        snprintf(key, sizeof key, "%s %s %g", name, conditions->kind, conditions->work);
        crossover_find(&(struct pair_trials){samples.sample, samples.count, paired, {0, INFINITY}},
                       .05, &crossover);
        assert_non_null(line_of(key));
        expect_crossover(line_of(key), &crossover);
        found++;
        samples_free(&samples);
    }
    free(pairings);
    pivot_free(&pivot);
    return found;
}

static void expect_history(const char *folder, const char *name, size_t pairs) {
    struct import_result result;
    struct store *store;
    char path[1024];
    struct err err;

    snprintf(path, sizeof path, "%s/%s/%s.csv", tree(), folder, name);
    store = store_open(history_path, &err);
    assert_non_null(store);
    if (import_file(store, path, "test", NULL, &result, &err) ||
        schema_temporary_views(store_db(store), &err))
        fail_msg("%s", err.text);
    assert_int_equal(expect_pairs(store_db(store), name), pairs);
    store_close(store);
    assert_int_equal(unlink(history_path), 0);
}

static void recorded_histories__are_as_in_the_reference(void **state) {
    static const char cases[] = "tests/fixtures/cases";

    (void)state;
    expect_history(cases, "after", 1);
    expect_history(cases, "demo", 2);
    expect_history(cases, "fails", 1);
    expect_history(cases, "far", 1);
    expect_history(cases, "gevent-eight-levels", 1);
    expect_history(cases, "noisy", 1);
    expect_history(cases, "quick-two-modes", 2);
    expect_history(cases, "single", 1);
    expect_history(cases, "three", 1);
    expect_history(cases, "und", 1);
    expect_history("data", "served", 3);
    expect_history("data", "service", 2);
    expect_history("data", "study-2012", 1);
    expect_history("data", "study-python", 1);
    expect_history("data", "study-python-order", 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simulated_pairs__are_as_in_the_reference),
        cmocka_unit_test_setup_teardown(recorded_histories__are_as_in_the_reference, history_set_up,
                                        history_tear_down),
    };

    return cmocka_run_group_tests(tests, read_lines, NULL);
}
