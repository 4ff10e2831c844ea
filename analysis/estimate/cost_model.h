/* The cost of a model as a formula. The total of a trial of n tasks that sleep s, by c workers, is
 *
 *     T(c) = ceil(n/c) * (s + delta) + n * (k1 + k2 * c)
 *
 * delta: how late each turn of sleeps wakes; k1: the serial cost of each task; k2: its growth with
 * the number of workers (contention). If c divides n, this is Gunther's Universal Scalability Law
 * with times as parameters. It is fitted to the cell means by linear least squares, with equal
 * weights for relative errors; STATISTICS.md section 5. Descriptive only: it never places the
 * crossover. Pure. */
#ifndef ANALYSIS_ESTIMATE_COST_MODEL_H
#define ANALYSIS_ESTIMATE_COST_MODEL_H

#include <stdbool.h>
#include <stddef.h>

/* One cell's mean total, in s. */
struct cost_cell {
    double concurrency, tasks, sleep, total;
    double spread; /* standard deviation of the totals over their mean; NAN: one trial */
    double trials;
};

enum { COST_TERMS = 3 }; /* delta, k1, k2 */

/* Times in s. A term that was left out is 0, and its error NAN. */
struct cost_model {
    double term[COST_TERMS], error[COST_TERMS]; /* the estimate and its standard error */
    size_t levels, terms;
    /* How well it fits. */
    double residual_median, residual_most; /* of |fit / mean - 1| */
    double left_out;    /* median of the same when the level is left out of the fit */
    double lack_of_fit; /* p: how often chance alone would miss by as much; NAN: unknown */
    bool systematic;    /* neighbouring residuals are correlated */
};

/* Fits the terms with and without k2 and keeps the fit that is better by AICc; negative terms are
 * left out. Returns false if there are fewer than five levels or the figures allow no fit. */
bool cost_model_fit(const struct cost_cell *cells, size_t count, struct cost_model *model);

/* The total that the model expects for a cell, in s. */
double cost_model_total(const struct cost_model *model, const struct cost_cell *cell);

#endif
