/* What "more expensive" is measured in. Each metric has an answer of its own. */
#ifndef ANALYSIS_DATASET_METRIC_H
#define ANALYSIS_DATASET_METRIC_H

enum metric { METRIC_OVERHEAD, METRIC_STEADY, METRIC_CPU, METRIC_MEMORY, METRIC_P99, METRIC_COUNT };

/* Static and constant. */
struct metric_facts {
    const char *name;  /* as --metric accepts it */
    const char *word;  /* label of a sentence */
    const char *title; /* of an axis, with its unit */
    const char *unit;  /* of a figure in a sentence; "" for a ratio */
    double scale;      /* factor from the pivot's unit to that unit */
    /* For sentences: "is" and "slower", or "uses" and "more", and their opposites. */
    const char *verb, *more, *less;
};

extern const struct metric_facts metrics[METRIC_COUNT];

#endif
