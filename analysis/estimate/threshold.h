/* From where on one model costs more by a margin, with an interval of tested levels. It relies only
 * on what a rising curve implies: if the mean of r over levels up to c is above ln(1 + margin), so
 * is r(c). STATISTICS.md 12.2. Pure. */
#ifndef ANALYSIS_ESTIMATE_THRESHOLD_H
#define ANALYSIS_ESTIMATE_THRESHOLD_H

#include "analysis/estimate/smoother.h"

struct margin {
    bool reached;     /* proven at some level */
    double estimate;  /* concurrency; NAN: not reached, or above the margin at every level */
    double low, high; /* tested levels; low is NAN if it is unknown: at or below high */
    double excluded;  /* not reached: surely not up to this level; NAN: unknown */
    /* reached, but surely below the margin at a higher level: the curve does not only rise */
    bool falls_again;
};

/* sign 1: where a costs more by the margin (a ratio: 0.05), -1: where b does. wide: the band of the
 * ratio. */
struct margin margin_find(const struct ratio *ratio, const struct band *wide, int sign,
                          double margin);

#endif
