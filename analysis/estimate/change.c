#include "analysis/estimate/change.h"

#include "analysis/estimate/proven.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

const char *const verdict_names[] = {"REGRESSION", "IMPROVEMENT", "MIXED", "EQUIVALENT",
                                     "NO CHANGE FOUND"};

static const double tolerance = 0.02, equivalence = 0.05;

static struct change_range range_of(const struct log_ratio *ratio, const struct stretch *stretch) {
    struct change_range range = {ratio->level[stretch->from].c, ratio->level[stretch->to].c,
                                 INFINITY, -INFINITY};

    for (size_t j = stretch->from; j <= stretch->to; j++) {
        range.least = fmin(range.least, expm1(ratio->level[j].h));
        range.most = fmax(range.most, expm1(ratio->level[j].h));
    }
    return range;
}

static bool is_equivalent(const struct log_ratio *ratio) {
    for (size_t j = 0; j < ratio->count; j++)
        if (!proven_same(ratio, j, equivalence))
            return false;
    return true;
}

static enum verdict verdict_of(const struct log_ratio *ratio, const struct stretch *stretches,
                               size_t count) {
    size_t worse = 0;

    for (size_t i = 0; i < count; i++)
        worse += stretches[i].sign > 0;
    if (count == 0)
        return is_equivalent(ratio) ? VERDICT_EQUIVALENT : VERDICT_NO_CHANGE;
    if (worse == count)
        return VERDICT_REGRESSION;
    return worse == 0 ? VERDICT_IMPROVEMENT : VERDICT_MIXED;
}

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

static void find(const struct sample *samples, size_t count, struct change *change) {
    struct log_ratio ratio =
        log_ratio_make(samples, count, false, 0, (struct between_sweeps){0, INFINITY});
    struct stretch *stretches;

    stretches = proven_stretches(&ratio, tolerance, &count);
    change->verdict = verdict_of(&ratio, stretches, count);
    for (size_t i = 0; i < count && change->range_count < CHANGES_MOST; i++)
        change->ranges[change->range_count++] = range_of(&ratio, &stretches[i]);
    find_mean(&ratio, change);
    free(stretches);
    log_ratio_free(&ratio);
}

/* Of levels with a single trial each, say; NAN: no level. */
static double mean_without_variance(const struct sample *samples, size_t count) {
    double sum = 0, n = 0;

    for (size_t j = 0; j < count; j++) {
        double a = gsl_stats_mean(samples[j].a, 1, samples[j].a_count);
        double b = gsl_stats_mean(samples[j].b, 1, samples[j].b_count);

        if (a > 0 && b > 0) {
            sum += log(a / b);
            n++;
        }
    }
    return sum / n;
}

void change_find(const struct sample *samples, size_t count, struct change *change) {
    struct sample *usable = memory_get(count + 1, sizeof *usable);
    size_t usable_count;

    *change = (struct change){.verdict = VERDICT_NO_CHANGE, .mean = NAN, .error = NAN, .df = NAN};
    usable_count = usable_levels(samples, count, usable);
    if (usable_count > 0)
        find(usable, usable_count, change);
    else
        change->mean = mean_without_variance(samples, count);
    free(usable);
}
