/* What one pair of models shows by one metric: which costs more where, the crossings, and the
 * thresholds, each with a 95% range of tested levels. There is always a best estimate; an end that
 * the trials leave open is open. ESTIMATOR.md 2.3 and 2.5 with the changes of
 * ESTIMATOR-ATTACK.md 5. Pure. */
#ifndef ANALYSIS_ESTIMATE_CROSSOVER_H
#define ANALYSIS_ESTIMATE_CROSSOVER_H

#include "analysis/estimate/log_ratio.h"
#include "analysis/estimate/outcome.h"

/* The trials of a pair. Samples ascend by level. */
struct pair_trials {
    const struct sample *samples;
    size_t count;
    bool paired; /* the k-th trial of a ran next to the k-th of b, at every level */
    struct between_sweeps between;
};

/* Fills in *crossover. margin, a ratio: the least difference that counts. */
void crossover_find(const struct pair_trials *trials, double margin, struct crossover *crossover);

/* Sets ranges[j] to the 95% range of the ratio of the means at level j alone; NAN where the trials
 * do not tell. ranges has room for trials->count. */
void crossover_ranges(const struct pair_trials *trials, struct level_range *ranges);

/* The concurrency that a headline names: the crossing, or else the first threshold that is found;
 * NAN: none. */
double crossover_headline(const struct crossover *crossover);

#endif
