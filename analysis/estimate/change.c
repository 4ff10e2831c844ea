#include "analysis/estimate/change.h"

#include "analysis/estimate/proven.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* --- levels ----------------------------------------------------------------------------------- */

/* Every level that has means, so far without ranges. */
static void list_levels(const struct sample *samples, size_t count, struct change *change) {
    struct sample *positive = memory_get(count + 1, sizeof *positive);

    change->count = positive_levels(samples, count, positive);
    change->levels = memory_get(change->count + 1, sizeof *change->levels);
    for (size_t j = 0; j < change->count; j++)
        change->levels[j] =
            (struct change_level){.level = positive[j].level,
                                  .ratio = gsl_stats_mean(positive[j].a, 1, positive[j].a_count) /
                                           gsl_stats_mean(positive[j].b, 1, positive[j].b_count),
                                  .low = NAN,
                                  .high = NAN};
    free(positive);
}

/* A range that lies beyond the margin, on the side of a proven change. */
static int counts(const struct change_level *level, double margin) {
    if (level->changed > 0)
        return level->low > 1 + margin;
    return level->changed < 0 && level->high < 1 / (1 + margin) ? -1 : 0;
}

/* The levels that the estimator used are among those listed, in the same order. */
static void fill_levels(const struct log_ratio *ratio, double margin, struct change *change) {
    int *changed = proven_changes(ratio);
    size_t j = 0;

    change->is_same = ratio->count == change->count;
    for (size_t i = 0; i < change->count && j < ratio->count; i++) {
        struct change_level *level = &change->levels[i];
        struct level_range range;

        if (level->level < ratio->level[j].c)
            continue;
        range = log_ratio_range(ratio, j);
        level->low = range.low;
        level->high = range.high;
        level->changed = changed[j];
        level->counts = counts(level, margin);
        change->is_same = change->is_same && proven_same(ratio, j, margin);
        j++;
    }
    free(changed);
}

/* --- the mean over all levels ----------------------------------------------------------------- */

static void find_mean(const struct log_ratio *ratio, struct change *change) {
    double sum = 0, variance = 0, squares = 0, n = (double)ratio->count;

    for (size_t j = 0; j < ratio->count; j++) {
        const struct log_ratio_level *level = &ratio->level[j];

        sum += level->h;
        variance += level->v;
        squares += level->v * level->v / level->df;
    }
    change->mean = sum / n;
    change->error = sqrt(variance) / n;
    change->df = variance * variance / squares;
}

/* Of levels with a single trial each, say; NAN: no level. */
static double mean_without_variance(const struct change *change) {
    double sum = 0;

    for (size_t j = 0; j < change->count; j++)
        sum += log(change->levels[j].ratio);
    return sum / (double)change->count;
}

/* --- both ------------------------------------------------------------------------------------- */

static void find(const struct sample *usable, size_t count, double margin,
                 struct between_sweeps between, struct change *change) {
    struct log_ratio ratio = log_ratio_make(usable, count, false, between);

    change->has_range = true;
    fill_levels(&ratio, margin, change);
    find_mean(&ratio, change);
    log_ratio_free(&ratio);
}

struct change change_find(const struct sample *samples, size_t count, double margin,
                          struct between_sweeps between) {
    struct change change = {.mean = NAN, .error = NAN, .df = NAN};
    struct sample *usable = memory_get(count + 1, sizeof *usable);
    size_t usable_count = usable_levels(samples, count, usable);

    list_levels(samples, count, &change);
    if (usable_count > 0)
        find(usable, usable_count, margin, between, &change);
    else
        change.mean = mean_without_variance(&change);
    free(usable);
    return change;
}

void change_free(struct change *change) {
    free(change->levels);
}
