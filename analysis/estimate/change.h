/* Two histories of one model: where it became slower or faster, by what is proven of ln(mean after
 * / mean before) at all levels at once. Pure. */
#ifndef ANALYSIS_ESTIMATE_CHANGE_H
#define ANALYSIS_ESTIMATE_CHANGE_H

#include "analysis/estimate/sample.h"

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
    double least, most; /* of the ratio, minus 1: 0.12 costs 12% more */
};

struct change {
    enum verdict verdict;
    struct change_range ranges[CHANGES_MOST];
    size_t range_count;
    /* The mean of ln(mean after / mean before) over all levels, its standard error, and its degrees
     * of freedom; NAN: unknown, the latter two also without a variance. */
    double mean, error, df;
};

/* Fills in *change. In the samples, which ascend by level, a is after and b before; they are never
 * paired. */
void change_find(const struct sample *samples, size_t count, struct change *change);

#endif
