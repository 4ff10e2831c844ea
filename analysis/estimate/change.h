/* Two histories of one model: where it became slower or faster. The same smoothed band as for two
 * models, over ln(mean after / mean before), unpaired. STATISTICS.md 4. Pure. */
#ifndef ANALYSIS_ESTIMATE_CHANGE_H
#define ANALYSIS_ESTIMATE_CHANGE_H

#include "analysis/estimate/smoother.h"

enum { CHANGES_MOST = 32 };

enum verdict {
    VERDICT_REGRESSION,  /* costs more somewhere */
    VERDICT_IMPROVEMENT, /* costs less somewhere */
    VERDICT_MIXED,       /* both */
    VERDICT_EQUIVALENT,  /* no difference above 5% anywhere */
    VERDICT_NO_CHANGE,   /* none found */
};
extern const char *const verdict_names[];

/* A range of levels over which the change surely exceeds the tolerance. */
struct change_range {
    double low, high;   /* concurrency */
    double least, most; /* of the smoothed ratio, minus 1: 0.12 costs 12% more */
};

struct change {
    enum verdict verdict;
    struct change_range ranges[CHANGES_MOST];
    size_t range_count;
};

/* Fills in *change. after_over_before: the ratio of the means, level by level. */
void change_find(const struct ratio *after_over_before, struct change *change);

#endif
