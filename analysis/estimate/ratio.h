/* What two models' trials say at each level, and how sure: r = ln(a / b), the logarithm of the
 * ratio of their means, with its variance. STATISTICS.md 1.3 steps 1 and 6, 12.2. Pure. */
#ifndef ANALYSIS_ESTIMATE_RATIO_H
#define ANALYSIS_ESTIMATE_RATIO_H

#include <stdbool.h>
#include <stddef.h>

/* The trials of both models at one level, in the order in which they ran. Borrowed; values above 0.
 */
struct sample {
    double level;
    const double *a, *b;
    size_t a_count, b_count; /* at least one each */
    bool paired;             /* the k-th of a ran beside the k-th of b; as many of both */
};

/* One independent part of a variance: that of the pairs, or of either model. */
struct part {
    double v; /* variance of r that it brings */
    double
        dof2; /* what (q v)^2 is divided by in the degrees of freedom (Welch and Satterthwaite) */
};

/* The levels from … to whose variances are pooled for one level: those near it that tell one, or,
 * failing that, the nearest that does; told is what they count for together, 0: none does. */
struct pool {
    size_t from, to;
    double told;
};

struct ratio_point {
    double level, x; /* x = ln level */
    double r;        /* ln(a / b) */
    /* the same, put right for the mean of a logarithm being low by half its variance */
    double corrected;
    struct part part[2]; /* v 0 where there is none */
    double v;            /* their sum; NAN: one trial tells no variance */
    double va, vb;       /* variance of ln of either mean; NAN likewise */
    double trials;       /* of each model; where they have unlike numbers, the harmonic mean */
    double told;         /* what v counts for where variances are pooled: its degrees of freedom */
    struct pool pool;
};

/* Levels ascending. Owned by the caller: ratio_free(). */
struct ratio {
    struct ratio_point *point;
    size_t count;
    bool has_variance;        /* at one level at least */
    double nu_less, nu_least; /* degrees of freedom: less so much, and so many at the least */
};

/* Of means. */
struct ratio ratio_of_means(const struct sample *samples, size_t count);

/* Of medians; always unpaired. */
struct ratio ratio_of_medians(const struct sample *samples, size_t count);

void ratio_free(struct ratio *ratio);

#endif
