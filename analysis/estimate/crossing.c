#include "analysis/estimate/crossing.h"

#include "analysis/estimate/cusum.h"
#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const method_names[] = {"smooth", "narrow", "raw", "cells", NULL};

const double band_wide = 2, band_narrow = 1.4;

/* --- runs ------------------------------------------------------------------------------------- */

static int proven_sign(const struct band *band, size_t g) {
    const struct estimate *at = &band->at[g];
    double reach = band->simultaneous[g] * at->se;

    if (band->agreed && !band->agreed[g])
        return 0;
    return (at->value > reach) - (at->value < -reach);
}

/* Lists runs of one sign, ignoring undecided points. */
static size_t list_runs(const struct band *band, struct run *runs) {
    size_t count = 0;

    for (size_t g = 0; g < band->count; g++) {
        int sign = proven_sign(band, g);

        if (sign == 0)
            continue;
        if (count == 0 || runs[count - 1].sign != sign)
            runs[count++] = (struct run){sign, g, g};
        runs[count - 1].to = g;
    }
    return count;
}

/* A local quadratic has negative weights, so just below a knee it dips below 0. Therefore the plain
 * mean of the run's own levels must have the same sign; if the run has fewer than two levels, the
 * nearest level on either side is included. */
static bool is_confirmed(const struct ratio *ratio, const struct band *band,
                         const struct run *run) {
    size_t first = 0, end = 0;
    struct estimate mean;

    for (size_t j = 0; j < ratio->count; j++) {
        first += band->level[j] < run->from;
        end += band->level[j] <= run->to;
    }
    if (end - first < 2) {
        first -= first > 0;
        end += end < ratio->count;
    }
    mean = band_mean(ratio, first, end);
    return run->sign * mean.value > band_chance(&mean) * mean.se;
}

struct run *runs_find(const struct ratio *ratio, const struct band *wide, size_t *count) {
    struct run *runs = memory_get(wide->count + 1, sizeof *runs);
    size_t found, kept = 0;

    found = ratio->has_variance ? list_runs(wide, runs) : 0;
    for (size_t i = 0; i < found; i++) {
        if (!is_confirmed(ratio, wide, &runs[i]))
            continue;
        if (kept > 0 && runs[kept - 1].sign == runs[i].sign)
            runs[kept - 1].to = runs[i].to;
        else
            runs[kept++] = runs[i];
    }
    *count = kept;
    return runs;
}

/* --- one band in one gap ---------------------------------------------------------------------- */

/* A stretch of the grid over which the curve, with its sign turned so that it rises, passes 0. The
 * error is the one between sweeps if there are enough sweeps. */
struct gap {
    const struct band *band;
    const struct estimate *at;
    size_t from, to;
    int sign;
};

static struct gap gap_of(const struct band *band, const struct run *below,
                         const struct run *above) {
    return (struct gap){
        .band = band,
        .at = band->between ? band->between : band->at,
        .from = below->to,
        .to = above->from,
        .sign = above->sign,
    };
}

static double height(const struct gap *gap, size_t g) {
    return gap->sign * gap->at[g].value;
}

/* In standard errors. */
static double steepness(const struct gap *gap, size_t g) {
    return height(gap, g) / gap->at[g].se;
}

/* Where the line between two grid points is 0. */
static double zero_between(const struct gap *gap, size_t g, double left, double right) {
    const double *x = gap->band->x;

    return right > left ? x[g] + (x[g + 1] - x[g]) * -left / (right - left) : x[g];
}

/* How much of the curve would be on the wrong side if its zero were just above grid point g. */
static double wrong_side(const struct gap *gap, size_t g) {
    double sum = 0;

    for (size_t i = gap->from; i <= gap->to; i++)
        sum += i <= g ? fmax(height(gap, i), 0) : fmax(-height(gap, i), 0);
    return sum;
}

static double find_zero(const struct gap *gap) {
    double zero = NAN, least = INFINITY;

    for (size_t g = gap->from; g < gap->to; g++)
        if (height(gap, g) < 0 && height(gap, g + 1) >= 0) {
            double wrong = wrong_side(gap, g);

            if (wrong < least) {
                least = wrong;
                zero = zero_between(gap, g, height(gap, g), height(gap, g + 1));
            }
        }
    return zero;
}

