/* What speaks against reading a crossover or a margin off these curves: a rise that ends, trials
 * that go two ways, outliers that decide. STATISTICS.md 1.3 step 6 and 12.2. Pure. */
#ifndef ANALYSIS_DIAGNOSE_SHAPE_H
#define ANALYSIS_DIAGNOSE_SHAPE_H

#include "analysis/compare/comparison.h"

/* The first margin (an index of margins[]) by which a model is dearer at some level and surely not
 * at a higher one; -1: there is none. Where the curves cross only the model that is dearer above is
 * looked at: the other's advantage must end. */
int shape_falls_again(const struct crossover *crossover, bool *of_b);

/* The first cell, from half of where the model begins to be dearer on, or of all where that is not
 * known, whose sorted trials leave a gap beyond what the noise (SD over mean) explains, and the
 * gap's factor; NULL: there is none. */
const struct cell *shape_modes(const struct curve *curve, const struct margin *first, double noise,
                               double *gap);

/* Mean and median of the same trials place the crossing apart, or know it much less well. */
bool shape_outliers_matter(const struct comparison *comparison);

#endif
