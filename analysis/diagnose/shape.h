/* Reasons not to read a crossover or a threshold off these curves: a difference that disappears at
 * a higher level, trials that fall into two groups.
 * STATISTICS.md 1.3 step 6 and 12.2. Pure. */
#ifndef ANALYSIS_DIAGNOSE_SHAPE_H
#define ANALYSIS_DIAGNOSE_SHAPE_H

#include "analysis/compare/comparison.h"

/* Returns the first threshold, as an index of threshold_margins[], of a model that costs more by it
 * at some level and clearly not at a higher one; -1 if there is none. Sets *of_b to whether that
 * model is b. */
int shape_falls_again(const struct crossover *crossover, bool *of_b);

/* Returns the first cell whose sorted trials leave a gap that the noise (SD over mean) does not
 * explain, and sets *gap to the gap's factor; NULL if there is none. Cells are checked from half
 * the level at which the model begins to cost more; all cells if that level is unknown. */
const struct cell *shape_modes(const struct curve *curve, const struct threshold *first,
                               double noise, double *gap);

#endif
