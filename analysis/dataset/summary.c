#include "analysis/dataset/summary.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_fit.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* --- order ------------------------------------------------------------------------------------ */

/* By sweep and place; trials without a place keep the order in which they were recorded. */
static int by_place(const void *one, const void *other) {
    const struct figures *left = one, *right = other;

    if (left->sweep != right->sweep)
        return left->sweep < right->sweep ? -1 : 1;
    if (left->position != right->position)
        return left->position < right->position ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

/* Rows are mostly in order already. */
static void put_in_order(struct cell *cell) {
    size_t i = 1;

    while (i < cell->figure_count && by_place(&cell->figures[i - 1], &cell->figures[i]) < 0)
        i++;
    if (i < cell->figure_count)
        qsort(cell->figures, cell->figure_count, sizeof *cell->figures, by_place);
}

/* --- means ------------------------------------------------------------------------------------ */

/* Copies the known values of one metric in the `ok` trials of a cell. Returns how many. */
static size_t take_known(const struct cell *cell, enum metric metric, double *value) {
    size_t count = 0;

    for (size_t i = 0; i < cell->figure_count; i++)
        if (cell->figures[i].ok && !isnan(cell->figures[i].value[metric]))
            value[count++] = cell->figures[i].value[metric];
    return count;
}

static void mean_cell(struct cell *cell) {
    double *value = memory_reals(cell->figure_count);
    size_t count;

    for (int metric = 0; metric < METRIC_COUNT; metric++) {
        count = take_known(cell, metric, value);
        cell->mean[metric] = count ? gsl_stats_mean(value, 1, count) : NAN;
    }
    count = take_known(cell, METRIC_OVERHEAD, value);
    cell->stddev = count > 1 ? gsl_stats_sd(value, 1, count) : NAN;
    cell->min = count ? gsl_stats_min(value, 1, count) : NAN;
    cell->max = count ? gsl_stats_max(value, 1, count) : NAN;
    cell->median = count ? gsl_stats_median(value, 1, count) : NAN; /* reorders value */
    free(value);
}

/* --- memory ----------------------------------------------------------------------------------- */

/* Fits a line through all trials by least squares. Errors are relative, but at least 300 KB:
 * processes that do the same differ by that much. */
static void draw_memory(struct curve *curve) {
    static const double process = 9e10;
    size_t count = 0, most = curve_figures(curve), levels = 0;
    double *workers = memory_reals(most), *memory = memory_reals(most),
           *weight = memory_reals(most);
    double covariance[3], chi;

    for (size_t i = 0; i < curve->count; i++) {
        const struct cell *cell = &curve->cells[i];
        size_t known = take_known(cell, METRIC_MEMORY, memory + count);

        levels += known > 0;
        for (size_t k = count; k < count + known; k++) {
            workers[k] = (double)cell->concurrency;
            memory[k] *= workers[k];
            weight[k] = 1 / (memory[k] * memory[k] + process);
        }
        count += known;
    }
    curve->memory_fixed = curve->memory_slope = NAN;
    if (levels > 1)
        gsl_fit_wlinear(workers, 1, weight, 1, memory, 1, count, &curve->memory_fixed,
                        &curve->memory_slope, &covariance[0], &covariance[1], &covariance[2], &chi);
    free(workers);
    free(memory);
    free(weight);
}

void summary_fill(struct curve *curve) {
    for (size_t i = 0; i < curve->count; i++) {
        put_in_order(&curve->cells[i]);
        mean_cell(&curve->cells[i]);
    }
    draw_memory(curve);
}
