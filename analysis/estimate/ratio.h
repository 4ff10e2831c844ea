/* What two models' trials show at each level, and how certain it is: r = ln(a / b), the logarithm
 * of the ratio of their means, with its variance. STATISTICS.md 1.3 steps 1 and 6, 12.2. Pure. */
#ifndef ANALYSIS_ESTIMATE_RATIO_H
#define ANALYSIS_ESTIMATE_RATIO_H

#include <stdbool.h>
#include <stddef.h>

/* The trials of both models at one level, in the order in which they ran. Borrowed; values are
 * above 0. */
struct sample {
    double level;
    const double *a, *b;
    size_t a_count, b_count; /* at least one each */
    bool paired;             /* the k-th of a ran next to the k-th of b; equally many of both */
};

/* One independent part of a variance: that of the pairs, or of one model. */
struct part {
    double v;    /* its share in the variance of r */
    double dof2; /* divisor of (q v)^2 in the degrees of freedom (Welch and Satterthwaite) */
};

/* The levels from … to whose variances are pooled for one level: those nearby that have a variance
 * or, if none has, the nearest that does. degrees: their degrees of freedom in total; 0: no level
 * has a variance. */
struct pool {
    size_t from, to;
    double degrees;
};

struct ratio_point {
    double level, x; /* x = ln level */
    double r;        /* ln(a / b) */
    /* r, corrected for the mean of a logarithm being too low by half its variance */
    double corrected;
    struct part part[2]; /* v is 0 if there is no such part */
    double v;            /* sum of the parts; NAN: one trial has no variance */
    double va, vb;       /* variance of ln of each mean; NAN likewise */
    double trials;       /* of each model; the harmonic mean if the numbers differ */
    double degrees;      /* weight of v where variances are pooled: its degrees of freedom */
    struct pool pool;
};

/* Levels ascending. Owned by the caller: free with ratio_free(). */
struct ratio {
    struct ratio_point *point;
    size_t count;
    bool has_variance;        /* at one level at least */
    double nu_less, nu_least; /* subtracted from the degrees of freedom, and their minimum */
};

/* From means. Owned by the caller. */
struct ratio ratio_of_means(const struct sample *samples, size_t count);

/* From medians; always unpaired. Owned by the caller. */
struct ratio ratio_of_medians(const struct sample *samples, size_t count);

void ratio_free(struct ratio *ratio);

#endif
