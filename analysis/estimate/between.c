#include "analysis/estimate/between.h"

#include <gsl/gsl_statistics.h>
#include <math.h>

/* Sweeps are not taken to differ by less (SD of the log ratio). */
static const double least_deviation = .01;

/* The variance of the difference between the two models at one level. */
static double variance_of(const struct sample *sample, double a, double b) {
    double sum = 0;
    size_t n = sample->a_count < sample->b_count ? sample->a_count : sample->b_count;

    for (size_t k = 0; k < n; k++)
        sum += pow(sample->a[k] / a - sample->b[k] / b, 2);
    return n > 1 ? sum / (double)(n - 1) / (double)n : sum;
}

struct sweep_ratio sweep_ratio_of(const struct sample *samples, size_t count) {
    struct sweep_ratio ratio = {0, 0};

    for (size_t j = 0; j < count; j++) {
        double a = gsl_stats_mean(samples[j].a, 1, samples[j].a_count);
        double b = gsl_stats_mean(samples[j].b, 1, samples[j].b_count);

        ratio.mean += log(a / b) / (double)count;
        ratio.variance += variance_of(&samples[j], a, b) / (double)(count * count);
    }
    return ratio;
}

struct between_sweeps between_sweeps_of(const struct sweep_ratio *sweeps, size_t count) {
    size_t stride = sizeof *sweeps / sizeof(double);
    double own, explained, variance;

    if (count < SWEEPS_LEAST)
        return (struct between_sweeps){0, INFINITY};
    own = gsl_stats_variance(&sweeps->mean, stride, count);
    explained = gsl_stats_mean(&sweeps->variance, stride, count);
    variance = fmax(own - explained, least_deviation * least_deviation);
    return (struct between_sweeps){variance * (1 + 1 / (double)count), (double)count - 1};
}
