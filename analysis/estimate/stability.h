/* How steady the trials of a set of conditions are: noise, outliers, drift, order. Pure.
 * STATISTICS.md section 7 has the rules and their false alarm rates. */
#ifndef ANALYSIS_ESTIMATE_STABILITY_H
#define ANALYSIS_ESTIMATE_STABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One `ok` trial. Sorted by model, concurrency, sweep, position. Texts are borrowed. */
struct reading {
    const char *model;
    int64_t concurrency, sweep, round, position;
    double value; /* overhead, above 0; the excess if tasks do not wait */
    double ruler; /* s: how long the fixed spin before it took; NAN: unknown */
};

/* The readings of one cell. */
struct cell_span {
    size_t first, count;
};

/* The cells of sorted readings; with by_sweep, one cell for each sweep. Owned by the caller:
 * free(). */
struct cell_span *cells_of(const struct reading *readings, size_t count, int by_sweep,
                           size_t *cells);

/* Returns the median of SD / mean over the cells that have two readings or more; NAN if there is
 * none. If worst is not NULL, sets *worst to the cell that varies most and *worst_noise to its SD /
 * mean. */
double stability_noise(const struct reading *readings, size_t count, struct cell_span *worst,
                       double *worst_noise);

/* The number of readings further than 5 standard deviations from their cell's median, in
 * logarithms. The standard deviation is a robust one: 1.4826 times the median of the non-zero
 * distances in the cells of the same model within seven levels. */
size_t stability_outliers(const struct reading *readings, size_t count);

/* A shift that all cells share, in ln of the value, and its t statistic over the cells; NAN and 0
 * if it is known for fewer than three cells. */
struct shift {
    double size, t;
};

/* How much the value grows from a sweep's first round to its last: slope per round times rounds. */
struct shift stability_drift(const struct reading *readings, size_t count);

/* How much a sweep's first round differs from its later ones. */
struct shift stability_warm_up(const struct reading *readings, size_t count);

/* Is there more than one outlier, and more than that share of the readings? */
bool stability_has_outliers(size_t outliers, size_t count, double share);

/* Is a shift significant, and larger than `least`? */
bool stability_has_shift(const struct shift *shift, double least);

/* How many trials of models a and b have no trial of the other one at their level and sweep within
 * `reach` places of the sweep's order. Sets *trials to how many were looked at: those at levels
 * that both have. */
size_t stability_apart(const struct reading *readings, size_t count, const char *a, const char *b,
                       double reach, size_t *trials);

#endif
