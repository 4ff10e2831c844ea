#include "analysis/estimate/crossover.h"

#include "analysis/estimate/alternation.h"
#include "analysis/estimate/cusum.h"
#include "analysis/estimate/gaps.h"
#include "analysis/estimate/points.h"
#include "analysis/estimate/proven.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* --- both directions -------------------------------------------------------------------------- */

static struct claim claim_of(const struct log_ratio *ratio, int sign, double margin) {
    return (struct claim){0, ratio->count - 1, sign, log1p(margin)};
}

/* The gaps where a passes b upwards, and where b passes a. */
struct both {
    struct gaps up, down;
};

static struct both both_by(const struct log_ratio *ratio,
                           struct gaps (*find)(const struct log_ratio *, const struct claim *)) {
    struct claim up = claim_of(ratio, 1, 0), down = claim_of(ratio, -1, 0);

    return (struct both){find(ratio, &up), find(ratio, &down)};
}

static void both_free(struct both *both) {
    gaps_free(&both->up);
    gaps_free(&both->down);
}

/* "a costs less nowhere" is not contradicted. */
static bool a_could_be_above(const struct both *both) {
    size_t top = both->up.count;

    return fmin(both->up.high[0], both->down.low[top]) > gaps_alpha / 2;
}

static bool b_could_be_above(const struct both *both) {
    size_t top = both->up.count;

    return fmin(both->up.low[top], both->down.high[0]) > gaps_alpha / 2;
}

/* --- crossings -------------------------------------------------------------------------------- */

/* Between two levels that are tested, low and high, and in the gaps from first to last. */
static struct crossing crossing_in(const struct log_ratio *ratio, int sign, size_t first,
                                   size_t last) {
    struct claim claim = claim_of(ratio, sign, 0);

    return (struct crossing){gaps_best(ratio, &claim, first, last), ratio->level[first - 1].c,
                             ratio->level[last].c, sign > 0};
}

/* The order is proven to change once at least between the two turns; where it does, by inversion
 * over their levels. */
static struct crossing crossing_between(const struct log_ratio *ratio, const struct turn *below,
                                        const struct turn *above) {
    struct claim claim = {below->start, above->end, above->sign, 0};
    struct gaps gaps = gaps_of_means(ratio, &claim);
    size_t first = below->start + 1, last = above->end, inner_first, inner_last;

    if (gaps_span_inside(&gaps, &inner_first, &inner_last)) {
        first = inner_first + below->start;
        last = inner_last + below->start;
    }
    gaps_free(&gaps);
    return crossing_in(ratio, above->sign, first, last);
}

static void find_several(const struct log_ratio *ratio, struct crossover *crossover) {
    size_t count;
    struct turn *turns = alternation_find(ratio, &count);

    crossover->outcome = count > 2           ? OUTCOME_SEVERAL
                         : count == 2        ? OUTCOME_CROSSOVER
                         : count == 0        ? OUTCOME_UNRESOLVED
                         : turns[0].sign > 0 ? OUTCOME_A_MORE_IN_PART
                                             : OUTCOME_B_MORE_IN_PART;
    for (size_t i = 0; i + 1 < count && crossover->crossing_count < CROSSINGS_MOST; i++)
        crossover->crossings[crossover->crossing_count++] =
            crossing_between(ratio, &turns[i], &turns[i + 1]);
    free(turns);
}

/* --- thresholds ------------------------------------------------------------------------------- */

/* The outermost gaps of each threshold; a wider margin never lies below a narrower one. */
struct spans {
    bool any[2][THRESHOLD_COUNT];
    size_t first[2][THRESHOLD_COUNT], last[2][THRESHOLD_COUNT];
};

static struct spans spans_of(const struct log_ratio *ratio, double margin) {
    struct spans spans;

    for (int which = 0; which < 2; which++) {
        size_t low = 0, high = 0;

        for (int m = 0; m < THRESHOLD_COUNT; m++) {
            struct claim claim = claim_of(ratio, which ? -1 : 1, threshold_margin(margin, m));
            struct gaps gaps = gaps_of_means(ratio, &claim);
            size_t first, last;

            spans.any[which][m] = gaps_span(&gaps, &first, &last);
            if (spans.any[which][m]) {
                spans.first[which][m] = low = first > low ? first : low;
                spans.last[which][m] = high = last > high ? last : high;
            }
            gaps_free(&gaps);
        }
    }
    return spans;
}

/* Is a model proven to cost more by the smallest margin, at the highest level? */
static bool is_reached(const struct spans *spans, int which, size_t levels) {
    return spans->any[which][0] && spans->last[which][0] < levels;
}

