/* Reads the trials of a selection into memory. */
#ifndef ANALYSIS_DATASET_PIVOT_H
#define ANALYSIS_DATASET_PIVOT_H

#include "analysis/dataset/curves.h"
#include "base/err.h"

/* Reads every trial of `trial` that is to be compared; the selection decides which rows there are.
 * Groups are ordered by key, curves by model and engine, cells by concurrency. The result is that
 * of the view `pivot`, plus the figures of each trial. Tasks that do not wait have no overhead;
 * METRIC_OVERHEAD is then the excess: wall time per task, s. METRIC_P99 is filled in only if
 * with_p99, because that means reading every histogram. Owned by the caller: free with
 * pivot_free(). Returns -1 and sets *err on failure; nothing is to be freed then. */
int pivot_read(struct db *db, bool with_p99, struct pivot *pivot, struct err *err);

void pivot_free(struct pivot *pivot);

#endif
