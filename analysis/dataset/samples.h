/* The trials of two models at the levels they share, by one metric: the input of the estimator. */
#ifndef ANALYSIS_DATASET_SAMPLES_H
#define ANALYSIS_DATASET_SAMPLES_H

#include "analysis/dataset/pivot.h"
#include "analysis/estimate/sample.h"
#include "record/record.h"

#define SAMPLES_EVERY_SWEEP NO_VALUE

/* Levels ascending. Owned by the caller: free with samples_free(). */
struct samples {
    struct sample *sample;
    size_t count;
    double *room; /* the storage of all figures */
    size_t used;
};

/* The samples of two curves of a group, from one sweep or from all. Figures without a logarithm are
 * left out. A level is paired if the k-th trial of a ran within two blocks of the k-th trial of b
 * in the same sweep, for every k; if group is NULL, no level is. */
struct samples samples_make(const struct group *group, const struct curve *a, const struct curve *b,
                            enum metric metric, int64_t sweep);

void samples_free(struct samples *samples);

/* The sweeps that have trials of a curve, ascending. Owned by the caller: free(). */
int64_t *samples_sweeps(const struct curve *curve, size_t *count);

#endif
