/* Levels at which a ratio is proven to be above or below something, all at once. ESTIMATOR.md 2.3
 * and 2.5. Pure. */
#ifndef ANALYSIS_ESTIMATE_PROVEN_H
#define ANALYSIS_ESTIMATE_PROVEN_H

#include "analysis/estimate/log_ratio.h"

/* Neighbouring levels with the same proven sign. */
struct stretch {
    int sign;        /* 1: a is above, -1: b is */
    size_t from, to; /* levels */
};

/* The stretches where a model is proven to be above the other by more than margin (a ratio; 0: at
 * all). Owned by the caller: free(). */
struct stretch *proven_stretches(const struct log_ratio *ratio, double margin, size_t *count);

/* For each level 1 or -1 if a is proven to be above or below b there, all levels taken together; 0
 * if neither is. Owned by the caller: free(). */
int *proven_changes(const struct log_ratio *ratio);

/* Returns true if level j is proven to differ by less than margin. */
bool proven_same(const struct log_ratio *ratio, size_t j, double margin);

#endif
