/* The variance of the log ratio between sweeps, common to all levels. ESTIMATOR-ATTACK.md 4.3.
 * Pure. */
#ifndef ANALYSIS_ESTIMATE_BETWEEN_H
#define ANALYSIS_ESTIMATE_BETWEEN_H

#include "analysis/estimate/log_ratio.h"

enum { SWEEPS_LEAST = 3 };

/* One sweep: the mean over its levels of ln(mean a / mean b), and the variance that its trials
 * explain. */
struct sweep_ratio {
    double mean, variance;
};

/* samples of one sweep, with at least one level; all their means are above 0. */
struct sweep_ratio sweep_ratio_of(const struct sample *samples, size_t count);

/* For claims about the next sweep. Fewer than SWEEPS_LEAST tell nothing: no variance. */
struct between_sweeps between_sweeps_of(const struct sweep_ratio *sweeps, size_t count);

#endif
