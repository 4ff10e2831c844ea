/* Simulated sweeps with a known amount of noise (a sum of uniform numbers, fixed seed), and one
 * defect each. */
#include "tests/test.h"

#include "analysis/estimate/stability.h"
#include "base/random.h"
#include "record/warning.h"

#include <math.h>
#include <stdlib.h>

enum { LEVELS = 40, ROUNDS = 3, MODELS = 2, ALL = LEVELS * ROUNDS * MODELS };

static const char *const models[MODELS] = {"coroutine", "thread"};

/* Approximately normal with standard deviation 1: the sum of twelve uniform numbers, minus its
 * mean. */
static double normal(struct random *random) {
    double sum = -6;

    for (int i = 0; i < 12; i++)
        sum += (double)random_below(random, 1000000) / 1e6;
    return sum;
}

/* Rounds of levels in ascending order, with the models back to back. */
static void make(struct reading *readings, double noise, uint64_t seed) {
    struct random random = {seed};
    size_t n = 0;

    for (int model = 0; model < MODELS; model++)
        for (int level = 0; level < LEVELS; level++)
            for (int round = 0; round < ROUNDS; round++)
                readings[n++] = (struct reading){
                    .model = models[model],
                    .concurrency = 10 * (level + 1),
                    .sweep = 1,
                    .round = round + 1,
                    .position = (round * LEVELS + level) * MODELS + model + 1,
                    .value = (1 + 0.01 * level) * exp(noise * normal(&random)),
                };
}

static void cells__are_runs_of_one_model_and_level(void **state) {
    struct reading readings[ALL];
    size_t cells;
    struct cell_span *spans;

    (void)state;
    make(readings, 0.01, 1);
    spans = cells_of(readings, ALL, 0, &cells);
    assert_int_equal(cells, LEVELS * MODELS);
    assert_int_equal(spans[1].first, ROUNDS);
    assert_int_equal(spans[1].count, ROUNDS);
    free(spans);
    readings[0].sweep = 7;
    spans = cells_of(readings, ALL, 1, &cells);
    assert_int_equal(cells, LEVELS * MODELS + 1);
    free(spans);
}

static void noise__is_about_what_was_put_in(void **state) {
    struct reading readings[ALL];
    struct cell_span worst;
    double most;

    (void)state;
    for (double noise = 0.02; noise < 0.3; noise *= 3) {
        make(readings, noise, 5);
        assert_true(fabs(stability_noise(readings, ALL, NULL, NULL) / noise - 0.85) < 0.2);
    }
    make(readings, 0.02, 5);
    readings[ROUNDS * 9].value *= 2;
    stability_noise(readings, ALL, &worst, &most);
    assert_int_equal(worst.first, ROUNDS * 9);
    assert_true(most > 0.3);
}

static void outliers__are_counted_and_calm_rows_are_not(void **state) {
    struct reading readings[ALL];
    size_t false_alarms = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        make(readings, 0.05, seed);
        false_alarms += stability_outliers(readings, ALL);
    }
    assert_true(false_alarms < 50 * ALL / 200); /* 0.5% */
    make(readings, 0.02, 3);
    for (size_t i = 0; i < 5; i++)
        readings[ROUNDS * 8 * i + 4].value *= 1.5;
    assert_in_range(stability_outliers(readings, ALL), 5, 6);
}

static void drift__is_seen_and_calm_rows_do_not_drift(void **state) {
    struct reading readings[ALL];
    struct shift shift;
    int false_alarms = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        make(readings, 0.05, seed);
        shift = stability_drift(readings, ALL);
        false_alarms += fabs(shift.t) > 2.6 && fabs(shift.size) > 0.03;
    }
    assert_true(false_alarms <= 2);
    make(readings, 0.03, 2);
    for (size_t i = 0; i < ALL; i++)
        readings[i].value *= exp(0.05 * (double)readings[i].round);
    shift = stability_drift(readings, ALL);
    assert_true(shift.t > 2.6 && fabs(shift.size - 0.15) < 0.03);
}

static void warm_up__is_the_first_round_alone(void **state) {
    struct reading readings[ALL];
    struct shift shift;

    (void)state;
    make(readings, 0.02, 4);
    for (size_t i = 0; i < ALL; i++)
        readings[i].value *= readings[i].round == 1 ? 1.1 : 1;
    shift = stability_warm_up(readings, ALL);
    assert_true(shift.t > 2.6 && fabs(shift.size - log(1.1)) < 0.02);
    make(readings, 0.02, 4);
    assert_true(fabs(stability_warm_up(readings, ALL).size) < 0.02);
}

static void apart__counts_trials_without_the_other_model_beside_them(void **state) {
    struct reading readings[ALL];
    size_t trials;

    (void)state;
    make(readings, 0.02, 1);
    assert_int_equal(stability_apart(readings, ALL, "thread", "coroutine", 1, &trials), 0);
    assert_int_equal(trials, ALL);
    for (size_t i = 0; i < ALL; i++) /* as in 2012: one model after the other */
        readings[i].position = (int64_t)i + 1;
    assert_int_equal(stability_apart(readings, ALL, "thread", "coroutine", 100, &trials), ALL);
    assert_int_equal(stability_apart(readings, ALL, "thread", "nobody", 100, &trials), 0);
    assert_int_equal(trials, 0);
}

static void warnings__begin_where_they_are_said_to(void **state) {
    static const struct {
        struct shift shift;
        bool drift, warm_up;
    } shifts[] = {
        {{0.031, 2.61}, true, true},   {{0.029, 2.61}, false, true}, {{0.019, 9}, false, false},
        {{0.021, 2.61}, false, true},  {{0.5, 2.59}, false, false},  {{-0.031, -2.61}, true, true},
        {{-0.5, -2.59}, false, false}, {{NAN, 0}, false, false},
    };

    (void)state;
    assert_false(stability_has_outliers(1, 10, 0.01)); /* a single one is not a pattern */
    assert_true(stability_has_outliers(2, 199, 0.01)); /* 1% */
    assert_false(stability_has_outliers(2, 200, 0.01));
    for (size_t i = 0; i < COUNT(shifts); i++) {
        assert_int_equal(stability_has_shift(&shifts[i].shift, warnings[WARNING_DRIFT].threshold),
                         shifts[i].drift);
        assert_int_equal(stability_has_shift(&shifts[i].shift, warnings[WARNING_WARMUP].threshold),
                         shifts[i].warm_up);
    }
}

static void nothing__tells_nothing(void **state) {
    (void)state;
    assert_true(isnan(stability_noise(NULL, 0, NULL, NULL)));
    assert_int_equal(stability_outliers(NULL, 0), 0);
    assert_true(isnan(stability_drift(NULL, 0).size));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells__are_runs_of_one_model_and_level),
        cmocka_unit_test(noise__is_about_what_was_put_in),
        cmocka_unit_test(outliers__are_counted_and_calm_rows_are_not),
        cmocka_unit_test(drift__is_seen_and_calm_rows_do_not_drift),
        cmocka_unit_test(warm_up__is_the_first_round_alone),
        cmocka_unit_test(apart__counts_trials_without_the_other_model_beside_them),
        cmocka_unit_test(warnings__begin_where_they_are_said_to),
        cmocka_unit_test(nothing__tells_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
