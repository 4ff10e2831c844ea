/* Point estimates for trials that do not tell how much they vary, such as one trial per level. They
 * have no range, and prove nothing. Pure. */
#ifndef ANALYSIS_ESTIMATE_POINTS_H
#define ANALYSIS_ESTIMATE_POINTS_H

#include "analysis/estimate/outcome.h"
#include "analysis/estimate/sample.h"

/* Fills in the outcome, at most one crossing and the thresholds from the means alone; every low and
 * high is NAN. samples ascending by level, count above 0, every mean above 0. */
void points_find(const struct sample *samples, size_t count, double margin,
                 struct crossover *crossover);

#endif
