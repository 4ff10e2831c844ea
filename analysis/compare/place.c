#include "analysis/compare/place.h"

#include <math.h>

const char *const place_status_names[] = {"found", "bracket", "at_lowest", "beyond_highest",
                                          "not_monotone"};

const struct place place_none = {PLACE_BEYOND_HIGHEST, NAN, NAN, NAN};

/* Levels further apart bear no estimate between them. */
static const double apart_most = 4;

/* --- levels ----------------------------------------------------------------------------------- */

const struct level *level_at(const struct comparison *comparison, int64_t concurrency) {
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->levels[i].concurrency == concurrency)
            return &comparison->levels[i];
    return NULL;
}

bool level_is_known(const struct level *level) {
    return !isnan(level->a + level->b);
}

double level_ratio(const struct level *level, int which) {
    return which ? level->b / level->a : level->a / level->b;
}

bool level_is_proven(const struct level *level, int which, double factor) {
    return which ? level->high < 1 / factor : level->low > factor;
}

const struct level *level_outermost(const struct comparison *comparison, bool highest) {
    const struct level *found = NULL;

    for (size_t i = 0; i < comparison->count && (highest || !found); i++)
        if (level_is_known(&comparison->levels[i]))
            found = &comparison->levels[i];
    return found;
}

struct size size_largest(const struct comparison *comparison, int which, double from, double to) {
    struct size largest = {NAN, NAN};

    for (size_t i = 0; i < comparison->count; i++) {
        const struct level *level = &comparison->levels[i];
        double concurrency = (double)level->concurrency, ratio = level_ratio(level, which);

        if (level_is_known(level) && concurrency >= from && concurrency <= to && ratio > 1 &&
            !(ratio <= largest.ratio))
            largest = (struct size){concurrency, ratio};
    }
    return largest;
}

/* --- places ----------------------------------------------------------------------------------- */

/* The tested levels around an estimate; NAN: none. */
static void find_around(const struct comparison *comparison, double estimate, double *below,
                        double *above) {
    *below = *above = NAN;
    for (size_t i = 0; i < comparison->count; i++) {
        double concurrency = (double)comparison->levels[i].concurrency;

        if (!level_is_known(&comparison->levels[i]))
            continue;
        if (concurrency <= estimate)
            *below = concurrency;
        if (concurrency >= estimate && isnan(*above))
            *above = concurrency;
    }
}

/* An open end of a bracket is the tested level on that side. */
static struct place place_at(const struct comparison *comparison, double estimate, double low,
                             double high) {
    double below, above;

    find_around(comparison, estimate, &below, &above);
    if (above / below > apart_most * (1 + 1e-9))
        return (struct place){PLACE_BRACKET, NAN, isnan(low) ? below : low,
                              isnan(high) ? above : high};
    return (struct place){PLACE_FOUND, estimate, low, high};
}

struct place place_of_crossing(const struct comparison *comparison,
                               const struct crossing *crossing) {
    return place_at(comparison, crossing->concurrency, crossing->low, crossing->high);
}

static struct place place_of(const struct comparison *comparison,
                             const struct threshold *threshold) {
    static const enum place_status statuses[] = {
        [THRESHOLD_FOUND] = PLACE_FOUND,
        [THRESHOLD_AT_LOWEST] = PLACE_AT_LOWEST,
        [THRESHOLD_BEYOND_HIGHEST] = PLACE_BEYOND_HIGHEST,
        [THRESHOLD_NOT_MONOTONE] = PLACE_NOT_MONOTONE,
    };

    if (threshold->status == THRESHOLD_FOUND)
        return place_at(comparison, threshold->concurrency, threshold->low, threshold->high);
    return (struct place){statuses[threshold->status], NAN, threshold->low, threshold->high};
}

struct place place_of_threshold(const struct comparison *comparison, int which, int i) {
    return place_of(comparison, &comparison->crossover.threshold[which][i]);
}

struct place place_of_typical_threshold(const struct comparison *comparison, int which) {
    return place_of(comparison, &comparison->crossover.typical_threshold[which]);
}

bool place_is_located(const struct comparison *comparison, const struct place *place) {
    bool has_range = comparison->crossover.levels > 0;

    switch (place->status) {
    case PLACE_FOUND:
    case PLACE_BRACKET:
        return !has_range || !isnan(place->low) || !isnan(place->high); /* a bracket has both */
    case PLACE_AT_LOWEST:
        return !isnan(place->high);
    default:
        return false;
    }
}

/* --- crossings -------------------------------------------------------------------------------- */

struct size stretch_most(const struct comparison *comparison, size_t s, int *which) {
    const struct crossover *crossover = &comparison->crossover;
    const struct crossing *before = s > 0 ? &crossover->crossings[s - 1] : NULL;
    const struct crossing *after = s < crossover->crossing_count ? &crossover->crossings[s] : NULL;

    *which = before ? !before->a_more_above : after->a_more_above;
    return size_largest(comparison, *which, before ? before->concurrency : 0,
                        after ? after->concurrency : INFINITY);
}

bool stretch_counts(const struct comparison *comparison, size_t s, int *which) {
    struct size most = stretch_most(comparison, s, which);

    return most.ratio >= 1 + comparison->margin / 2;
}
