#include "analysis/compare/model_change.h"

#include "analysis/dataset/samples.h"
#include "analysis/estimate/between.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

const char *const verdict_names[] = {"regression", "improvement", "mixed",
                                     "equivalent", "no_change",   "cannot_be_judged"};

/* --- each sweep as one figure ----------------------------------------------------------------- */

static const struct sample *sample_at(const struct samples *samples, double level) {
    for (size_t i = 0; i < samples->count; i++)
        if (!(samples->sample[i].level < level) && !(samples->sample[i].level > level))
            return &samples->sample[i];
    return NULL;
}

/* The mean of ln y over the levels of `compared`; NAN if one of them is missing. */
static double mean_over_levels(const struct samples *own, const struct samples *compared) {
    double sum = 0;

    for (size_t i = 0; i < compared->count; i++) {
        const struct sample *sample = sample_at(own, compared->sample[i].level);

        sum += sample ? log(gsl_stats_mean(sample->a, 1, sample->a_count)) : NAN;
    }
    return sum / (double)compared->count;
}

/* The sweeps of one history: their number, the mean of their figures, and its variance. */
struct sweeps {
    size_t count;
    double mean, variance;
};

enum { sweeps_most = 1024 };

/* Only sweeps that have every level. */
static struct sweeps sweeps_of(const struct curve *curve, const struct samples *compared,
                               enum metric metric) {
    double mean[sweeps_most];
    size_t found, kept = 0;
    int64_t *sweeps = samples_sweeps(curve, &found);

    for (size_t s = 0; s < found && kept < sweeps_most; s++) {
        struct samples own = samples_make(NULL, curve, curve, metric, sweeps[s]);

        mean[kept] = mean_over_levels(&own, compared);
        kept += !isnan(mean[kept]);
        samples_free(&own);
    }
    free(sweeps);
    if (kept < SWEEPS_LEAST)
        return (struct sweeps){kept, NAN, NAN};
    return (struct sweeps){kept, gsl_stats_mean(mean, 1, kept),
                           gsl_stats_variance(mean, 1, kept) / (double)kept};
}

/* Welch's degrees of freedom. */
static double degrees(const struct sweeps *before, const struct sweeps *after) {
    double sum = before->variance + after->variance;

    return sum * sum /
           (before->variance * before->variance / (double)(before->count - 1) +
            after->variance * after->variance / (double)(after->count - 1));
}

static bool are_enough(const struct sweeps *before, const struct sweeps *after) {
    return before->count >= SWEEPS_LEAST && after->count >= SWEEPS_LEAST;
}

/* With fewer than three sweeps on a side, or sweeps that are all alike, none. */
static struct between_sweeps between_of(const struct sweeps *before, const struct sweeps *after) {
    double variance = before->variance + after->variance;

    if (!are_enough(before, after) || !(variance > 0))
        return (struct between_sweeps){0, INFINITY};
    return (struct between_sweeps){variance, degrees(before, after)};
}

/* --- over all levels -------------------------------------------------------------------------- */

static struct overall from_estimate(double value, double error, double df, bool between) {
    double reach = error > 0 ? gsl_cdf_tdist_Pinv(0.975, df) * error : error;

    return (struct overall){exp(value), exp(value - reach), exp(value + reach), between};
}

static struct overall overall_of(const struct sweeps *before, const struct sweeps *after,
                                 const struct change *change) {
    if (are_enough(before, after))
        return from_estimate(after->mean - before->mean, sqrt(before->variance + after->variance),
                             degrees(before, after), true);
    return from_estimate(change->mean, change->error, change->df, false);
}

int overall_changed(const struct overall *overall) {
    return overall_counts(overall, 0);
}

int overall_counts(const struct overall *overall, double margin) {
    return overall->low > 1 + margin ? 1 : overall->high < 1 / (1 + margin) ? -1 : 0;
}

/* --- levels that fail ------------------------------------------------------------------------- */

static bool runs(const struct cell *cell) {
    return cell->trials > 0;
}

static bool fails(const struct cell *cell) {
    return cell->trials == 0 && cell->failed > 0;
}

