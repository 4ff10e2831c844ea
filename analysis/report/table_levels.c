#include "analysis/report/table_levels.h"

#include <math.h>
#include <string.h>

/* Did a model fail in every trial, though not from there on? That has no row of its own. */
static bool fails_at(const struct pair_answer *pair, const struct level *level) {
    const struct comparison *comparison = &pair->comparisons[pair->metric];
    bool fails[] = {level->trials_a == 0 && level->failed_a > 0,
                    level->trials_b == 0 && level->failed_b > 0};

    for (int which = 0; which < 2; which++)
        if (fails[which] &&
            !(comparison->cannot[which] > 0 && level->concurrency >= comparison->cannot[which]))
            return true;
    return false;
}

static bool has_row(const struct pair_answer *pair, int64_t concurrency) {
    const struct level *level = level_at(&pair->comparisons[pair->metric], concurrency);

    return level && (level_is_known(level) || fails_at(pair, level));
}

/* Adds a level unless it is there already, is in none of the comparisons, or there is no room. */
static void add_level(const struct pair_answer *pairs, size_t count, double concurrency,
                      size_t most, struct table_levels *levels) {
    int64_t level = isnan(concurrency) ? 0 : llround(concurrency);
    bool known = false;
    size_t at = 0;

    for (size_t i = 0; i < count; i++)
        known |= has_row(&pairs[i], level);
    while (at < levels->count && levels->level[at] < level)
        at++;
    if (!known || levels->count == most || (at < levels->count && levels->level[at] == level))
        return;
    memmove(&levels->level[at + 1], &levels->level[at],
            (levels->count - at) * sizeof *levels->level);
    levels->level[at] = level;
    levels->count++;
}

/* The known levels next to a concurrency, or the outermost ones. */
static double neighbour(const struct comparison *comparison, double concurrency, bool above) {
    double found = NAN;

    for (size_t i = 0; i < comparison->count; i++) {
        double level = (double)comparison->levels[i].concurrency;

        if (!level_is_known(&comparison->levels[i]))
            continue;
        if (above && level >= concurrency && isnan(found))
            found = level;
        if (!above && level <= concurrency)
            found = level;
    }
    return found;
}

static void add_named(const struct pair_answer *pairs, size_t count, enum metric metric,
                      size_t most, struct table_levels *levels) {
    for (size_t i = 0; i < count; i++) {
        const struct answer *answer = &pairs[i].answers[metric];

        if (!pairs[i].has[metric])
            continue;
        for (size_t k = answer->size_count; k-- > 0;)
            add_level(pairs, count, answer->sizes[k].concurrency, most, levels);
        if (metric == pairs->metric && answer->is != ANSWER_IS_NONE) {
            add_level(pairs, count, neighbour(answer->comparison, answer->place.estimate, false),
                      most, levels);
            add_level(pairs, count, neighbour(answer->comparison, answer->place.estimate, true),
                      most, levels);
        }
        add_level(pairs, count, answer->below.concurrency, most, levels);
        if (metric == pairs->metric && count == 1)
            add_level(pairs, count, answer->same_high, most, levels);
        add_level(pairs, count, (double)answer->failure[0].most, most, levels);
        add_level(pairs, count, (double)answer->failure[1].most, most, levels);
    }
}

/* The lowest and the highest level at which a model failed, though it ran at a higher one. */
static void add_failed(const struct pair_answer *pairs, size_t count, size_t most,
                       struct table_levels *levels) {
    for (size_t i = 0; i < count; i++) {
        const struct comparison *comparison = &pairs[i].comparisons[pairs->metric];
        double lowest = NAN, highest = NAN;

        for (size_t k = 0; k < comparison->count; k++)
            if (fails_at(&pairs[i], &comparison->levels[k])) {
                highest = (double)comparison->levels[k].concurrency;
                lowest = isnan(lowest) ? highest : lowest;
            }
        add_level(pairs, count, lowest, most, levels);
        add_level(pairs, count, highest, most, levels);
    }
}

/* The level closest to the middle of the widest gap (in ln c) that has one inside; NAN: none. */
static double middle_of_widest_gap(const struct pair_answer *pairs, size_t count,
                                   const struct table_levels *levels) {
    double widest = 0, middle = NAN;

    for (size_t g = 0; g + 1 < levels->count; g++) {
        double from = log((double)levels->level[g]), to = log((double)levels->level[g + 1]);
        double nearest = NAN;

        for (size_t i = 0; i < count && to - from > widest; i++)
            for (size_t k = 0; k < pairs[i].comparisons[pairs->metric].count; k++) {
                const struct level *level = &pairs[i].comparisons[pairs->metric].levels[k];
                double x = log((double)level->concurrency), at = (from + to) / 2;

                if (level_is_known(level) && level->concurrency > levels->level[g] &&
                    level->concurrency < levels->level[g + 1] &&
                    !(fabs(x - at) >= fabs(log(nearest) - at)))
                    nearest = (double)level->concurrency;
            }
        if (!isnan(nearest)) {
            widest = to - from;
            middle = nearest;
        }
    }
    return middle;
}

struct table_levels table_levels_choose(const struct pair_answer *pairs, size_t count,
                                        size_t most) {
    struct table_levels levels = {.count = 0};
    double middle;

    for (size_t i = 0; i < count; i++) {
        const struct comparison *comparison = &pairs[i].comparisons[pairs->metric];

        add_level(pairs, count, neighbour(comparison, 0, true), most, &levels);
        add_level(pairs, count, neighbour(comparison, INFINITY, false), most, &levels);
    }
    add_named(pairs, count, pairs->metric, most, &levels);
    if (pair_answer_has_cpu(pairs))
        add_named(pairs, count, METRIC_CPU, most, &levels);
    add_failed(pairs, count, most, &levels);
    while (levels.count < most && !isnan(middle = middle_of_widest_gap(pairs, count, &levels)))
        add_level(pairs, count, middle, most, &levels);
    return levels;
}
