/* Proof that the order of two models changes, and how often at least. Pure. */
#ifndef ANALYSIS_ESTIMATE_ALTERNATION_H
#define ANALYSIS_ESTIMATE_ALTERNATION_H

#include "analysis/estimate/log_ratio.h"

/* One model costs more somewhere up to level `end`, and after that somewhere from `start` on, but
 * before the next turn's end. */
struct turn {
    int sign; /* 1: a costs more, -1: b */
    size_t start, end;
};

/* The turns, in ascending order, of alternating sign: the longest chain of windows that do not
 * overlap, in each of which one model is proven to cost more on average, all at once. A window
 * tells nothing about the single levels in it, so windows that overlap prove no crossing. Owned by
 * the caller: free(). */
struct turn *alternation_find(const struct log_ratio *ratio, size_t *count);

#endif
