/* Variances of cells with few trials, moderated by what the other levels show: an empirical Bayes
 * prior around a trend over ln c (limma-trend: Smyth 2004, SAGMB 3:3). Two things are different
 * from there: the prior of a level is made without that level, and it includes the error of the
 * trend. Pure. */
#ifndef ANALYSIS_ESTIMATE_MODERATION_H
#define ANALYSIS_ESTIMATE_MODERATION_H

#include <stdbool.h>
#include <stddef.h>

/* x: ln of the levels, ascending. variance, df: of one trial at each level, and its degrees of
 * freedom; df 0: the level has a single trial, so only the prior counts. Both are replaced by the
 * moderated ones; they are left as they are if fewer than four levels have a variance. */
void moderation_apply(const double *x, double *variance, double *df, size_t count);

#endif
