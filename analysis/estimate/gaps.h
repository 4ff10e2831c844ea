/* Where a ratio passes a threshold: gap k of L levels means "below the threshold at levels before
 * k, above it from k on". A gap is kept unless some level contradicts it; the kept gaps are a 95%
 * confidence set for the true one, whatever the shape of the curve, as long as it passes once.
 * ESTIMATOR.md 2.3. Pure. */
#ifndef ANALYSIS_ESTIMATE_GAPS_H
#define ANALYSIS_ESTIMATE_GAPS_H

#include "analysis/estimate/log_ratio.h"

/* The error rate of each end of an interval. */
extern const double gaps_alpha;

/* Gaps 0 to count, so count + 1 of each. Owned by the caller: gaps_free(). */
struct gaps {
    bool *kept;
    double *low;  /* p-value of the levels before the gap: small if one of them is above */
    double *high; /* p-value of the levels from it on: small if one of them is below */
    size_t count; /* of levels */
};

/* By means. */
struct gaps gaps_of_means(const struct log_ratio *ratio, const struct claim *claim);

/* By the medians of the pairs' ratios: sign tests, exact for any distribution of independent pairs.
 * The ratio must be paired. */
struct gaps gaps_of_signs(const struct log_ratio *ratio, const struct claim *claim);

/* Returns true if a gap is kept; *first and *last are then the outermost ones. */
bool gaps_span(const struct gaps *gaps, size_t *first, size_t *last);

/* Returns true if a gap between two levels is kept; *first and *last likewise. */
bool gaps_span_inside(const struct gaps *gaps, size_t *first, size_t *last);

/* The gap with the smallest running sum from first to last, and the concurrency in it, by a line in
 * ln c. 0: below every level of the ratio; INFINITY: above. */
double gaps_best(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                 size_t last);

/* The same by the medians of the pairs' ratios. The ratio must be paired. */
double gaps_best_typical(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                         size_t last);

void gaps_free(struct gaps *gaps);

#endif
