#include "analysis/estimate/threshold.h"

#include "analysis/estimate/cusum.h"
#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* Factors of concurrency over which levels are averaged, to one side; 1: the level alone. */
static const double windows[] = {1, 1.15, 1.4, 2};
enum { window_count = sizeof windows / sizeof *windows };

/* The curve minus the margin, with its sign turned so that it rises. */
struct rise {
    const struct ratio *ratio;
    const struct band *wide;
    int sign;
    double margin; /* ln(1 + margin) */
};

static double height(const struct rise *rise, size_t j) {
    return rise->sign * rise->ratio->point[j].corrected - rise->margin;
}

/* The mean height over levels first … last, in units of what may be chance, given that several
 * windows are tried. */
static double proof(const struct rise *rise, size_t first, size_t last) {
    struct estimate mean = band_mean(rise->ratio, first, last + 1);

    return (rise->sign * mean.corrected - rise->margin) /
           (gsl_cdf_tdist_Pinv(1 - 0.025 / window_count, mean.nu) * mean.se);
}

/* Is the mean of some window that ends at level j above the margin? */
static bool is_above(const struct rise *rise, size_t j) {
    const struct ratio_point *point = rise->ratio->point;
    size_t first = j;

    for (int w = 0; w < window_count; w++) {
        while (first > 0 && point[first - 1].x >= point[j].x - log(windows[w]) - 1e-9)
            first--;
        if (proof(rise, first, j) > 1)
            return true;
    }
    return false;
}

/* Is the mean of some window that begins at level j below it? */
static bool is_below(const struct rise *rise, size_t j) {
    const struct ratio_point *point = rise->ratio->point;
    size_t last = j;

    for (int w = 0; w < window_count; w++) {
        while (last + 1 < rise->ratio->count &&
               point[last + 1].x <= point[j].x + log(windows[w]) + 1e-9)
            last++;
        if (proof(rise, j, last) < -1)
            return true;
    }
    return false;
}

/* Is the smoothed curve surely above the margin (side 1) or below it (-1) at a grid point? */
static bool is_sure(const struct rise *rise, int side, size_t g) {
    const struct band *wide = rise->wide;

    return side * (rise->sign * wide->at[g].corrected - rise->margin) >
           wide->simultaneous[g] * wide->at[g].se;
}

/* The last grid point where is_sure() holds; -1 if there is none. */
static ptrdiff_t last_sure(const struct rise *rise, int side) {
    ptrdiff_t g = (ptrdiff_t)rise->wide->count - 1;

    while (g >= 0 && !is_sure(rise, side, (size_t)g))
        g--;
    return g;
}

/* Is the curve surely below the margin somewhere above a point where it surely was above it? */
static bool falls_again(const struct rise *rise) {
    ptrdiff_t below = last_sure(rise, -1);

    for (ptrdiff_t g = 0; g < below; g++)
        if (is_sure(rise, 1, (size_t)g))
            return true;
    return false;
}

/* The last tested level at or below the last grid point where the curve is surely above the margin;
 * -1 if it never is. */
static ptrdiff_t last_level_above(const struct rise *rise) {
    ptrdiff_t top = last_sure(rise, 1), last = -1;

    for (size_t j = 0; j < rise->ratio->count && top >= 0; j++)
        if ((ptrdiff_t)rise->wide->level[j] <= top)
            last = (ptrdiff_t)j;
    return last;
}

/* Where the running sum of heights up to level jb is least, interpolated to the next level, in ln
 * c. */
static double passing(const struct rise *rise, size_t jb) {
    const struct ratio_point *point = rise->ratio->point;
    double *weighted = memory_reals(jb + 1);
    size_t before;

    for (size_t j = 0; j <= jb; j++)
        weighted[j] = point[j].trials * height(rise, j);
    before = cusum_least(weighted, jb + 1, 0);
    free(weighted);
    if (before == 0 || before > jb)
        return point[before ? jb : 0].x;
    return cusum_zero((double[]){point[before - 1].x, point[before].x},
                      (double[]){height(rise, before - 1), height(rise, before)}, 0);
}

static struct margin not_reached(const struct rise *rise) {
    ptrdiff_t last = rise->ratio->has_variance ? last_sure(rise, -1) : -1;

    return (struct margin){false, NAN, NAN, NAN, last < 0 ? NAN : rise->wide->c[last]};
}

struct margin margin_find(const struct ratio *ratio, const struct band *wide, int sign,
                          double margin) {
    struct rise rise = {ratio, wide, sign, log1p(margin)};
    ptrdiff_t last = ratio->has_variance ? last_level_above(&rise) : -1, not_above = last, below;
    struct margin found = {true, NAN, NAN, NAN, NAN, falls_again(&rise)};

    while (not_above >= 0 && is_above(&rise, (size_t)not_above))
        not_above--;
    if (not_above == last) /* nowhere, or seen but not proven */
        return not_reached(&rise);
    found.high = ratio->point[not_above + 1].level;
    if (not_above < 0) /* at or below the lowest tested level */
        return found;
    for (below = not_above; below >= 0 && !is_below(&rise, (size_t)below); below--)
        ;
    found.estimate = fmin(exp(passing(&rise, (size_t)last)), found.high);
    if (below >= 0) {
        found.low = ratio->point[below].level;
        found.estimate = fmax(found.estimate, found.low);
    }
    return found;
}
