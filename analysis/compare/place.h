/* Where a comparison places a crossing or a threshold, and how much more a model costs at its
 * levels. Pure. */
#ifndef ANALYSIS_COMPARE_PLACE_H
#define ANALYSIS_COMPARE_PLACE_H

#include "analysis/compare/comparison.h"

enum place_status {
    PLACE_FOUND,
    PLACE_BRACKET,        /* the tested levels around it are too far apart for an estimate */
    PLACE_AT_LOWEST,      /* no higher than the lowest level */
    PLACE_BEYOND_HIGHEST, /* not reached; low: the level up to which this is proven */
    PLACE_NOT_MONOTONE,
};
extern const char *const place_status_names[];

/* A concurrency with its 95% range. NAN: an end that is open; no estimate. */
struct place {
    enum place_status status;
    double estimate, low, high;
};

/* How much more one model costs at a level: the mean of the one that costs more over the mean of
 * the other, 1 or more. NAN: unknown. */
struct size {
    double concurrency, ratio;
};

extern const struct place place_none; /* beyond the highest level, not proven up to any */

/* The level of that concurrency; NULL: none. */
const struct level *level_at(const struct comparison *comparison, int64_t concurrency);

/* Does a level have figures of both models? */
bool level_is_known(const struct level *level);

/* The mean of a model over the mean of the other. which: 0 a, 1 b. */
double level_ratio(const struct level *level, int which);

/* Is a model proven to cost more than the other by more than that factor, at this level alone? */
bool level_is_proven(const struct level *level, int which, double factor);

/* The lowest, or highest, level that has figures of both models; NULL if none has. */
const struct level *level_outermost(const struct comparison *comparison, bool highest);

/* The level from `from` to `to` at which a model costs most in proportion to the other; all NAN if
 * it costs more at none. */
struct size size_largest(const struct comparison *comparison, int which, double from, double to);

/* The place of threshold i (threshold_margin()) of model a (0) or b (1). */
struct place place_of_threshold(const struct comparison *comparison, int which, int i);

struct place place_of_typical_threshold(const struct comparison *comparison, int which);

/* The place of a crossing: one of the comparison, or the typical one. */
struct place place_of_crossing(const struct comparison *comparison,
                               const struct crossing *crossing);

/* The largest size in stretch s, which lies between crossings s - 1 and s. Sets *which to the model
 * that costs more there. There must be a crossing. */
struct size stretch_most(const struct comparison *comparison, size_t s, int *which);

/* Does that size reach half the margin? */
bool stretch_counts(const struct comparison *comparison, size_t s, int *which);

/* Is there an estimate worth naming? Not if its range is open at both ends, unless the trials give
 * no range at all. */
bool place_is_located(const struct comparison *comparison, const struct place *place);

#endif
