/* The smoothed log ratio over concurrency with its error: local quadratic fits in ln c, and linear
 * combinations of levels in general. STATISTICS.md 1.3 steps 2 to 4. Pure. */
#ifndef ANALYSIS_ESTIMATE_SMOOTHER_H
#define ANALYSIS_ESTIMATE_SMOOTHER_H

#include "analysis/estimate/ratio.h"

/* A linear combination of the levels' r: its value, standard error, and degrees of freedom. */
struct estimate {
    double value, se, nu;
    double corrected; /* the value with ratio_point.corrected for r */
};

/* How many standard errors a value may be from 0 by chance, one time in twenty. */
double band_chance(const struct estimate *estimate);

/* Writes to row[ratio->count] the weights of the levels in a smoothed value at x0: local quadratic,
 * tricube over ln(window), times the level's trials, over at least five levels. With fewer than
 * five levels, linear between neighbours. */
void band_row(const struct ratio *ratio, double x0, double window, double *row);

/* The sum of row[j] r_j. The variance of a trial is pooled over two levels on either side. */
struct estimate band_combine(const struct ratio *ratio, const double *row);

/* The mean over the trials of levels first … end - 1. */
struct estimate band_mean(const struct ratio *ratio, size_t first, size_t end);

/* The variance of r at one level, pooled likewise; NAN: unknown. */
double band_pooled_variance(const struct ratio *ratio, size_t level);

/* The number of sweeps from which on the error is that between sweeps. */
enum { SWEEPS_LEAST = 3 };

/* The trials of a pair, pooled and, if three sweeps or more have every level, sweep by sweep as
 * well; the error then includes differences between sweeps. Borrowed. */
struct pair_evidence {
    const struct ratio *pooled;
    const struct ratio *sweeps; /* the same levels in each */
    size_t sweep_count;         /* 0: only the pooled trials count */
};

/* Grid points: every level, and between two levels as many as keep steps at 4% or less. */
struct band {
    size_t count;
    double *x;            /* ln c … */
    double *c;            /* … and c itself, exact at levels */
    struct estimate *at;  /* of the smoothed curve */
    double *simultaneous; /* quantiles of t: 95% at all levels together (Bonferroni) */
    size_t *level;        /* the grid point of each level */
    /* NULL unless there are enough sweeps: the mean of their curves, its error between them (nu:
     * their number minus 1), and whether all of them agree on which model costs more.
     * STATISTICS.md 12.3. */
    struct estimate *between;
    bool *agreed;
};

/* Smooths over a window. Owned by the caller: free with band_free(). */
struct band band_make(const struct pair_evidence *evidence, double window);

void band_free(struct band *band);

#endif
