/* What the trials of two models show at each level: h = ln(mean a / mean b), with the variances
 * that a claim about its sign must answer for; and p-values of such claims over windows of levels.
 * ESTIMATOR.md 2.1 and 2.3. Pure. */
#ifndef ANALYSIS_ESTIMATE_LOG_RATIO_H
#define ANALYSIS_ESTIMATE_LOG_RATIO_H

#include "analysis/estimate/sample.h"

enum { LOG_RATIO_WINDOWS = 4 };

/* The variance between sweeps, common to all levels, and its degrees of freedom (INFINITY: it is
 * assumed). variance 0: claims hold for these sweeps only. */
struct between_sweeps {
    double variance, df;
};

/* The windows that end, or begin, at one level: the other end of each, and its share of the error
 * rate; 0: it holds the same levels as a narrower one. */
struct windows {
    size_t edge[LOG_RATIO_WINDOWS];
    double share[LOG_RATIO_WINDOWS];
};

struct log_ratio_level {
    double c, x;   /* the level, and its logarithm */
    double h;      /* ln(mean a / mean b), corrected for the bias of a mean's logarithm */
    double v, df;  /* variance of h and its degrees of freedom */
    double above;  /* variance behind a claim that a is above b: b answers for its neighbours */
    double below;  /* likewise that a is below b */
    double trials; /* of each model; the harmonic mean if the numbers differ */
    struct windows ending, beginning;
};

/* Levels ascending. Owned by the caller: log_ratio_free(). samples are borrowed. */
struct log_ratio {
    struct log_ratio_level *level;
    const struct sample *samples;
    size_t count;
    bool paired;
    struct between_sweeps between;
};

/* A 95% range of mean a / mean b. */
struct level_range {
    double low, high;
};

/* A range of levels, and the claim that is tested over it: sign * h > threshold. */
struct claim {
    size_t from, to; /* levels, inclusive */
    int sign;        /* 1: about a, -1: about b */
    double threshold;
};

/* samples ascending by level, every mean above 0. */
struct log_ratio log_ratio_make(const struct sample *samples, size_t count, bool paired,
                                struct between_sweeps between);

/* p-values against "at or below the threshold", by windows that end at each level of the claim's
 * range. The smallest over the windows, each divided by its share: above 1 is possible. */
void log_ratio_above(const struct log_ratio *ratio, const struct claim *claim, double *p);

/* p-values against "at or above the threshold", by windows that begin at each level. */
void log_ratio_below(const struct log_ratio *ratio, const struct claim *claim, double *p);

/* The p-value against "the mean of sign * h - threshold over these levels is 0 or less". */
double log_ratio_mean_above(const struct log_ratio *ratio, const struct claim *claim, size_t first,
                            size_t last);

/* The range of level j, from its own trials and the trend of their variance. */
struct level_range log_ratio_range(const struct log_ratio *ratio, size_t j);

void log_ratio_free(struct log_ratio *ratio);

#endif
