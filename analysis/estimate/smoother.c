#include "analysis/estimate/smoother.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double step_most = 1.04; /* between grid points */
enum { window_levels = 5 };

/* --- weights ---------------------------------------------------------------------------------- */

/* The first level at or above x0. */
static size_t level_at(const struct ratio *ratio, double x0) {
    size_t low = 0, high = ratio->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ratio->point[middle].x < x0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The distance to the fifth nearest level. Levels ascend, so the nearest lie around x0. */
static double fifth_distance(const struct ratio *ratio, double x0) {
    size_t right = level_at(ratio, x0), left = right;
    double distance = 0;

    for (int taken = 0; taken < window_levels; taken++) {
        double to_left = left > 0 ? x0 - ratio->point[left - 1].x : INFINITY;
        double to_right = right < ratio->count ? ratio->point[right].x - x0 : INFINITY;

        distance = fmin(to_left, to_right);
        if (to_left < to_right)
            left--;
        else
            right++;
    }
    return distance;
}

static double tricube(double distance, double reach) {
    double part = fabs(distance) / reach, rest = 1 - part * part * part;

    return part < 1 ? rest * rest * rest : 0;
}

/* The first row of the inverse of a symmetric 3 x 3 matrix of moments, m[k] = sum w d^k. */
static void invert_first_row(const double m[5], double u[3]) {
    double c0 = m[2] * m[4] - m[3] * m[3];
    double c1 = m[2] * m[3] - m[1] * m[4];
    double c2 = m[1] * m[3] - m[2] * m[2];
    double determinant = m[0] * c0 + m[1] * c1 + m[2] * c2;

    u[0] = c0 / determinant;
    u[1] = c1 / determinant;
    u[2] = c2 / determinant;
}

static void quadratic_row(const struct ratio *ratio, double x0, double window, double *row) {
    double reach = fmax(log(window), 1.05 * fifth_distance(ratio, x0));
    size_t first = level_at(ratio, x0 - reach), end = first;
    double m[5] = {0}, u[3];

    memset(row, 0, ratio->count * sizeof *row);
    for (; end < ratio->count && ratio->point[end].x < x0 + reach; end++) {
        double d = (ratio->point[end].x - x0) / reach;
        double power = row[end] = ratio->point[end].trials * tricube(d, 1);

        for (int k = 0; k < 5; k++, power *= d)
            m[k] += power;
    }
    invert_first_row(m, u);
    for (size_t j = first; j < end; j++) {
        double d = (ratio->point[j].x - x0) / reach;

        row[j] *= u[0] + u[1] * d + u[2] * d * d;
    }
}

static void linear_row(const struct ratio *ratio, double x0, double *row) {
    size_t right = 0;
    double part;

    memset(row, 0, ratio->count * sizeof *row);
    while (right + 1 < ratio->count && ratio->point[right].x < x0)
        right++;
    if (right == 0) {
        row[0] = 1;
        return;
    }
    part = (x0 - ratio->point[right - 1].x) / (ratio->point[right].x - ratio->point[right - 1].x);
    row[right - 1] = 1 - part;
    row[right] = part;
}

void band_row(const struct ratio *ratio, double x0, double window, double *row) {
    if (ratio->count < window_levels)
        linear_row(ratio, x0, row);
    else
        quadratic_row(ratio, x0, window, row);
}

double band_chance(const struct estimate *estimate) {
    return gsl_cdf_tdist_Pinv(0.975, estimate->nu);
}

/* --- errors ----------------------------------------------------------------------------------- */

/* The share of level i's variance in the pooled variance of level j. */
static double share_of(const struct ratio *ratio, size_t i, size_t j) {
    const struct ratio_point *point = &ratio->point[i], *pooling = &ratio->point[j];

    return point->degrees / pooling->pool.degrees * point->trials / pooling->trials;
}

double band_pooled_variance(const struct ratio *ratio, size_t level) {
    const struct pool *pool = &ratio->point[level].pool;
    double sum = 0;

    for (size_t i = pool->from; i <= pool->to; i++)
        if (ratio->point[i].degrees > 0)
            sum += share_of(ratio, i, level) * ratio->point[i].v;
    return pool->degrees > 0 ? sum : NAN;
}

/* Levels first … end - 1. */
struct reach {
    size_t first, end;
};

/* The levels at which a row has weights. */
static struct reach reach_of(const struct ratio *ratio, const double *row) {
    struct reach reach = {0, ratio->count};

    while (reach.first < reach.end && row[reach.first] == 0)
        reach.first++;
    while (reach.end > reach.first && row[reach.end - 1] == 0)
        reach.end--;
    return reach;
}

/* Computes how much of each level's variance enters: q_i is the sum, over the levels j that pool
 * it, of row_j^2 times its share there. Returns the levels at which q has values. */
static struct reach share_variance(const struct ratio *ratio, const struct reach *weighted,
                                   const double *row, double *q) {
    struct reach reach = {ratio->count, 0};

    memset(q, 0, ratio->count * sizeof *q);
    for (size_t j = weighted->first; j < weighted->end; j++) {
        const struct pool *pool = &ratio->point[j].pool;

        if (row[j] == 0)
            continue;
        reach.first = pool->from < reach.first ? pool->from : reach.first;
        reach.end = pool->to >= reach.end ? pool->to + 1 : reach.end;
        for (size_t i = pool->from; i <= pool->to; i++)
            if (ratio->point[i].degrees > 0)
                q[i] += row[j] * row[j] * share_of(ratio, i, j);
    }
    return reach;
}

static void add_variance(const struct ratio *ratio, const double *row, const struct reach *weighted,
                         struct estimate *estimate) {
    double *q = memory_get(ratio->count + 1, sizeof *q), variance = 0, spread = 0;
    struct reach reach;

    reach = share_variance(ratio, weighted, row, q);
    for (size_t i = reach.first; i < reach.end; i++)
        for (int k = 0; k < 2 && q[i] > 0; k++) {
            double share = q[i] * ratio->point[i].part[k].v;

            variance += share;
            spread += share * share / ratio->point[i].part[k].dof2;
        }
    free(q);
    estimate->se = sqrt(variance);
    estimate->nu = fmax(variance * variance / spread - ratio->nu_less, ratio->nu_least);
}

struct estimate band_combine(const struct ratio *ratio, const double *row) {
    struct reach reach = reach_of(ratio, row);
    struct estimate estimate = {.se = NAN, .nu = NAN};

    for (size_t i = reach.first; i < reach.end; i++) {
        estimate.value += row[i] * ratio->point[i].r;
        estimate.corrected += row[i] * ratio->point[i].corrected;
    }
    if (ratio->has_variance)
        add_variance(ratio, row, &reach, &estimate);
    return estimate;
}

struct estimate band_mean(const struct ratio *ratio, size_t first, size_t end) {
    double *row = memory_get(ratio->count + 1, sizeof *row), trials = 0;
    struct estimate mean;

    for (size_t j = first; j < end; j++)
        trials += ratio->point[j].trials;
    for (size_t j = first; j < end; j++)
        row[j] = ratio->point[j].trials / trials;
    mean = band_combine(ratio, row);
    free(row);
    return mean;
}

/* --- the grid --------------------------------------------------------------------------------- */

static size_t steps_between(const struct ratio *ratio, size_t j) {
    double steps = ceil((ratio->point[j + 1].x - ratio->point[j].x) / log(step_most) - 1e-9);

    return steps < 1 ? 1 : (size_t)steps;
}

static void lay_grid(const struct ratio *ratio, struct band *band) {
    for (size_t j = 0; j < ratio->count; j++) {
        size_t steps = j + 1 < ratio->count ? steps_between(ratio, j) : 1;
        double from = ratio->point[j].x, to = j + 1 < ratio->count ? ratio->point[j + 1].x : from;

        band->level[j] = band->count;
        for (size_t k = 0; k < steps; k++, band->count++) {
            band->x[band->count] = from + (to - from) * (double)k / (double)steps;
            band->c[band->count] = k == 0 ? ratio->point[j].level : exp(band->x[band->count]);
        }
    }
}

static double combine_values(const struct ratio *ratio, const double *row) {
    double value = 0;

    for (size_t j = 0; j < ratio->count; j++)
        value += row[j] * ratio->point[j].r;
    return value;
}

/* Compares the sweeps' own curves at one grid point. */
static void compare_sweeps(const struct pair_evidence *evidence, const double *row,
                           struct band *band, size_t g) {
    double n = (double)evidence->sweep_count, sum = 0, squares = 0;
    size_t above = 0;
    struct estimate *between = &band->between[g];

    for (size_t s = 0; s < evidence->sweep_count; s++) {
        double value = combine_values(&evidence->sweeps[s], row);

        sum += value;
        squares += value * value;
        above += value > 0;
    }
    between->value = sum / n;
    between->nu = n - 1;
    between->se = sqrt(fmax(squares - sum * sum / n, 0) / (n - 1) / n);
    band->agreed[g] = (above == 0 || above == evidence->sweep_count) &&
                      fabs(between->value) > band_chance(between) * between->se;
}

static void *room(size_t count, size_t size) {
    return memory_get(count + 1, size);
}

static struct band make_room(const struct pair_evidence *evidence) {
    bool by_sweep = evidence->sweep_count > 0;
    size_t most = 1;

    for (size_t j = 0; j + 1 < evidence->pooled->count; j++)
        most += steps_between(evidence->pooled, j);
    return (struct band){
        .x = room(most, sizeof(double)),
        .c = room(most, sizeof(double)),
        .at = room(most, sizeof(struct estimate)),
        .simultaneous = room(most, sizeof(double)),
        .level = room(evidence->pooled->count, sizeof(size_t)),
        .between = by_sweep ? room(most, sizeof(struct estimate)) : NULL,
        .agreed = by_sweep ? room(most, sizeof(bool)) : NULL,
    };
}

struct band band_make(const struct pair_evidence *evidence, double window) {
    const struct ratio *ratio = evidence->pooled;
    struct band band = make_room(evidence);
    double *row = room(ratio->count, sizeof *row);
    double together = 1 - 0.05 / (2 * (double)ratio->count);

    lay_grid(ratio, &band);
    for (size_t g = 0; g < band.count; g++) {
        struct estimate *at = &band.at[g];

        band_row(ratio, band.x[g], window, row);
        *at = band_combine(ratio, row);
        if (band.between)
            compare_sweeps(evidence, row, &band, g);
        if (ratio->has_variance)
            band.simultaneous[g] = gsl_cdf_tdist_Pinv(together, at->nu);
    }
    free(row);
    return band;
}

void band_free(struct band *band) {
    free(band->x);
    free(band->c);
    free(band->at);
    free(band->simultaneous);
    free(band->level);
    free(band->between);
    free(band->agreed);
    *band = (struct band){0};
}
