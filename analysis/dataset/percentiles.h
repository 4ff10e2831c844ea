/* The 99th percentile of the response, of each trial and of each cell, from the histograms. */
#ifndef ANALYSIS_DATASET_PERCENTILES_H
#define ANALYSIS_DATASET_PERCENTILES_H

#include "analysis/dataset/curves.h"

/* Fill METRIC_P99 of every figure and cell: the upper edge of the bucket, at most 0.8 % above the
 * value, and never above the greatest, as in the view latency_percentiles; s. NAN where fewer than
 * ten tasks lie beyond it. */
int percentiles_read(struct db *db, struct pivot *pivot, struct err *err);

#endif