/* best: the best estimate in the gaps from first to last. */
static struct threshold threshold_at(const struct log_ratio *ratio, double best, size_t first,
                                     size_t last) {
    return (struct threshold){
        .status = best == 0     ? THRESHOLD_AT_LOWEST
                  : isinf(best) ? THRESHOLD_BEYOND_HIGHEST
                                : THRESHOLD_FOUND,
        .concurrency = best > 0 && !isinf(best) ? best : NAN,
        .low = first > 0 ? ratio->level[first - 1].c : NAN,
        .high = last < ratio->count ? ratio->level[last].c : NAN,
    };
}

static const struct threshold nowhere = {THRESHOLD_NOT_MONOTONE, NAN, NAN, NAN};

static struct threshold threshold_of(const struct log_ratio *ratio, const struct spans *spans,
                                     int which, int m, double margin) {
    struct claim claim = claim_of(ratio, which ? -1 : 1, threshold_margin(margin, m));
    size_t first = spans->first[which][m], last = spans->last[which][m];

    return spans->any[which][m]
               ? threshold_at(ratio, gaps_best(ratio, &claim, first, last), first, last)
               : nowhere;
}

/* --- the same --------------------------------------------------------------------------------- */

/* The levels that can be the same within the margin: those below the one from which on either model
 * is proven to cost more by the margin. */
static size_t tie_end(const struct log_ratio *ratio, const struct spans *spans) {
    size_t end = ratio->count;

    for (int which = 0; which < 2; which++)
        if (spans->any[which][0] && spans->last[which][0] < end)
            end = spans->last[which][0];
    return end;
}

static void find_tie(const struct log_ratio *ratio, const struct spans *spans, double margin,
                     struct crossover *crossover) {
    size_t end = tie_end(ratio, spans), first = 0, tied = 0;
    double longest = -1;

    for (size_t j = 0; j < end; j++) {
        if (!proven_same(ratio, j, margin)) {
            first = j + 1;
            continue;
        }
        tied++;
        if (ratio->level[j].x - ratio->level[first].x > longest) {
            longest = ratio->level[j].x - ratio->level[first].x;
            crossover->tie_low = ratio->level[first].c;
            crossover->tie_high = ratio->level[j].c;
        }
    }
    if (tied == ratio->count && crossover->outcome == OUTCOME_UNRESOLVED)
        crossover->outcome = OUTCOME_EQUIVALENT;
}

/* --- the outcome ------------------------------------------------------------------------------ */

static void find_order(const struct log_ratio *ratio, const struct spans *spans,
                       struct crossover *crossover) {
    struct both both = both_by(ratio, gaps_of_means);
    bool a = a_could_be_above(&both) && !is_reached(spans, 1, ratio->count);
    bool b = b_could_be_above(&both) && !is_reached(spans, 0, ratio->count);
    size_t first, last, other_first, other_last;
    bool up = gaps_span_inside(&both.up, &first, &last);
    bool down = gaps_span_inside(&both.down, &other_first, &other_last);

    if (a && b) {
        crossover->outcome = OUTCOME_UNRESOLVED;
    } else if (a) {
        crossover->outcome = up || down ? OUTCOME_A_MORE_IN_PART : OUTCOME_A_MORE;
    } else if (b) {
        crossover->outcome = up || down ? OUTCOME_B_MORE_IN_PART : OUTCOME_B_MORE;
    } else if (up != down) {
        crossover->outcome = OUTCOME_CROSSOVER;
        crossover->crossings[crossover->crossing_count++] =
            up ? crossing_in(ratio, 1, first, last)
               : crossing_in(ratio, -1, other_first, other_last);
    } else {
        find_several(ratio, crossover);
    }
    both_free(&both);
}

/* By medians. */
static struct threshold typical_threshold(const struct log_ratio *ratio, int which, double margin) {
    struct claim claim = claim_of(ratio, which ? -1 : 1, margin);
    struct gaps gaps = gaps_of_signs(ratio, &claim);
    size_t first, last;
    bool any = gaps_span(&gaps, &first, &last);

    gaps_free(&gaps);
    return any ? threshold_at(ratio, gaps_best_typical(ratio, &claim, first, last), first, last)
               : nowhere;
}

static struct crossing typical_crossing(const struct log_ratio *ratio, int sign, size_t first,
                                        size_t last) {
    struct claim claim = claim_of(ratio, sign, 0);

    return (struct crossing){gaps_best_typical(ratio, &claim, first, last),
                             ratio->level[first - 1].c, ratio->level[last].c, sign > 0};
}

