/* What one model needs to sustain a service of a given rate, from its recorded cells. Pure. */
#ifndef ANALYSIS_CAPACITY_LOAD_H
#define ANALYSIS_CAPACITY_LOAD_H

#include "analysis/dataset/pivot.h"

enum verdict_of_load {
    /* More workers would not help: at the highest level each does far less than at its best. */
    LOAD_SUSTAINED,
    LOAD_SATURATED,
    LOAD_FAILED,     /* more workers failed */
    LOAD_NOT_TESTED, /* too far from what was recorded */
};

/* Figures are for the concurrency that the rate needs. NAN: unknown. */
struct load {
    enum verdict_of_load verdict;
    double workers;
    double low, high;       /* the tested levels on either side of workers */
    double beyond;          /* how many times workers is outside all tested levels; 1: inside */
    double cores, error;    /* CPUs used, and half the 95% interval, from trial to trial */
    double memory;          /* bytes: all workers, and the fixed part */
    double p99;             /* of the response, s */
    double most, most_from; /* highest rate reached, tasks per second, and its workers */
    double most_cores;      /* and the CPUs used */
};

/* How many times beyond recorded values a load is still reported. */
#define LOAD_BEYOND_MOST 2.0

/* How far apart two tested levels may lie for a load between them to be reported. */
#define LOAD_GAP_MOST 4.0

/* Returns the load of a curve. rate: tasks per second; sleep: that of the curve's trials, s. By
 * Little's law, c workers do c / (sleep x overhead) tasks per second. Between two cells, figures
 * are interpolated in ln c, unless they lie more than LOAD_GAP_MOST times apart. Beyond the tested
 * levels, up to LOAD_BEYOND_MOST times, the figures of the outermost cell are used, unless the
 * model is saturated or a CPU fills up. */
struct load load_find(const struct curve *curve, double sleep, double rate);

/* The load at the same rate if every wait is longer by `longer` (s): as many wake-ups per second at
 * the same cost, but from more workers. `low` and `high` remain the tested levels. */
struct load load_with_longer_wait(struct load load, double longer, double rate,
                                  double memory_slope);

/* The load `part` of the way from one load to another of the same rate; below 0 or above 1 it is
 * extrapolated. Sustained if both are; when extrapolated, only if no CPU fills up. */
struct load load_between(const struct load *from, const struct load *to, double part);

#endif
