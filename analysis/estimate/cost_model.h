/* What a model costs as a formula: the total of a trial of n tasks that sleep s by c workers is
 *
 *     T(c) = ceil(n/c) * (s + delta) + n * (k1 + k2 * c)
 *
 * delta: how late each turn of sleeps wakes; k1: what each task costs one after the other; k2: how
 * that grows with the workers (contention). Where c divides n this is Gunther's Universal
 * Scalability Law in parameters that are times. Linear least squares over the cell means, relative
 * errors weighted alike; STATISTICS.md section 5. It describes; it never places the crossover.
 * Pure. */
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

/* Times in s; a term that was left out is 0 with error NAN. */
struct cost_model {
    double term[COST_TERMS], error[COST_TERMS]; /* the estimate and its standard error */
    size_t levels, terms;
    /* How well it fits. */
    double residual_median, residual_most; /* of |fit / mean - 1| */
    double left_out;                       /* median of the same where the level was left out */
    double lack_of_fit; /* p: so often would chance alone miss by as much; NAN: unknown */
    bool systematic;    /* neighbouring residuals go together */
};

/* Fit. Of the terms with k2 and without, the better by AICc; a negative one is left out. False
 * where there are too few levels (five at the least). */
bool cost_model_fit(const struct cost_cell *cells, size_t count, struct cost_model *model);

/* The total that the model expects of a cell, in s. */
double cost_model_total(const struct cost_model *model, const struct cost_cell *cell);

#endif
