/* Where one curve overtakes another, and how certain that is: the outcome of a pair.
 * STATISTICS.md 1.2 and 12. Pure: no database, no output. */
#ifndef ANALYSIS_ESTIMATE_CROSSOVER_H
#define ANALYSIS_ESTIMATE_CROSSOVER_H

#include "analysis/estimate/crossing.h"
#include "analysis/estimate/ratio.h"
#include "analysis/estimate/threshold.h"

#include <stdint.h>

enum { CROSSINGS_MOST = 64 };

/* Named after the model that costs more. */
enum outcome {
    OUTCOME_CROSSOVER,
    OUTCOME_SEVERAL,
    OUTCOME_A_MORE,
    OUTCOME_B_MORE,
    OUTCOME_A_MORE_IN_PART,
    OUTCOME_B_MORE_IN_PART,
    OUTCOME_EQUIVALENT,
    OUTCOME_UNRESOLVED,
};
extern const char *const outcome_names[];

/* The margins that are reported, as ratios: 0.05, 0.25, 1. */
enum { MARGIN_COUNT = 3 };
extern const double margins[MARGIN_COUNT];

struct crossing {
    double concurrency, low, high; /* with the 95% interval */
    bool a_more_above;             /* else b is */
    bool zone; /* the interval exceeds a factor of 1.5: only the range is known */
    enum method method;
};

/* What the pair shows. Plain data. */
struct crossover {
    enum outcome outcome;
    struct crossing crossings[CROSSINGS_MOST];
    size_t crossing_count;
    /* the longest stretch without a difference above the margin, as tested levels; NAN: none */
    double tie_low, tie_high;
    /* The range over which the only model that costs more is proven to do so; NAN: none, or several
     * models do. */
    double proven_low, proven_high;
    struct margin margin[2][MARGIN_COUNT]; /* [0]: from where on a costs more, [1]: b */
    /* The 2012 study's bracket: the mean of a passes that of b between these levels; 0: none. */
    int64_t bracket_low, bracket_high;
};

/* Compares a pair. equivalence: the smallest difference that matters, a ratio above 0. */
void crossover_find(const struct pair_evidence *evidence, double equivalence,
                    struct crossover *crossover);

#endif
