/* The trials of two models at the levels that they share, by one metric: what the estimator is
 * given. */
#ifndef ANALYSIS_DATASET_SAMPLES_H
#define ANALYSIS_DATASET_SAMPLES_H

#include "analysis/dataset/pivot.h"
#include "analysis/estimate/ratio.h"
#include "record/record.h"

#define SAMPLES_EVERY_SWEEP NO_VALUE

/* Levels ascending. Owned by the caller: samples_free(). */
struct samples {
    struct sample *sample;
    size_t count;
    double *room; /* the figures of all of them */
    size_t used;
};

/* Of two curves of a group, from one sweep or from all. What has no logarithm is left out. A level
 * is paired where each trial of a stood in its sweep's order within two blocks of its b, the k-th
 * by the k-th; group NULL: nowhere. */
struct samples samples_make(const struct group *group, const struct curve *a, const struct curve *b,
                            enum metric metric, int64_t sweep);

void samples_free(struct samples *samples);

/* The sweeps that have trials of a curve, ascending; owned by the caller. */
int64_t *samples_sweeps(const struct curve *curve, size_t *count);

#endif
