#include "analysis/estimate/gaps.h"

#include "analysis/estimate/cusum.h"
#include "base/memory.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

const double gaps_alpha = .025;

/* --- which gaps are kept ---------------------------------------------------------------------- */

/* 1 / the share of the error rate: .8 for the level next to the gap, .2 / (i (i + 1)) for the i-th
 * beyond it. */
static double penalty(size_t distance) {
    double i = (double)distance;

    return distance > 0 ? 5 * i * (i + 1) : 1.25;
}

static struct gaps gaps_new(size_t levels) {
    struct gaps gaps = {.kept = memory_get(levels + 1, sizeof *gaps.kept),
                        .low = memory_reals(2 * (levels + 1)),
                        .count = levels};

    gaps.high = gaps.low + levels + 1;
    return gaps;
}

/* above, below: the p-values of each level against "below", and against "above". */
static struct gaps gaps_kept(const double *above, const double *below, size_t levels) {
    struct gaps gaps = gaps_new(levels);

    for (size_t k = 0; k <= levels; k++) {
        gaps.low[k] = gaps.high[k] = 1;
        for (size_t j = 0; j < k; j++)
            gaps.low[k] = fmin(gaps.low[k], penalty(k - 1 - j) * above[j]);
        for (size_t j = k; j < levels; j++)
            gaps.high[k] = fmin(gaps.high[k], penalty(j - k) * below[j]);
        gaps.kept[k] = gaps.low[k] > gaps_alpha && gaps.high[k] > gaps_alpha;
    }
    return gaps;
}

struct gaps gaps_of_means(const struct log_ratio *ratio, const struct claim *claim) {
    size_t levels = claim->to - claim->from + 1;
    double *above = memory_reals(2 * levels), *below = above + levels;
    struct gaps gaps;

    log_ratio_above(ratio, claim, above);
    log_ratio_below(ratio, claim, below);
    gaps = gaps_kept(above, below, levels);
    free(above);
    return gaps;
}

/* --- by signs --------------------------------------------------------------------------------- */

/* Factors of concurrency; each window has a third of the error rate. */
enum { sign_windows = 3 };
static const double sign_factors[sign_windows] = {1, 2.5, 7};

/* The levels of one round are not independent: both counts shrink accordingly. */
static const double round_correlation = .05;

/* How many pairs of one level are above, and below, the threshold. */
struct signs {
    double above, below;
};

static struct signs signs_at(const struct log_ratio *ratio, const struct claim *claim, size_t j) {
    const struct sample *sample = &ratio->samples[j];
    double factor = exp(claim->threshold);
    struct signs signs = {0, 0};

    for (size_t k = 0; k < sample->a_count; k++) {
        double difference = claim->sign > 0 ? sample->a[k] - factor * sample->b[k]
                                            : sample->b[k] - factor * sample->a[k];

        signs.above += difference > 0;
        signs.below += difference < 0;
    }
    return signs;
}

/* The probability that at least `above` pairs are above if each is with probability 1/2. */
static double sign_test(double above, double below, size_t levels) {
    double shrink = 1 + round_correlation * ((double)levels - 1);

    return above > 0 ? gsl_sf_beta_inc(above / shrink, below / shrink + 1, .5) : 1;
}

/* The other end of a window that ends (step -1) or begins (step 1) at level j. */
static size_t window_edge(const struct log_ratio *ratio, const struct claim *claim, size_t j,
                          int step, double factor) {
    size_t edge = j, end = step < 0 ? claim->from : claim->to;

    while (edge != end &&
           fabs(ratio->level[edge + (size_t)step].x - ratio->level[j].x) <= log(factor) + 1e-9)
        edge += (size_t)step;
    return edge;
}

/* The smallest p over the windows at level j, each divided by its share. */
static double window_signs(const struct log_ratio *ratio, const struct claim *claim,
                           const struct signs *signs, size_t j, int step) {
    size_t edges[sign_windows], distinct = 0;
    double p = 1;

    for (int w = 0; w < sign_windows; w++) {
        edges[w] = window_edge(ratio, claim, j, step, sign_factors[w]);
        distinct += w == 0 || edges[w] != edges[w - 1];
    }
    for (int w = 0; w < sign_windows; w++) {
        size_t first = step < 0 ? edges[w] : j, last = step < 0 ? j : edges[w];
        struct signs sum = {0, 0};

        if (w > 0 && edges[w] == edges[w - 1])
            continue;
        for (size_t i = first; i <= last; i++) {
            sum.above += signs[i - claim->from].above;
            sum.below += signs[i - claim->from].below;
        }
        p = fmin(p, (step < 0 ? sign_test(sum.above, sum.below, last - first + 1)
                              : sign_test(sum.below, sum.above, last - first + 1)) *
                        (double)distinct);
    }
    return p;
}

struct gaps gaps_of_signs(const struct log_ratio *ratio, const struct claim *claim) {
    size_t levels = claim->to - claim->from + 1;
    struct signs *signs = memory_get(levels, sizeof *signs);
    double *above = memory_reals(2 * levels), *below = above + levels;
    struct gaps gaps;

    for (size_t j = 0; j < levels; j++)
        signs[j] = signs_at(ratio, claim, claim->from + j);
    for (size_t j = 0; j < levels; j++) {
        above[j] = window_signs(ratio, claim, signs, claim->from + j, -1);
        below[j] = window_signs(ratio, claim, signs, claim->from + j, 1);
    }
    gaps = gaps_kept(above, below, levels);
    free(above);
    free(signs);
    return gaps;
}

/* --- what they say ---------------------------------------------------------------------------- */

static bool span(const struct gaps *gaps, size_t from, size_t to, size_t *first, size_t *last) {
    bool any = false;

    for (size_t k = from; k <= to && k <= gaps->count; k++)
        if (gaps->kept[k]) {
            *first = any ? *first : k;
            *last = k;
            any = true;
        }
    return any;
}

bool gaps_span(const struct gaps *gaps, size_t *first, size_t *last) {
    return span(gaps, 0, gaps->count, first, last);
}

bool gaps_span_inside(const struct gaps *gaps, size_t *first, size_t *last) {
    return gaps->count > 1 && span(gaps, 1, gaps->count - 1, first, last);
}

/* The median of ln(a / b) over the pairs of a level. */
static double median_ratio(const struct sample *sample) {
    double *pair = memory_reals(sample->a_count), median;

    for (size_t k = 0; k < sample->a_count; k++)
        pair[k] = log(sample->a[k] / sample->b[k]);
    median = gsl_stats_median(pair, 1, sample->a_count);
    free(pair);
    return median;
}

static double best_of(const struct log_ratio *ratio, const struct claim *claim, bool typical,
                      size_t first, size_t last) {
    double *level = memory_reals(3 * ratio->count), *trials = level + ratio->count,
           *height = trials + ratio->count, best;

    for (size_t j = 0; j < ratio->count; j++) {
        double h = typical ? median_ratio(&ratio->samples[j]) : ratio->level[j].h;

        level[j] = ratio->level[j].c;
        trials[j] = ratio->level[j].trials;
        height[j] = claim->sign * h - claim->threshold;
    }
    best = cusum_place(level, height, trials, ratio->count, first, last);
    free(level);
    return best;
}

double gaps_best(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                 size_t last) {
    return best_of(ratio, claim, false, first, last);
}

double gaps_best_typical(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                         size_t last) {
    return best_of(ratio, claim, true, first, last);
}

void gaps_free(struct gaps *gaps) {
    free(gaps->kept);
    free(gaps->low);
}