static void find_typical(const struct log_ratio *ratio, double margin,
                         struct crossover *crossover) {
    struct both both = both_by(ratio, gaps_of_signs);
    bool a = a_could_be_above(&both), b = b_could_be_above(&both);
    size_t first, last, other_first, other_last;
    bool up = gaps_span_inside(&both.up, &first, &last);
    bool down = gaps_span_inside(&both.down, &other_first, &other_last);

    if (a != b) {
        crossover->typical = a ? OUTCOME_A_MORE : OUTCOME_B_MORE;
    } else if (!a) {
        crossover->typical = up != down ? OUTCOME_CROSSOVER : OUTCOME_SEVERAL;
        if (up != down)
            crossover->typical_crossing = up ? typical_crossing(ratio, 1, first, last)
                                             : typical_crossing(ratio, -1, other_first, other_last);
    }
    for (int which = 0; which < 2; which++)
        crossover->typical_threshold[which] = typical_threshold(ratio, which, margin);
    both_free(&both);
}

/* --- the study's bracket ---------------------------------------------------------------------- */

/* Below it a mostly costs less, above it more. */
static void find_bracket(const struct sample *usable, size_t count, struct crossover *crossover) {
    double *height = memory_reals(count);
    size_t before;

    for (size_t j = 0; j < count; j++)
        height[j] = log(gsl_stats_mean(usable[j].a, 1, usable[j].a_count) /
                        gsl_stats_mean(usable[j].b, 1, usable[j].b_count));
    before = cusum_least(height, count, 0);
    free(height);
    if (before == 0 || before == count)
        return;
    crossover->bracket_low = llround(usable[before - 1].level);
    crossover->bracket_high = llround(usable[before].level);
}

/* --- all together ----------------------------------------------------------------------------- */

static void find_all(const struct sample *usable, size_t count, const struct pair_trials *trials,
                     double margin, struct crossover *crossover) {
    struct log_ratio ratio = log_ratio_make(usable, count, trials->paired, trials->between);
    struct spans spans = spans_of(&ratio, margin);

    find_order(&ratio, &spans, crossover);
    for (int which = 0; which < 2; which++)
        for (int m = 0; m < THRESHOLD_COUNT; m++)
            crossover->threshold[which][m] = threshold_of(&ratio, &spans, which, m, margin);
    find_tie(&ratio, &spans, margin, crossover);
    if (trials->paired)
        find_typical(&ratio, margin, crossover);
    log_ratio_free(&ratio);
}

void crossover_find(const struct pair_trials *trials, double margin, struct crossover *crossover) {
    static const struct threshold unknown = {THRESHOLD_BEYOND_HIGHEST, NAN, NAN, NAN};
    struct sample *usable = memory_get(trials->count + 1, sizeof *usable);
    size_t count = usable_levels(trials->samples, trials->count, usable);

    *crossover = (struct crossover){.outcome = OUTCOME_UNRESOLVED,
                                    .levels = count,
                                    .tie_low = NAN,
                                    .tie_high = NAN,
                                    .typical = OUTCOME_UNRESOLVED};
    for (int which = 0; which < 2; which++) {
        for (int m = 0; m < THRESHOLD_COUNT; m++)
            crossover->threshold[which][m] = unknown;
        crossover->typical_threshold[which] = unknown;
    }
    if (count > 0)
        find_all(usable, count, trials, margin, crossover);
    else if ((count = positive_levels(trials->samples, trials->count, usable)) > 0)
        points_find(usable, count, margin, crossover);
    find_bracket(trials->samples, trials->count, crossover);
    free(usable);
}

void crossover_ranges(const struct pair_trials *trials, struct level_range *ranges) {
    struct sample *usable = memory_get(trials->count + 1, sizeof *usable);
    size_t count = usable_levels(trials->samples, trials->count, usable), next = 0;
    struct log_ratio ratio = log_ratio_make(usable, count, trials->paired, trials->between);

    for (size_t j = 0; j < trials->count; j++) {
        bool is_usable = next < count && trials->samples[j].a == usable[next].a;

        ranges[j] = is_usable ? log_ratio_range(&ratio, next++) : (struct level_range){NAN, NAN};
    }
    log_ratio_free(&ratio);
    free(usable);
}

double crossover_headline(const struct crossover *crossover) {
    for (int which = 0; which < 2 && crossover->outcome != OUTCOME_CROSSOVER; which++)
        if (crossover->threshold[which][0].status == THRESHOLD_FOUND)
            return crossover->threshold[which][0].concurrency;
    return crossover->outcome == OUTCOME_CROSSOVER ? crossover->crossings[0].concurrency : NAN;
}
