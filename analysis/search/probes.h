/* Pairs of trials by level, as a search collects them. Pure. */
#ifndef ANALYSIS_SEARCH_PROBES_H
#define ANALYSIS_SEARCH_PROBES_H

#include "analysis/estimate/sample.h"

#include <stdint.h>

/* Trials of both models at one level; the k-th of a is paired with the k-th of b. */
struct probe {
    int64_t level;
    double *a, *b;
    size_t count; /* pairs in which both have a figure */
    size_t tried; /* pairs that were added */
    bool failed;  /* one of the models cannot run there */
    bool scanned; /* the level belongs to the scan */
};

/* Levels ascending. Zero it before use. Owned by the caller: free with probes_free(). */
struct probes {
    struct probe *probe;
    size_t count;
    size_t pairs; /* added, at all levels */
};

/* Returns the probe of a level, after adding one if there is none. Borrowed until the next one is
 * added. */
struct probe *probes_at(struct probes *probes, int64_t level);

/* Adds the result of a pair: totals, or figures in proportion to them. NAN, or a value not above 0,
 * is a trial without a figure. */
void probes_add(struct probes *probes, int64_t level, double a, double b);

/* ln(a / b) of the k-th pair. */
double probe_ratio(const struct probe *probe, size_t k);

/* Returns the probes that have a pair as samples for the estimator: paired, levels ascending. Owned
 * by the caller: free(). The figures are borrowed. */
struct sample *probes_samples(const struct probes *probes, size_t *count);

void probes_free(struct probes *probes);

#endif
