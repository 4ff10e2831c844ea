/* Two histories of one model: where it became slower or faster, by what is proven of ln(mean after
 * / mean before) at all levels at once. Pure. */
#ifndef ANALYSIS_ESTIMATE_CHANGE_H
#define ANALYSIS_ESTIMATE_CHANGE_H

#include "analysis/estimate/log_ratio.h"

/* A level at which both histories have trials. Signs: 1 costs more after, -1 less, 0 neither. */
struct change_level {
    double level;
    double ratio;     /* mean after / mean before */
    double low, high; /* its 95% range; NAN: unknown */
    int changed;      /* proven to differ at all, all levels taken together */
    int counts;       /* changed, and its range lies beyond the margin */
};

struct change {
    struct change_level *levels; /* ascending; owned */
    size_t count;
    bool has_range; /* some level tells how much its trials vary */
    bool is_same;   /* every level is proven to differ by less than the margin */
    /* The mean of ln(mean after / mean before) over all levels, its standard error, and its degrees
     * of freedom; NAN: unknown, the latter two also without a variance. */
    double mean, error, df;
};

/* In the samples, which ascend by level, a is after and b before; they are never paired. margin: a
 * ratio. between: how much sweeps differ from each other. Owned by the caller: free with
 * change_free(). */
struct change change_find(const struct sample *samples, size_t count, double margin,
                          struct between_sweeps between);

void change_free(struct change *change);

#endif
