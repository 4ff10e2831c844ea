/* Trials in memory: for each set of conditions, the curve of each model over concurrency. Data
 * only; pivot.h reads it. */
#ifndef ANALYSIS_DATASET_CURVES_H
#define ANALYSIS_DATASET_CURVES_H

#include "analysis/dataset/conditions.h"
#include "analysis/dataset/metric.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One trial that has a figure: its place in the sweep, and its figure in each metric. NAN: unknown
 * or absurd. */
struct figures {
    int64_t id, sweep, round, position; /* NO_VALUE in round or position: unknown */
    bool ok;                            /* false: timed out; its overhead is a lower bound */
    double value[METRIC_COUNT];
    double ruler; /* s: how long the fixed spin before it took */
};

/* One cell, and its means over `ok` trials; NAN if there is no mean. */
struct cell {
    int64_t concurrency;
    int64_t trials, failed, left_out; /* ok, failed, short or uneven */
    double mean[METRIC_COUNT];
    int64_t tasks;
    double median, stddev, min, max; /* of the overhead */
    struct figures *figures;         /* in the order in which they ran */
    size_t figure_count;
};

/* One model (and engine) under one set of conditions, by concurrency. */
struct curve {
    char *model;
    int64_t engine; /* NO_VALUE: unknown */
    bool threaded;  /* its workers are threads of the operating system, as far as known */
    struct cell *cells;
    size_t count;
    double memory_slope, memory_fixed; /* bytes: per worker, and the fixed part; NAN: unknown */
};

struct group {
    struct conditions conditions;
    struct curve *curves;
    size_t count;
};

/* Owned by the caller: free with pivot_free(). */
struct pivot {
    struct group *groups;
    size_t count;
};

/* The curve of a model in a group, or NULL. */
const struct curve *group_curve(const struct group *group, const char *model);

/* The number of figures in all cells of a curve. */
size_t curve_figures(const struct curve *curve);

#endif
