/* The trials of two models at one level: what the estimator takes. Data. */
#ifndef ANALYSIS_ESTIMATE_SAMPLE_H
#define ANALYSIS_ESTIMATE_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

/* The trials of both models at one level, in the order in which they ran. Borrowed; values are
 * above 0. */
struct sample {
    double level;
    const double *a, *b;
    size_t a_count, b_count; /* at least one each */
    bool paired;             /* the k-th of a ran next to the k-th of b; equally many of both */
    double resolution;       /* the step of a value, such as a page of memory; 0: negligible */
};

/* The levels that the estimator can use: both models have trials there and a positive, finite mean;
 * a single trial only if four other levels tell how trials vary. Copies their samples into
 * usable[], which has room for count, and returns how many there are. */
size_t usable_levels(const struct sample *samples, size_t count, struct sample *usable);

/* Likewise the levels at which both models have a positive, finite mean. */
size_t positive_levels(const struct sample *samples, size_t count, struct sample *positive);

#endif