/* Every c at which a test of "no difference" is not rejected lies between the zeros of these two.
 * Each compares the height in standard errors with what chance allows. */

static double above_lower(const struct gap *gap, size_t g) {
    return steepness(gap, g) + band_chance(&gap->at[g]);
}

static double above_upper(const struct gap *gap, size_t g) {
    return steepness(gap, g) - band_chance(&gap->at[g]);
}

static double find_low(const struct gap *gap) {
    size_t g = gap->from;

    while (g < gap->to && above_lower(gap, g) < 0)
        g++;
    return g == gap->from ? gap->band->x[g]
                          : zero_between(gap, g - 1, above_lower(gap, g - 1), above_lower(gap, g));
}

static double find_high(const struct gap *gap) {
    size_t g = gap->to;

    while (g > gap->from && above_upper(gap, g) > 0)
        g--;
    return g == gap->to ? gap->band->x[g]
                        : zero_between(gap, g, above_upper(gap, g), above_upper(gap, g + 1));
}

static struct located locate_by(const struct gap *gap, enum method method) {
    return (struct located){find_zero(gap), find_low(gap), find_high(gap), method};
}

/* Widens the gap until both ends are surely on their side. */
static void widen(struct gap *gap) {
    while (gap->from > 0 && above_lower(gap, gap->from) > 0)
        gap->from--;
    while (gap->to + 1 < gap->band->count && above_upper(gap, gap->to) < 0)
        gap->to++;
}

/* --- lack of fit ------------------------------------------------------------------------------ */

/* The first of the `most` levels nearest to x; these are contiguous, since levels ascend. */
static size_t nearest_levels(const struct ratio *ratio, double x, size_t most) {
    size_t first = 0;

    while (first + most < ratio->count &&
           fabs(ratio->point[first + most].x - x) < fabs(ratio->point[first].x - x))
        first++;
    return first;
}

static double nu_near(const struct band *band, double x) {
    size_t g = 0;

    while (g + 1 < band->count && fabs(band->x[g + 1] - x) <= fabs(band->x[g] - x))
        g++;
    return band->at[g].nu;
}

/* Do the levels around x deviate from the curve by more than their own variance explains? */
static bool is_misfit(const struct ratio *ratio, const struct band *band, double window, double x) {
    enum { looked_at = 8 };
    size_t count = ratio->count < looked_at ? ratio->count : looked_at;
    size_t first = nearest_levels(ratio, x, count);
    double *row = memory_get(ratio->count + 1, sizeof *row), strayed = 0, expected = 0;

    for (size_t j = first; j < first + count; j++) {
        double residual = ratio->point[j].r - band->at[band->level[j]].value, factor = 1;

        band_row(ratio, ratio->point[j].x, window, row);
        factor -= 2 * row[j];
        for (size_t i = 0; i < ratio->count; i++)
            factor += row[i] * row[i];
        strayed += residual * residual;
        expected += band_pooled_variance(ratio, j) * factor;
    }
    free(row);
    if (!(expected > 0))
        return strayed > 0;
    /* not by the quantile, whose numerical search fails for some numbers of trials */
    return gsl_cdf_fdist_P(strayed / expected, (double)count - 1, fmax(nu_near(band, x), 2)) > 0.95;
}

/* --- raw cells, for jumps --------------------------------------------------------------------- */

/* Levels first … last, with the sign turned so that the curve rises. */
struct stretch {
    const struct ratio *ratio;
    size_t first, last;
    int sign;
};

static struct stretch stretch_of(const struct ratio *ratio, const struct gap *gap) {
    struct stretch stretch = {ratio, 0, ratio->count - 1, gap->sign};