static void find_failures(const struct curve *before, const struct curve *after,
                          struct model_change *change) {
    for (size_t i = 0, j = 0; i < before->count && j < after->count;) {
        const struct cell *one = &before->cells[i], *other = &after->cells[j];
        bool same = one->concurrency == other->concurrency;

        if (same && runs(one) && fails(other) && change->fails++ == 0)
            change->fails_from = other->concurrency;
        if (same && fails(one) && runs(other) && change->runs++ == 0)
            change->runs_from = other->concurrency;
        i += one->concurrency <= other->concurrency;
        j += other->concurrency <= one->concurrency;
    }
}

/* --- the verdict ------------------------------------------------------------------------------ */

bool verdict_is_worse(enum verdict verdict) {
    return verdict == VERDICT_REGRESSION || verdict == VERDICT_MIXED;
}

bool verdict_is_better(enum verdict verdict) {
    return verdict == VERDICT_IMPROVEMENT || verdict == VERDICT_MIXED;
}

static bool has_sign(const struct model_change *change, int sign) {
    for (size_t i = 0; i < change->change.count; i++)
        if (change->change.levels[i].counts == sign)
            return true;
    return overall_counts(&change->overall, change->margin) == sign;
}

static enum verdict verdict_of(const struct model_change *change) {
    bool worse = has_sign(change, 1) || change->fails > 0;
    bool better = has_sign(change, -1) || change->runs > 0;

    if (worse || better)
        return !better ? VERDICT_REGRESSION : !worse ? VERDICT_IMPROVEMENT : VERDICT_MIXED;
    if (!change->change.has_range)
        return VERDICT_CANNOT_BE_JUDGED;
    return change->change.is_same ? VERDICT_EQUIVALENT : VERDICT_NO_CHANGE;
}

static void compare(const struct curve *before, const struct curve *after, bool failures,
                    struct model_change *change) {
    struct samples samples = samples_make(NULL, after, before, change->metric, SAMPLES_EVERY_SWEEP);
    struct sweeps old = sweeps_of(before, &samples, change->metric);
    struct sweeps new = sweeps_of(after, &samples, change->metric);

    change->change =
        change_find(samples.sample, samples.count, change->margin, between_of(&old, &new));
    change->overall = overall_of(&old, &new, &change->change);
    if (failures)
        find_failures(before, after, change);
    samples_free(&samples);
}

struct model_change model_change_make(const struct curve *before, const struct curve *after,
                                      enum metric metric, double margin, bool failures) {
    struct model_change change = {
        .model = after ? after->model : before->model,
        .metric = metric,
        .margin = margin,
        .overall = {NAN, NAN, NAN, false},
        .has_before = before != NULL,
        .has_after = after != NULL,
    };

    if (before && after)
        compare(before, after, failures, &change);
    change.verdict = verdict_of(&change);
    return change;
}

void model_change_free(struct model_change *change) {
    change_free(&change->change);
}

/* --- levels worth naming ---------------------------------------------------------------------- */

static double size_of(const struct change_level *level) {
    return fabs(log(level->ratio));
}

const struct change_level *model_change_most(const struct model_change *change) {
    const struct change_level *most = NULL;

    for (size_t i = 0; i < change->change.count; i++) {
        const struct change_level *level = &change->change.levels[i];

        if (level->changed && (!most || size_of(level) > size_of(most)))
            most = level;
    }
    return most;
}

/* Its change counts in this direction, or it is the highest level and changed by the margin. */
static bool is_worth_naming(const struct model_change *change, size_t i, int sign) {
    const struct change_level *level = &change->change.levels[i];

    return level->counts == sign ||
           (i + 1 == change->change.count && sign * log(level->ratio) >= log1p(change->margin));
}

static void add(struct named_levels *named, const struct change_level *level) {
    if (named->count == 0 || named->level[named->count - 1] != level)
        named->level[named->count++] = level;
}

struct named_levels model_change_named(const struct model_change *change, int sign) {
    struct named_levels all = {.count = 0}, few = {.count = 0};
    const struct change_level *most = NULL, *lowest = NULL, *highest = NULL;
    size_t found = 0;

    for (size_t i = 0; i < change->change.count; i++) {
        const struct change_level *level = &change->change.levels[i];

        if (!is_worth_naming(change, i, sign))
            continue;
        if (found++ < NAMED_MOST)
            add(&all, level);
        lowest = lowest ? lowest : level;
        most = most && size_of(most) >= size_of(level) ? most : level;
        highest = level;
    }
    if (found <= NAMED_MOST)
        return all;
    add(&few, lowest);
    add(&few, most);
    add(&few, highest);
    few.others = found - few.count;
    return few;
}
