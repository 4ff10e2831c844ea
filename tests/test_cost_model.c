/* Data generated from the formula, with noise from a fixed seed: the fit must return the
 * parameters. */
#include "tests/test.h"

#include "analysis/estimate/cost_model.h"
#include "base/random.h"

#include <math.h>

enum { LEVELS = 101, TRIALS = 3 };

static double normal(struct random *random) {
    double sum = -6;

    for (int i = 0; i < 12; i++)
        sum += (double)random_below(random, 1000000) / 1e6;
    return sum;
}

/* Cells of 1, 10, 20 … 1000 workers, 10,000 tasks of 10 ms. */
static void make(struct cost_cell *cells, double delta, double k1, double k2, double noise,
                 uint64_t seed) {
    struct random random = {seed};

    for (int i = 0; i < LEVELS; i++) {
        struct cost_cell *cell = &cells[i];
        double exact, sum = 0, squares = 0;

        *cell = (struct cost_cell){i ? 10 * i : 1, 10000, 0.010, 0, 0, TRIALS};
        exact = ceil(cell->tasks / cell->concurrency) * (cell->sleep + delta) +
                cell->tasks * (k1 + k2 * cell->concurrency);
        for (int k = 0; k < TRIALS; k++) {
            double total = exact * (1 + noise * normal(&random));

            sum += total;
            squares += total * total;
        }
        cell->total = sum / TRIALS;
        cell->spread = sqrt((squares - sum * sum / TRIALS) / (TRIALS - 1)) / cell->total;
    }
}

static void exact_data__is_fitted_exactly(void **state) {
    struct cost_cell cells[LEVELS];
    struct cost_model model;

    (void)state;
    make(cells, 0.3e-3, 100e-6, 0, 0, 1);
    assert_true(cost_model_fit(cells, LEVELS, &model));
    assert_true(fabs(model.term[0] - 0.3e-3) < 1e-9);
    assert_true(fabs(model.term[1] - 100e-6) < 1e-10);
    assert_true(model.residual_most < 1e-9);
    assert_true(model.left_out < 1e-9);
}

static void delta_and_k1__come_out_of_noise(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct cost_cell cells[LEVELS];
        struct cost_model model;

        make(cells, 0.3e-3, 100e-6, 0, 0.02, seed);
        assert_true(cost_model_fit(cells, LEVELS, &model));
        assert_true(fabs(model.term[0] - 0.3e-3) < 0.2e-3);
        if (model.terms == 2) /* an absent k2, found one time in ten, takes from k1 */
            assert_true(fabs(model.term[1] - 100e-6) < 1e-6);
        else
            assert_true(fabs(model.term[1] - 100e-6) < 2e-6);
        assert_true(model.residual_median < 0.02);
        assert_true(model.lack_of_fit > 1e-4);
    }
}

static void growth__is_found_where_it_is(void **state) {
    int found_wrongly = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct cost_cell cells[LEVELS];
        struct cost_model model;

        make(cells, 0.3e-3, 20e-6, 0.2e-6, 0.02, seed);
        assert_true(cost_model_fit(cells, LEVELS, &model));
        assert_int_equal(model.terms, 3);
        assert_true(fabs(model.term[2] - 0.2e-6) < 0.01e-6);
        make(cells, 0.3e-3, 100e-6, 0, 0.02, seed);
        assert_true(cost_model_fit(cells, LEVELS, &model));
        found_wrongly += model.terms == 3;
    }
    assert_true(found_wrongly <= 7); /* 10 to 15% by STATISTICS.md */
}

static void knee__is_told_as_lack_of_fit(void **state) {
    struct cost_cell cells[LEVELS];
    struct cost_model model;

    (void)state;
    make(cells, 0.1e-3, 5e-6, 0, 0.01, 3);
    for (int i = 50; i < LEVELS; i++)
        cells[i].total *= 1 + 0.02 * (i - 50);
    assert_true(cost_model_fit(cells, LEVELS, &model));
    assert_true(model.systematic);
    assert_true(model.lack_of_fit < 1e-3);
}

static void nothing_is_negative__and_four_levels_are_too_few(void **state) {
    struct cost_cell cells[LEVELS];
    struct cost_model model;

    (void)state;
    make(cells, 1e-3, 0, 0, 0.01, 4);
    for (int i = 0; i < LEVELS; i++)
        cells[i].total -= cells[i].tasks * 1e-9; /* makes k1 negative */
    assert_true(cost_model_fit(cells, LEVELS, &model));
    assert_true(model.term[1] >= 0 && model.term[2] >= 0);
    assert_false(cost_model_fit(cells, 4, &model));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_data__is_fitted_exactly),
        cmocka_unit_test(delta_and_k1__come_out_of_noise),
        cmocka_unit_test(growth__is_found_where_it_is),
        cmocka_unit_test(knee__is_told_as_lack_of_fit),
        cmocka_unit_test(nothing_is_negative__and_four_levels_are_too_few),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
