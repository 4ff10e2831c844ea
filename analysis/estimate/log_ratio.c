#include "analysis/estimate/log_ratio.h"

#include "analysis/estimate/moderation.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* Factors of concurrency, and the share of the error rate that each has. */
static const double window_factors[LOG_RATIO_WINDOWS] = {1, 1.4, 2.5, 7};
static const double window_shares[LOG_RATIO_WINDOWS] = {.4, .2, .2, .2};

/* The levels of one round are taken to be correlated that much. */
static const double round_correlation = .05;

/* Pairs are not taken to be correlated by more than 1 minus this. */
static const double least_pair_variance = .1;

/* The levels below and above a level whose slow modes it answers for, and how near one always
 * counts. */
enum { reach_below = 3, reach_above = 1 };
static const double reach_factor = 1.25;

/* --- cells ------------------------------------------------------------------------------------ */

/* The trials of one model over the levels. */
struct cells {
    double *mean, *n;
    double *variance; /* of one trial, relative to the mean; 0: a single trial */
};

static double relative_variance(const double *value, size_t count, double mean) {
    return count > 1 ? gsl_stats_variance_m(value, 1, count, mean) / (mean * mean) : 0;
}

static struct cells cells_of(const struct sample *samples, size_t count, bool of_b) {
    double *room = memory_reals(3 * count);
    struct cells cells = {room, room + count, room + 2 * count};

    for (size_t j = 0; j < count; j++) {
        const double *value = of_b ? samples[j].b : samples[j].a;
        size_t n = of_b ? samples[j].b_count : samples[j].a_count;

        cells.mean[j] = gsl_stats_mean(value, 1, n);
        cells.n[j] = (double)n;
        cells.variance[j] = relative_variance(value, n, cells.mean[j]);
    }
    return cells;
}

/* --- variances -------------------------------------------------------------------------------- */

/* The variance of the difference within pairs, of one trial. */
static double pair_variance(const struct sample *sample, double mean_a, double mean_b,
                            double variances) {
    double sum = 0;

    if (sample->a_count < 2)
        return 0;
    for (size_t k = 0; k < sample->a_count; k++) {
        double difference = sample->a[k] / mean_a - sample->b[k] / mean_b;

        sum += difference * difference;
    }
    return fmax(sum / (double)(sample->a_count - 1), least_pair_variance * variances);
}

/* Never below what the level's own trials show. Adds to v; df becomes the smaller one. */
static void add_moderated(const struct log_ratio *ratio, const double *own, const double *n) {
    double *room = memory_reals(3 * ratio->count), *x = room, *variance = room + ratio->count;
    double *df = room + 2 * ratio->count;

    for (size_t j = 0; j < ratio->count; j++) {
        x[j] = ratio->level[j].x;
        variance[j] = own[j];
        df[j] = n[j] - 1;
    }
    moderation_apply(x, variance, df, ratio->count);
    for (size_t j = 0; j < ratio->count; j++) {
        ratio->level[j].v += fmax(variance[j], own[j]) / n[j];
        ratio->level[j].df = fmin(ratio->level[j].df, df[j]);
    }
    free(room);
}

static void set_paired(const struct log_ratio *ratio, const struct cells *a,
                       const struct cells *b) {
    double *own = memory_reals(ratio->count);

    for (size_t j = 0; j < ratio->count; j++)
        own[j] = pair_variance(&ratio->samples[j], a->mean[j], b->mean[j],
                               a->variance[j] + b->variance[j]);
    add_moderated(ratio, own, a->n);
    free(own);
}

/* The pooled variance of a model around level j: a slow mode that its own trials missed shows
 * there. */
static double around(const struct log_ratio *ratio, const struct cells *cells, size_t j,
                     size_t above) {
    size_t from = j > reach_below ? j - reach_below : 0;
    size_t to = j + above < ratio->count ? j + above : ratio->count - 1;
    double sum = 0, df = 0;

    while (from > 0 && ratio->level[j].x - ratio->level[from - 1].x <= log(reach_factor))
        from--;
    while (above > 0 && to + 1 < ratio->count &&
           ratio->level[to + 1].x - ratio->level[j].x <= log(reach_factor))
        to++;
    for (size_t i = from; i <= to; i++) {
        sum += (cells->n[i] - 1) * cells->variance[i];
        df += cells->n[i] - 1;
    }
    return sum / fmax(df, 1) / cells->n[j];
}

/* The model that is claimed to be the lower one answers for the level above as well: a slow mode
 * can only raise a mean. */
static void set_neighbours(const struct log_ratio *ratio, const struct cells *a,
                           const struct cells *b) {
    for (size_t j = 0; j < ratio->count; j++) {
        struct log_ratio_level *level = &ratio->level[j];

        level->above =
            fmax(level->v, fmax(around(ratio, a, j, 0), around(ratio, b, j, reach_above)));
        level->below =
            fmax(level->v, fmax(around(ratio, b, j, 0), around(ratio, a, j, reach_above)));
    }
}

/* --- windows ---------------------------------------------------------------------------------- */

/* Windows that hold the same levels count once; shares are made to sum to 1. */
static void set_shares(struct windows *windows) {
    double sum = 0;

    for (int w = 0; w < LOG_RATIO_WINDOWS; w++) {
        windows->share[w] =
            w == 0 || windows->edge[w] != windows->edge[w - 1] ? window_shares[w] : 0;
        sum += windows->share[w];
    }
    for (int w = 0; w < LOG_RATIO_WINDOWS; w++)
        windows->share[w] /= sum;
}

