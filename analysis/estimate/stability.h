/* How steady the trials of a set of conditions are: noise, outliers, drift, order. Pure. The rules
 * and their false alarm rates are in STATISTICS.md section 7. */
#ifndef ANALYSIS_ESTIMATE_STABILITY_H
#define ANALYSIS_ESTIMATE_STABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One `ok` trial. Sorted by model, concurrency, sweep, position. Texts are borrowed. */
struct reading {
    const char *model;
    int64_t concurrency, sweep, round, position;
    double value; /* overhead, above 0; of tasks that do not wait, their excess */
    double ruler; /* s, of the fixed spin before it; NAN: unknown */
};

/* Readings of one cell: from `first` on. */
struct cell_span {
    size_t first, count;
};

/* The cells of sorted readings: with by_sweep a cell for each sweep. Owned by the caller: free().
 */
struct cell_span *cells_of(const struct reading *readings, size_t count, int by_sweep,
                           size_t *cells);

/* The median over cells of two readings or more of SD / mean; NAN where there is none. When worst
 * is not NULL, the cell that varies most and its SD / mean come back. */
double stability_noise(const struct reading *readings, size_t count, struct cell_span *worst,
                       double *worst_noise);

/* How many readings lie further from their cell's median than 5 standard deviations, these being
 * taken robustly (1.4826 times the median of the non-zero distances) from the cells of the same
 * model within seven levels; distances are of logarithms. */
size_t stability_outliers(const struct reading *readings, size_t count);

/* A shift that all cells share, in ln of the value, and its t statistic over the cells; NAN and 0
 * where fewer than three cells tell. */
struct shift {
    double size, t;
};

/* How much the value grows from a sweep's first round to its last: slope per round times rounds. */
struct shift stability_drift(const struct reading *readings, size_t count);

/* How much a sweep's first round differs from its later ones. */
struct shift stability_warm_up(const struct reading *readings, size_t count);

/* Are outliers more than one, and more than that share of the readings? */
bool stability_has_outliers(size_t outliers, size_t count, double share);

/* Is a shift significant, and larger than `least`? */
bool stability_has_shift(const struct shift *shift, double least);

/* The median distance, in places of the sweep's order, from a trial of model b to the nearest trial
 * of model a at its level; NAN when they share none. */
double stability_distance(const struct reading *readings, size_t count, const char *a,
                          const char *b);

#endif
