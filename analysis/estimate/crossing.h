/* Where the smoothed ratio passes 1, with an interval: regions that are proven, and the crossings
 * between them. STATISTICS.md 1.3 steps 4 and 5, 12.1. Pure. */
#ifndef ANALYSIS_ESTIMATE_CROSSING_H
#define ANALYSIS_ESTIMATE_CROSSING_H

#include "analysis/estimate/smoother.h"

/* A stretch of the grid where the band proves which model costs more. */
struct run {
    int sign;        /* 1: a costs more, -1: b does */
    size_t from, to; /* grid points */
};

/* How a crossing was located. */
enum method { METHOD_SMOOTH, METHOD_NARROW, METHOD_RAW, METHOD_CELLS };
extern const char *const method_names[];

/* In ln c; low <= estimate <= high. */
struct located {
    double estimate, low, high;
    enum method method;
};

/* The window factors of the smoother: the usual one, and one for curves that bend within it. */
extern const double band_wide, band_narrow;

/* Returns the proven regions of a band of window band_wide. Each is confirmed by the mean of its
 * own levels, and adjacent regions of equal sign are merged. Owned by the caller: free(). */
struct run *runs_find(const struct ratio *ratio, const struct band *wide, size_t *count);

/* Locates the crossing between two neighbouring runs of opposite sign. */
struct located crossing_locate(const struct ratio *ratio, const struct band *wide,
                               const struct band *narrow, const struct run *below,
                               const struct run *above);

#endif
