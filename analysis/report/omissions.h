/* Reports on stderr what an answer leaves out of the selection, so that nobody takes it for the
 * whole. */
#ifndef ANALYSIS_REPORT_OMISSIONS_H
#define ANALYSIS_REPORT_OMISSIONS_H

#include "analysis/compare/comparison.h"
#include "analysis/dataset/selection.h"

/* Returns the first 50 sets of conditions, which is what a person can read. If there are more,
 * prints how many, and that `all` (an option) shows the rest. Borrows from pivot; must not be
 * freed. */
struct pivot omissions_conditions(const struct pivot *pivot, const char *all);

/* Prints how many pairs there are if not all of them are shown. */
void omissions_pairs(const struct pivot *pivot, const struct filter *filter, size_t shown);

/* Prints how many trials were left out because runner cannot have recorded them, if any. */
void omissions_unsound(const struct selection *selection);

#endif
