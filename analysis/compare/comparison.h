/* Compares two models under one set of conditions, by one metric. */
#ifndef ANALYSIS_COMPARE_COMPARISON_H
#define ANALYSIS_COMPARE_COMPARISON_H

#include "analysis/dataset/filter.h"
#include "analysis/dataset/pivot.h"
#include "analysis/estimate/crossover.h"

/* Two curves of a group, borrowed from the pivot. */
struct pairing {
    const struct group *group;
    const struct curve *a, *b;
};

/* Most pairs that are compared under one set of conditions: enough for the 17 models and adapters
 * that come with runner, and a few more. The number of pairs grows with the square of the number of
 * models, and a thousand answers would be unreadable. */
enum { PAIRINGS_MOST = 150 };

/* Returns the pairs of models under every set of conditions, at most PAIRINGS_MOST of each. With
 * filter->models, only pairs of these, in the given order. Otherwise a model of threads comes
 * before one without threads, and names are in alphabetical order, as in the view `crossover`.
 * Owned by the caller: free(). */
struct pairing *pairings_list(const struct pivot *pivot, const struct filter *filter,
                              size_t *count);

/* Returns how many pairs pairings_list() leaves out. */
size_t pairings_left_out(const struct pivot *pivot, const struct filter *filter);

/* The first pair of a group; NULL if the group has none. */
const struct pairing *pairing_of_group(const struct pairing *pairings, size_t count,
                                       const struct group *group);

/* A level at which both models have trials. */
struct level {
    int64_t concurrency;
    double a, b;      /* means over `ok` trials; NAN: no figure */
    double low, high; /* 95% range of a / b from the trials of this level alone; NAN: unknown */
    int64_t trials_a, trials_b, failed_a, failed_b;
};

struct comparison {
    struct pairing pairing;
    enum metric metric;
    double margin;        /* a ratio: the least difference that counts */
    struct level *levels; /* ascending; owned */
    size_t count;
    bool paired;                /* at every level, trials of a and b ran next to each other */
    size_t sweeps;              /* whose variation the ranges cover; 0: they hold within a sweep */
    struct crossover crossover; /* levels 0: the trials do not show how much they vary */
    /* a, b: the level from which on every trial of it failed; 0: none. Such levels have no means.
     */
    int64_t cannot[2];
    int64_t trials, failed, left_out;
};

/* Compares a pair; margin is a ratio. Owned by the caller: free with comparison_free(). */
struct comparison comparison_make(const struct pairing *pairing, enum metric metric, double margin);

/* Is there a level at which both models have a figure? */
bool comparison_has(const struct pairing *pairing, enum metric metric);

/* The estimate without the one trial that lies furthest from its level's median (in logarithms),
 * and without the trial of the other model next to it. */
struct crossover comparison_without_outlier(const struct comparison *comparison);

void comparison_free(struct comparison *comparison);

#endif
