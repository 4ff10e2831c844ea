/* From where one model is dearer by a margin, with an interval of tested levels. It rests only on
 * what a rising curve implies: if the mean of r over levels up to c is above ln(1 + margin), so is
 * r(c). STATISTICS.md 12.2. Pure. */
#ifndef ANALYSIS_ESTIMATE_THRESHOLD_H
#define ANALYSIS_ESTIMATE_THRESHOLD_H

#include "analysis/estimate/smoother.h"

struct margin {
    bool reached;     /* proven at some level */
    double estimate;  /* concurrency; NAN: not reached, or above the margin at every level */
    double low, high; /* tested levels; low NAN: at or below high */
    double excluded;  /* not reached: up to here it surely is not; NAN: nowhere */
    /* reached, and surely below the margin somewhere above: the curve does not just rise */
    bool falls_again;
};

/* sign 1: where a is dearer by margin (a ratio: 0.05), -1: where b is. wide: the band of the ratio.
 */
struct margin margin_find(const struct ratio *ratio, const struct band *wide, int sign,
                          double margin);

#endif
