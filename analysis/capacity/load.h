/* What one model takes to carry a service of so many tasks per second, read off its recorded cells.
 * Pure. */
#ifndef ANALYSIS_CAPACITY_LOAD_H
#define ANALYSIS_CAPACITY_LOAD_H

#include "analysis/dataset/pivot.h"

enum verdict_of_load {
    LOAD_SUSTAINED,
    LOAD_SATURATED,  /* more workers would not: at the highest level each does far less than at best
                      */
    LOAD_FAILED,     /* more workers failed */
    LOAD_NOT_TESTED, /* too far from what was recorded */
};

/* At the concurrency that is needed. NAN: unknown. */
struct load {
    enum verdict_of_load verdict;
    double workers;
    double low, high;       /* the tested levels on either side of it */
    double beyond;          /* how many times it lies beyond all of them; 1: it does not */
    double cores, error;    /* CPUs' worth, and half its 95 % interval, from trial to trial */
    double memory;          /* bytes: all workers, and what the first takes beside them */
    double p99;             /* of the response, s */
    double most, most_from; /* tasks per second that were reached, and with how many workers */
    double most_cores;      /* and CPUs' worth */
};

/* How far beyond the recorded ones a load is still told. */
#define LOAD_BEYOND_MOST 2.0

/* rate: tasks per second; sleep: of the curve's trials, s. By Little's law c workers carry c /
 * (sleep x overhead) tasks per second. Between two cells figures are interpolated in ln c; up to
 * LOAD_BEYOND_MOST times beyond the tested levels those of the last are kept, where nothing shows
 * that it tires and no CPU fills up. */
struct load load_find(const struct curve *curve, double sleep, double rate);

/* The same rate where every wait is longer by so many s: the same wake-ups per second at the same
 * cost, but by more workers. `low` and `high` stay the levels that were tested. */
struct load load_with_longer_wait(struct load load, double longer, double rate,
                                  double memory_slope);

/* `part` of the way from one load to another of the same rate; below 0 and above 1: beyond them.
 * Carried where both are, and beyond them only where no CPU fills up. */
struct load load_between(const struct load *from, const struct load *to, double part);

#endif
