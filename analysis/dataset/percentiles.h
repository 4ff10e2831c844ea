/* The 99th percentile of the response, per trial and per cell, from the histograms. */
#ifndef ANALYSIS_DATASET_PERCENTILES_H
#define ANALYSIS_DATASET_PERCENTILES_H

#include "analysis/dataset/curves.h"

/* Fills in METRIC_P99 of every figure and cell, in s: the upper edge of the bucket, at most 0.8%
 * above the true value and never above the greatest, as in the view latency_percentiles. NAN if
 * fewer than ten tasks lie beyond it. Returns -1 and sets *err if SQL fails. */
int percentiles_read(struct db *db, struct pivot *pivot, struct err *err);

#endif