static void set_windows(const struct log_ratio *ratio, size_t j) {
    struct log_ratio_level *level = &ratio->level[j];

    for (int w = 0; w < LOG_RATIO_WINDOWS; w++) {
        double reach = log(window_factors[w]) + 1e-9;
        size_t first = j, last = j;

        while (first > 0 && ratio->level[first - 1].x >= level->x - reach)
            first--;
        while (last + 1 < ratio->count && ratio->level[last + 1].x <= level->x + reach)
            last++;
        level->ending.edge[w] = first;
        level->beginning.edge[w] = last;
    }
    set_shares(&level->ending);
    set_shares(&level->beginning);
}

/* --- all together ----------------------------------------------------------------------------- */

struct log_ratio log_ratio_make(const struct sample *samples, size_t count, bool paired,
                                struct between_sweeps between) {
    struct log_ratio ratio = {.level = memory_get(count + 1, sizeof *ratio.level),
                              .samples = samples,
                              .count = count,
                              .paired = paired,
                              .between = between};
    struct cells a = cells_of(samples, count, false), b = cells_of(samples, count, true);

    for (size_t j = 0; j < count; j++)
        ratio.level[j] = (struct log_ratio_level){
            .c = samples[j].level,
            .x = log(samples[j].level),
            .h = log(a.mean[j] / b.mean[j]) + (a.variance[j] / a.n[j] - b.variance[j] / b.n[j]) / 2,
            .df = INFINITY,
            .trials = 2 / (1 / a.n[j] + 1 / b.n[j]),
        };
    if (paired) {
        set_paired(&ratio, &a, &b);
    } else {
        add_moderated(&ratio, a.variance, a.n);
        add_moderated(&ratio, b.variance, b.n);
    }
    for (size_t j = 0; j < count; j++)
        ratio.level[j].v += samples[j].resolution * samples[j].resolution / 12 *
                            (1 / (a.mean[j] * a.mean[j]) + 1 / (b.mean[j] * b.mean[j]));
    set_neighbours(&ratio, &a, &b);
    for (size_t j = 0; j < count; j++)
        set_windows(&ratio, j);
    free(a.mean);
    free(b.mean);
    return ratio;
}

struct level_range log_ratio_range(const struct log_ratio *ratio, size_t j) {
    const struct log_ratio_level *level = &ratio->level[j];
    double reach = gsl_cdf_tdist_Pinv(.975, level->df) * sqrt(level->v + ratio->between.variance);

    return (struct level_range){exp(level->h - reach), exp(level->h + reach)};
}

void log_ratio_free(struct log_ratio *ratio) {
    free(ratio->level);
}

/* --- tests ------------------------------------------------------------------------------------ */

/* The p-value against "the mean of sign * h - threshold over these levels is 0 or less"; flip: or
 * more. Sums are made anew for each window: variances differ by up to 10^16, so differences of
 * running sums would lose them. */
static double mean_test(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                        size_t last, bool flip) {
    double sum = 0, variances = 0, deviations = 0, squares = 0, count = (double)(last - first + 1);
    double within, between, df;

    for (size_t j = first; j <= last; j++) {
        const struct log_ratio_level *level = &ratio->level[j];
        double v = (claim->sign > 0) != flip ? level->above : level->below;

        sum += claim->sign * level->h - claim->threshold;
        variances += v;
        deviations += sqrt(v);
        squares += v * v / level->df;
    }
    within = variances + round_correlation * fmax(deviations * deviations - variances, 0);
    between = ratio->between.variance * count * count;
    df = fmin(variances * variances / squares,
              (within + between) * (within + between) /
                  (squares * (within / variances) * (within / variances) +
                   between * between / ratio->between.df));
    return gsl_cdf_tdist_P((flip ? sum : -sum) / sqrt(within + between), df);
}

double log_ratio_mean_above(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                            size_t last) {
    return mean_test(ratio, claim, first, last, false);
}

static size_t within(size_t j, const struct claim *claim) {
    return j < claim->from ? claim->from : j > claim->to ? claim->to : j;
}

void log_ratio_above(const struct log_ratio *ratio, const struct claim *claim, double *p) {
    for (size_t j = claim->from; j <= claim->to; j++) {
        const struct windows *windows = &ratio->level[j].ending;

        p[j - claim->from] = 1;
        for (int w = 0; w < LOG_RATIO_WINDOWS; w++)
            if (windows->share[w] > 0)
                p[j - claim->from] =
                    fmin(p[j - claim->from],
                         mean_test(ratio, claim, within(windows->edge[w], claim), j, false) /
                             windows->share[w]);
    }
}

void log_ratio_below(const struct log_ratio *ratio, const struct claim *claim, double *p) {
    for (size_t j = claim->from; j <= claim->to; j++) {
        const struct windows *windows = &ratio->level[j].beginning;

        p[j - claim->from] = 1;
        for (int w = 0; w < LOG_RATIO_WINDOWS; w++)
            if (windows->share[w] > 0)
                p[j - claim->from] =
                    fmin(p[j - claim->from],
                         mean_test(ratio, claim, j, within(windows->edge[w], claim), true) /
                             windows->share[w]);
    }
}
