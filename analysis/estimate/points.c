#include "analysis/estimate/points.h"

#include "analysis/estimate/cusum.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* The levels, and ln(mean a / mean b) at each. */
struct points {
    double *level, *ratio;
    size_t count;
};

static struct points points_of(const struct sample *samples, size_t count) {
    struct points points = {.level = memory_reals(2 * count), .count = count};

    points.ratio = points.level + count;
    for (size_t j = 0; j < count; j++) {
        points.level[j] = samples[j].level;
        points.ratio[j] = log(gsl_stats_mean(samples[j].a, 1, samples[j].a_count) /
                              gsl_stats_mean(samples[j].b, 1, samples[j].b_count));
    }
    return points;
}

/* Where sign * ratio passes the threshold: 0 below, INFINITY above every level. */
static double place(const struct points *points, int sign, double threshold) {
    double *height = memory_reals(2 * points->count), *weight = height + points->count, at;

    for (size_t j = 0; j < points->count; j++) {
        height[j] = sign * points->ratio[j] - threshold;
        weight[j] = 1;
    }
    at = cusum_place(points->level, height, weight, points->count, 0, points->count);
    free(height);
    return at;
}

static struct threshold threshold_of(double at) {
    if (at > 0 && !isinf(at))
        return (struct threshold){THRESHOLD_FOUND, at, NAN, NAN};
    return (struct threshold){at > 0 ? THRESHOLD_BEYOND_HIGHEST : THRESHOLD_AT_LOWEST, NAN, NAN,
                              NAN};
}

/* The order changes where the running sum is least, or else greatest. */
static void find_order(const struct points *points, struct crossover *crossover) {
    double up = place(points, 1, 0), down = place(points, -1, 0);
    bool rises = up > 0 && !isinf(up), falls = down > 0 && !isinf(down);

    if (rises || falls) {
        crossover->outcome = OUTCOME_CROSSOVER;
        crossover->crossings[crossover->crossing_count++] =
            (struct crossing){rises ? up : down, NAN, NAN, rises};
    } else {
        crossover->outcome = isinf(down) ? OUTCOME_A_MORE : OUTCOME_B_MORE;
    }
}

void points_find(const struct sample *samples, size_t count, double margin,
                 struct crossover *crossover) {
    struct points points = points_of(samples, count);

    find_order(&points, crossover);
    for (int which = 0; which < 2; which++)
        for (int m = 0; m < THRESHOLD_COUNT; m++)
            crossover->threshold[which][m] =
                threshold_of(place(&points, which ? -1 : 1, log1p(threshold_margin(margin, m))));
    free(points.level);
}
