#include "analysis/estimate/ratio.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct ratio make(size_t count) {
    struct ratio ratio = {.point = memory_get(count + 1, sizeof *ratio.point), .count = count};

    return ratio;
}

void ratio_free(struct ratio *ratio) {
    free(ratio->point);
    *ratio = (struct ratio){0};
}

/* --- means ------------------------------------------------------------------------------------ */

/* Variance of the mean, relative to its square; NAN for one value. */
static double relative_variance(const double *value, size_t count, double mean) {
    return count < 2 ? NAN
                     : gsl_stats_variance_m(value, 1, count, mean) / ((double)count * mean * mean);
}

/* No figure is more precise than the clock's resolution. Without this limit, two equal trials would
 * be certain. */
static double at_least(double variance) {
    static const double least = 1e-12;

    return variance < least ? least : variance;
}

static double paired_variance(const struct sample *sample, double a, double b) {
    double n = (double)sample->a_count, sum = 0;

    for (size_t k = 0; k < sample->a_count; k++) {
        double d = sample->a[k] / a - sample->b[k] / b;

        sum += d * d;
    }
    return n < 2 ? NAN : at_least(sum / (n * (n - 1)));
}

static struct ratio_point mean_point(const struct sample *sample) {
    double a = gsl_stats_mean(sample->a, 1, sample->a_count);
    double b = gsl_stats_mean(sample->b, 1, sample->b_count);
    struct ratio_point point = {
        .level = sample->level,
        .x = log(sample->level),
        .r = log(a / b),
        .va = relative_variance(sample->a, sample->a_count, a),
        .vb = relative_variance(sample->b, sample->b_count, b),
    };

    if (sample->paired) {
        point.part[0] = (struct part){paired_variance(sample, a, b), (double)sample->a_count + 1};
        point.part[1] = (struct part){0, 1};
    } else {
        point.part[0] = (struct part){at_least(point.va), (double)sample->a_count + 1};
        point.part[1] = (struct part){at_least(point.vb), (double)sample->b_count + 1};
    }
    point.v = point.part[0].v + point.part[1].v;
    point.trials = 2 / (1 / (double)sample->a_count + 1 / (double)sample->b_count);
    point.degrees = isnan(point.v) ? 0 : point.trials - 1;
    return point;
}

static size_t fewest(const struct sample *samples, size_t count) {
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < count; i++) {
        least = samples[i].a_count < least ? samples[i].a_count : least;
        least = samples[i].b_count < least ? samples[i].b_count : least;
    }
    return least;
}

static struct pool pool_of(const struct ratio *ratio, size_t j) {
    static const size_t near = 2;
    struct pool pool = {0};

    for (size_t reach = near; pool.degrees <= 0 && reach < ratio->count + near; reach++) {
        pool.from = j > reach ? j - reach : 0;
        pool.to = j + reach < ratio->count ? j + reach : ratio->count - 1;
        pool.degrees = 0;
        for (size_t i = pool.from; i <= pool.to; i++)
            pool.degrees += ratio->point[i].degrees;
    }
    return pool;
}

/* (va - vb) / 2, pooled over two levels on either side. The variance of a single trial is pooled,
 * then divided by the number of trials at this level. */
static double correction(const struct ratio *ratio, size_t j) {
    size_t from = j > 2 ? j - 2 : 0, to = j + 2 < ratio->count ? j + 2 : ratio->count - 1;
    double sum = 0, degrees = 0;

    for (size_t i = from; i <= to; i++) {
        const struct ratio_point *point = &ratio->point[i];

        if (isnan(point->va) || isnan(point->vb))
            continue;
        sum += point->degrees * point->trials * (point->va - point->vb) / 2;
        degrees += point->degrees;
    }
    return degrees > 0 ? sum / degrees / ratio->point[j].trials : 0;
}

static void finish(struct ratio *ratio) {
    for (size_t i = 0; i < ratio->count; i++) {
        ratio->has_variance |= !isnan(ratio->point[i].v);
        ratio->point[i].corrected = ratio->point[i].r + correction(ratio, i);
        ratio->point[i].pool = pool_of(ratio, i);
    }
}

struct ratio ratio_of_means(const struct sample *samples, size_t count) {
    struct ratio ratio = make(count);
    size_t least = fewest(samples, count);

    for (size_t i = 0; i < count; i++)
        ratio.point[i] = mean_point(&samples[i]);
    ratio.nu_less = 2;
    ratio.nu_least = count > 0 && least > 2 ? (double)least - 1 : 1;
    finish(&ratio);
    return ratio;
}

/* --- medians ---------------------------------------------------------------------------------- */

