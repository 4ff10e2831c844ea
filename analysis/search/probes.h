/* Pairs of trials by level, as a search gathers them. Pure. */
#ifndef ANALYSIS_SEARCH_PROBES_H
#define ANALYSIS_SEARCH_PROBES_H

#include "analysis/estimate/ratio.h"

#include <stdint.h>

/* Trials of both models at one level, the k-th of a beside the k-th of b. */
struct probe {
    int64_t level;
    double *a, *b;
    size_t count; /* pairs in which both have a figure */
    size_t tried; /* pairs told of */
    bool failed;  /* one of the models cannot run there */
    bool scanned; /* the level is one of the scan */
};

/* Levels ascending. Zeroed to begin with; owned by the caller: probes_free(). */
struct probes {
    struct probe *probe;
    size_t count;
    size_t pairs; /* told of, at all levels */
};

/* The probe of that level, made where there is none yet. Borrowed until the next is made. */
struct probe *probes_at(struct probes *probes, int64_t level);

/* Add what came of a pair: totals, or figures in proportion to them; NAN or not above 0: a trial
 * without a figure. */
void probes_add(struct probes *probes, int64_t level, double a, double b);

/* ln(a / b) of the k-th pair. */
double probe_ratio(const struct probe *probe, size_t k);

/* Those that hold a pair, for the estimator: paired, levels ascending. Owned by the caller: free();
 * the figures are borrowed. */
struct sample *probes_samples(const struct probes *probes, size_t *count);

void probes_free(struct probes *probes);

#endif
