/* What an answer leaves out of what was selected, said on stderr so that nobody takes it for the
 * whole. */
#ifndef ANALYSIS_REPORT_OMISSIONS_H
#define ANALYSIS_REPORT_OMISSIONS_H

#include "analysis/compare/comparison.h"
#include "analysis/dataset/selection.h"

/* The first 50 sets of conditions: what a person can read. Says how many there are when there are
 * more, and that all (the option that does) shows the rest; nothing otherwise. Borrows from pivot:
 * not to be freed. */
struct pivot omissions_conditions(const struct pivot *pivot, const char *all);

/* Says how many pairs there are when not all are shown; nothing when all are. */
void omissions_pairs(const struct pivot *pivot, const struct filter *filter, size_t shown);

/* Says how many trials were left out because runner cannot have recorded them; nothing where there
 * are none. */
void omissions_unsound(const struct selection *selection);

#endif
