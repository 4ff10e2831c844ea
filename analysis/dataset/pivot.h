/* Reading the trials of a selection into memory. */
#ifndef ANALYSIS_DATASET_PIVOT_H
#define ANALYSIS_DATASET_PIVOT_H

#include "analysis/dataset/curves.h"
#include "base/err.h"

/* Read every trial of `trial` that is compared; groups come in the order of their keys, curves in
 * that of model and engine, cells in that of concurrency. What comes out is what the view `pivot`
 * holds, with the figures beside it. For tasks that do not wait, which have no overhead, its place
 * is taken by the excess: wall time per task, in s. METRIC_P99 is filled only with_p99: it takes
 * reading every histogram. The selection decides which rows count. */
int pivot_read(struct db *db, bool with_p99, struct pivot *pivot, struct err *err);

void pivot_free(struct pivot *pivot);

#endif
