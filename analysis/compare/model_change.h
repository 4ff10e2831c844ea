/* Whether one model costs more after than before, by one metric. Pure. */
#ifndef ANALYSIS_COMPARE_MODEL_CHANGE_H
#define ANALYSIS_COMPARE_MODEL_CHANGE_H

#include "analysis/dataset/curves.h"
#include "analysis/estimate/change.h"

enum verdict {
    VERDICT_REGRESSION,       /* costs more somewhere, by more than the margin */
    VERDICT_IMPROVEMENT,      /* costs less somewhere, by more than the margin */
    VERDICT_MIXED,            /* both */
    VERDICT_EQUIVALENT,       /* within the margin at every level */
    VERDICT_NO_CHANGE,        /* no change that counts is proven */
    VERDICT_CANNOT_BE_JUDGED, /* trials are missing */
};
extern const char *const verdict_names[];

/* The geometric mean of after / before over all levels, with its 95% range. NAN: unknown. */
struct overall {
    double ratio, low, high;
    bool between; /* from the variation between sweeps; else between trials within them */
};

struct model_change {
    const char *model; /* borrowed */
    enum metric metric;
    double margin;
    enum verdict verdict;
    struct change change;
    struct overall overall;
    bool has_before, has_after; /* the model has trials there */
    int64_t
        fails_from;    /* the lowest level at which it always fails after and ran before; 0: none */
    size_t fails;      /* how many such levels */
    int64_t runs_from; /* likewise where it failed before and runs after */
    size_t runs;
};

/* before or after: NULL if that history does not have the model. margin: a ratio. failures: levels
 * that fail on one side only count as a change. Owned by the caller: free with
 * model_change_free(). */
struct model_change model_change_make(const struct curve *before, const struct curve *after,
                                      enum metric metric, double margin, bool failures);

void model_change_free(struct model_change *change);

/* Is there a regression in it? */
bool verdict_is_worse(enum verdict verdict);

/* Is there an improvement in it? */
bool verdict_is_better(enum verdict verdict);

/* Is the change over all levels proven at all, or proven to exceed the margin? Returns its sign: 1
 * costs more after, -1 less, 0 not proven. */
int overall_changed(const struct overall *overall);
int overall_counts(const struct overall *overall, double margin);

/* The level that changed most among those that are proven to have changed; NULL: none did. */
const struct change_level *model_change_most(const struct model_change *change);

/* At most NAMED_MOST levels that a sentence names, ascending: those whose change counts in one
 * direction (sign), and the highest level if it changed as much, proven or not. Of many, the
 * lowest, the one that changed most and the highest. */
enum { NAMED_MOST = 4 };
struct named_levels {
    const struct change_level *level[NAMED_MOST];
    size_t count;
    size_t others; /* levels whose change counts as well and that are not named */
};
struct named_levels model_change_named(const struct model_change *change, int sign);

#endif
