/* Two models under one set of conditions, compared by one metric. */
#ifndef ANALYSIS_COMPARE_COMPARISON_H
#define ANALYSIS_COMPARE_COMPARISON_H

#include "analysis/dataset/filter.h"
#include "analysis/dataset/pivot.h"
#include "analysis/estimate/crossover.h"

/* Two curves of a group. Borrowed from the pivot. */
struct pairing {
    const struct group *group;
    const struct curve *a, *b;
};

/* Pairs under one set of conditions that are compared: what the models and adapters that come with
 * runner make, 17 of them, and a few more. Pairs grow with the square of the models, and nobody
 * reads a thousand answers. */
enum { PAIRINGS_MOST = 150 };

/* The pairs of models under every set of conditions, the first PAIRINGS_MOST of each; with
 * filter->models only those, in the order given. Otherwise a model of threads comes before one that
 * has none, and names in alphabetical order, as in the view `crossover`. Owned by the caller:
 * free(). */
struct pairing *pairings_list(const struct pivot *pivot, const struct filter *filter,
                              size_t *count);

/* The number of pairs that pairings_list() leaves out. */
size_t pairings_left_out(const struct pivot *pivot, const struct filter *filter);

/* The first of them that belongs to a group; NULL: a model stands there alone. */
const struct pairing *pairing_of_group(const struct pairing *pairings, size_t count,
                                       const struct group *group);

/* The means of both at the levels where both have one, ascending; owned. */
struct means {
    int64_t *level;
    double *a, *b;
    size_t count;
};

struct comparison {
    struct pairing pairing;
    enum metric metric;
    struct means means;
    bool paired;       /* the trials of both stood next to each other at every level */
    bool has_variance; /* some level has more than one trial of each */
    size_t fewest;     /* trials of either model at a level, at the least */
    size_t sweeps;     /* that are the unit of the error; 0: it holds within a sweep */
    struct crossover crossover;
    struct crossover by_median; /* the same from the cells' medians */
    /* a, b: the level from which on it only fails where the other runs; 0: nowhere */
    int64_t cannot[2];
    int64_t trials, failed, left_out;
};

/* Compare; margin is a ratio. Owned by the caller: comparison_free(). */
struct comparison comparison_make(const struct pairing *pairing, enum metric metric, double margin);

/* Is there a level at which both have a figure? */
bool comparison_has(const struct pairing *pairing, enum metric metric);

/* The concurrency that a headline names: where the pair's overheads cross, or part by the first
 * margin; NAN: nowhere. */
double comparison_headline(const struct comparison *comparison);

void comparison_free(struct comparison *comparison);

#endif
