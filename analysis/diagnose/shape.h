/* Reasons not to read a crossover or a threshold off these curves: a difference that disappears at
 * a higher level, trials that fall into two groups, outliers that decide the answer.
 * STATISTICS.md 1.3 step 6 and 12.2. Pure. */
#ifndef ANALYSIS_DIAGNOSE_SHAPE_H
#define ANALYSIS_DIAGNOSE_SHAPE_H

#include "analysis/compare/comparison.h"

/* Returns the first margin, as an index of margins[], by which a model costs more at some level and
 * surely not at a higher one; -1 if there is none. Sets *of_b to whether that model is b. If the
 * curves cross, only the model that costs more above the crossing is checked, since the other one
 * must stop costing more there. */
int shape_falls_again(const struct crossover *crossover, bool *of_b);

/* Returns the first cell whose sorted trials leave a gap that the noise (SD over mean) does not
 * explain, and sets *gap to the gap's factor; NULL if there is none. Cells are checked from half
 * the level at which the model begins to cost more; all cells if that level is unknown. */
const struct cell *shape_modes(const struct curve *curve, const struct margin *first, double noise,
                               double *gap);

/* Do the mean and the median of the same trials place the crossing apart, or with very different
 * precision? */
bool shape_outliers_matter(const struct comparison *comparison);

#endif
