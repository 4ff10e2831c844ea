/* The smoothed log ratio over concurrency with its error: local quadratic fits on ln c, and linear
 * combinations of levels in general. STATISTICS.md 1.3 steps 2 to 4. Pure. */
#ifndef ANALYSIS_ESTIMATE_SMOOTHER_H
#define ANALYSIS_ESTIMATE_SMOOTHER_H

#include "analysis/estimate/ratio.h"

/* A linear combination of the levels' r: its value, standard error, and degrees of freedom. */
struct estimate {
    double value, se, nu;
    double corrected; /* the value with ratio_point.corrected for r */
};

/* How many standard errors a value may be away from 0 by chance, one time in twenty. */
double band_chance(const struct estimate *estimate);

/* The weights of the levels in a smoothed value at x0, into row[ratio->count]. Local quadratic,
 * tricube over ln(window), times the level's trials, and over at least five levels; below five
 * levels linear between neighbours. */
void band_row(const struct ratio *ratio, double x0, double window, double *row);

/* Combine: sum row[j] r_j. What a trial varies at a level is pooled over two levels on either side.
 */
struct estimate band_combine(const struct ratio *ratio, const double *row);

/* The mean of the trials of levels first … end - 1. */
struct estimate band_mean(const struct ratio *ratio, size_t first, size_t end);

/* Variance of r at one level, pooled likewise; NAN: nothing tells it. */
double band_pooled_variance(const struct ratio *ratio, size_t level);

/* From so many sweeps on they are the unit. */
enum { SWEEPS_LEAST = 3 };

/* The same pair's trials as a whole and, where there are three sweeps or more that hold every
 * level, sweep by sweep: what differs between sweeps is then in the error. Borrowed. */
struct pair_evidence {
    const struct ratio *pooled;
    const struct ratio *sweeps; /* the same levels in each */
    size_t sweep_count;         /* 0: the pooled trials alone count */
};

/* Grid points: every level, and between two of them so many that steps are at most 4 %. */
struct band {
    size_t count;
    double *x;            /* ln c … */
    double *c;            /* … and c itself, exact at levels */
    struct estimate *at;  /* of the smoothed curve */
    double *simultaneous; /* quantiles of t: 95 % at all levels together (Bonferroni) */
    size_t *level;        /* the grid point that level i is */
    /* Where sweeps are the unit, else NULL: the mean of their curves, its error between them (nu:
     * their number less 1), and whether all of them agree on who is dearer. STATISTICS.md 12.3. */
    struct estimate *between;
    bool *agreed;
};

/* Smooth over a window. Owned by the caller: band_free(). */
struct band band_make(const struct pair_evidence *evidence, double window);

void band_free(struct band *band);

#endif