    while (stretch.first + 1 < ratio->count && gap->band->level[stretch.first] < gap->from)
        stretch.first++;
    while (stretch.last > 0 && gap->band->level[stretch.last] > gap->to)
        stretch.last--;
    stretch.first = stretch.first > 2 ? stretch.first - 2 : 0;
    stretch.last = stretch.last + 2 < ratio->count ? stretch.last + 2 : ratio->count - 1;
    return stretch;
}

static double raw_height(const struct stretch *stretch, size_t j) {
    return stretch->sign * stretch->ratio->point[j].r;
}

/* The level after which the running sum is least; the highest level does not count. */
static size_t raw_place(const struct stretch *stretch) {
    size_t count = stretch->last - stretch->first, at;
    double *height = memory_reals(count);

    for (size_t j = 0; j < count; j++)
        height[j] = stretch->ratio->point[stretch->first + j].trials *
                    raw_height(stretch, stretch->first + j);
    at = count > 0 ? cusum_least(height, count, 1) - 1 : 0;
    free(height);
    return stretch->first + at;
}

static double raw_reach(const struct stretch *stretch) {
    double sum = 0, spread = 0, count = 0, nu;

    for (size_t j = stretch->first; j <= stretch->last; j++) {
        const struct ratio_point *point = &stretch->ratio->point[j];

        if (isnan(point->v))
            continue;
        sum += point->v;
        count++;
        for (int k = 0; k < 2; k++)
            spread += point->part[k].v * point->part[k].v / point->part[k].dof2;
    }
    nu = fmax(sum * sum / spread - 2, 2);
    return gsl_cdf_tdist_Pinv(0.975, nu) * sqrt(sum / count);
}

static struct located locate_raw(const struct ratio *ratio, const struct gap *gap) {
    struct stretch stretch = stretch_of(ratio, gap);
    size_t at = raw_place(&stretch), low = at, high = at + 1, next = at + (at < stretch.last);
    double reach = raw_reach(&stretch);
    double x[2] = {ratio->point[at].x, ratio->point[next].x};
    double height[2] = {raw_height(&stretch, at), raw_height(&stretch, next)};

    while (low > stretch.first && raw_height(&stretch, low) >= -reach)
        low--;
    while (high < stretch.last && raw_height(&stretch, high) <= reach)
        high++;
    if (high > stretch.last)
        high = stretch.last;
    return (struct located){cusum_zero(x, height, 0), ratio->point[low].x, ratio->point[high].x,
                            METHOD_RAW};
}

/* --- all together ----------------------------------------------------------------------------- */

static struct located hull(struct located one, const struct located *other) {
    one.low = fmin(one.low, other->low);
    one.high = fmax(one.high, other->high);
    return one;
}

static struct located choose(const struct ratio *ratio, const struct gap *wide,
                             const struct gap *narrow) {
    enum { few_levels = 5 }; /* with fewer, the curve passes through every level */
    struct located by_wide = locate_by(wide, METHOD_SMOOTH), by_narrow, raw;
    bool fits;

    if (ratio->count < few_levels)
        return by_wide;
    by_narrow = locate_by(narrow, METHOD_NARROW);
    if (fabs(by_narrow.estimate - by_wide.estimate) <= 0.25 * (by_narrow.high - by_narrow.low) &&
        !is_misfit(ratio, wide->band, band_wide, by_wide.estimate))
        return by_wide;
    fits = !isnan(by_narrow.estimate) &&
           !is_misfit(ratio, narrow->band, band_narrow, by_narrow.estimate);
    if (fits)
        return hull(by_narrow, &by_wide);
    raw = locate_raw(ratio, wide);
    return hull(raw, &by_narrow);
}

struct located crossing_locate(const struct ratio *ratio, const struct band *wide,
                               const struct band *narrow, const struct run *below,
                               const struct run *above) {
    static const double least = 0.02; /* the bias of smoothing; no interval is narrower */
    struct gap by_wide = gap_of(wide, below, above), by_narrow = gap_of(narrow, below, above);
    struct located located;

    widen(&by_narrow);
    located = choose(ratio, &by_wide, &by_narrow);
    located.low = fmin(located.low, located.estimate - least);
    located.high = fmax(located.high, located.estimate + least);
    return located;
}