/* For n normal values: the standard deviation of their median (q), and the median of the non-zero
 * distances from it (m), both in units of the values' standard deviation. Interpolated for other n
 * up to 15; beyond that, the limits. Simulated: STATISTICS.md 1.3 step 6. */
static const struct {
    double n, q, m;
} normal[] = {{1, 1, 1},       {3, .669, .690},  {5, .535, .684},
              {7, .458, .682}, {10, .372, .587}, {15, 1.2533 / 3.873, .6745}};

static void normal_factors(double n, double *q, double *m) {
    size_t last = sizeof normal / sizeof *normal - 1, i = 0;
    double part;

    if (n > normal[last].n) {
        *q = 1.2533 / sqrt(n);
        *m = .6745;
        return;
    }
    while (i + 1 < last && n > normal[i + 1].n)
        i++;
    part = (n - normal[i].n) / (normal[i + 1].n - normal[i].n);
    *q = exp(log(normal[i].q) + part * log(normal[i + 1].q / normal[i].q));
    *m = normal[i].m + part * (normal[i + 1].m - normal[i].m);
}

/* One model's trials at one level: the ln of their median, and their distances from it. */
struct scatter {
    size_t trials;
    double center;
    double *distance; /* above 0; owned */
    size_t count;
};

static struct scatter scatter_of(const double *value, size_t trials) {
    struct scatter scatter = {.trials = trials, .distance = memory_reals(trials)};

    memcpy(scatter.distance, value, trials * sizeof *value);
    scatter.center = log(gsl_stats_median(scatter.distance, 1, trials));
    for (size_t k = 0; k < trials; k++) {
        double distance = fabs(log(value[k]) - scatter.center);

        if (distance > 0)
            scatter.distance[scatter.count++] = distance;
    }
    return scatter;
}

/* For each level. Owned by the caller: free with spreads_free(). */
static struct scatter *spreads_of(const struct sample *samples, size_t count, bool of_b) {
    struct scatter *spreads = memory_get(count + 1, sizeof *spreads);

    for (size_t j = 0; j < count; j++)
        spreads[j] = of_b ? scatter_of(samples[j].b, samples[j].b_count)
                          : scatter_of(samples[j].a, samples[j].a_count);
    return spreads;
}

static void spreads_free(struct scatter *spreads, size_t count) {
    for (size_t j = 0; j < count; j++)
        free(spreads[j].distance);
    free(spreads);
}

/* The scale of ln y around level j, from the distances in the cells within 7 levels; NAN if there
 * are none. */
static double scale_at(const struct scatter *spreads, size_t count, size_t j) {
    size_t reach = j < 2 ? 2 : j < 7 ? j : 7, found = 0, most = 0;
    size_t from = j > reach ? j - reach : 0, to = j + reach < count ? j + reach : count - 1;
    double *distance, n = 0, q, m, scale = NAN;

    for (size_t i = from; i <= to; i++)
        most += spreads[i].count;
    distance = memory_reals(most);
    for (size_t i = from; i <= to; i++) {
        memcpy(distance + found, spreads[i].distance, spreads[i].count * sizeof *distance);
        found += spreads[i].count;
        n += (double)spreads[i].trials / (double)(to - from + 1);
    }
    normal_factors(n, &q, &m);
    if (found > 0)
        scale = gsl_stats_median(distance, 1, found) / m;
    free(distance);
    return scale;
}

static double median_variance(const struct scatter *spreads, size_t count, size_t j) {
    static const double safety = 1.12;
    double q, m, root;

    normal_factors((double)spreads[j].trials, &q, &m);
    root = safety * q * scale_at(spreads, count, j);
    return root * root;
}

struct ratio ratio_of_medians(const struct sample *samples, size_t count) {
    struct ratio ratio = make(count);
    struct scatter *a = spreads_of(samples, count, false), *b = spreads_of(samples, count, true);

    for (size_t j = 0; j < count; j++) {
        const struct sample *sample = &samples[j];
        size_t n = sample->a_count < sample->b_count ? sample->a_count : sample->b_count;
        struct ratio_point *point = &ratio.point[j];

        point->level = sample->level;
        point->x = log(sample->level);
        point->r = a[j].center - b[j].center;
        point->va = median_variance(a, count, j);
        point->vb = median_variance(b, count, j);
        point->v = at_least(point->va + point->vb);
        point->part[0] = (struct part){point->v, 2 * fmax(1, (double)n - 1)};
        point->part[1] = (struct part){0, 1};
        point->trials = 2 / (1 / (double)sample->a_count + 1 / (double)sample->b_count);
        point->degrees = 1; /* the scale already includes the levels around it */
    }
    ratio.nu_less = 0;
    ratio.nu_least = 2;
    spreads_free(a, count);
    spreads_free(b, count);
    finish(&ratio);
    return ratio;
}
