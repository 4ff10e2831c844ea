/* The trials of a group in the order that the checks of steadiness need. Pure. */
#ifndef ANALYSIS_DIAGNOSE_READINGS_H
#define ANALYSIS_DIAGNOSE_READINGS_H

#include "analysis/dataset/pivot.h"
#include "analysis/estimate/stability.h"

/* The number of `ok` trials that have an overhead. */
size_t readings_count(const struct group *group);

/* Returns these trials, ordered by model, level, sweep and place. Models are borrowed from the
 * group. Owned by the caller: free(). */
struct reading *readings_of(const struct group *group);

#endif
