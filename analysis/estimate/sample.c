#include "analysis/estimate/sample.h"

#include <gsl/gsl_statistics.h>

static bool has_mean(const double *value, size_t count) {
    double mean = count > 0 ? gsl_stats_mean(value, 1, count) : 0;

    return mean > 0 && mean < 1e150;
}

static bool is_positive(const struct sample *sample) {
    return sample->level > 0 && has_mean(sample->a, sample->a_count) &&
           has_mean(sample->b, sample->b_count);
}

size_t usable_levels(const struct sample *samples, size_t count, struct sample *usable) {
    size_t several = 0, kept = 0;

    for (size_t j = 0; j < count; j++)
        several += is_positive(&samples[j]) && samples[j].a_count > 1 && samples[j].b_count > 1;
    for (size_t j = 0; j < count; j++)
        if (is_positive(&samples[j]) &&
            (several >= 4 || (samples[j].a_count > 1 && samples[j].b_count > 1)))
            usable[kept++] = samples[j];
    return kept;
}

size_t positive_levels(const struct sample *samples, size_t count, struct sample *positive) {
    size_t kept = 0;

    for (size_t j = 0; j < count; j++)
        if (is_positive(&samples[j]))
            positive[kept++] = samples[j];
    return kept;
}
