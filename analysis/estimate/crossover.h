/* Where one curve overtakes another, and how sure that is: the outcome of a pair. STATISTICS.md 1.2
 * and 12. Pure: no database, no output. */
#ifndef ANALYSIS_ESTIMATE_CROSSOVER_H
#define ANALYSIS_ESTIMATE_CROSSOVER_H

#include "analysis/estimate/crossing.h"
#include "analysis/estimate/ratio.h"
#include "analysis/estimate/threshold.h"

#include <stdint.h>

enum { CROSSINGS_MOST = 64 };

/* As DESIGN.md names them: it is said who is dearer. */
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

/* The margins that are told, as ratios: 0.05, 0.25, 1. */
enum { MARGIN_COUNT = 3 };
extern const double margins[MARGIN_COUNT];

struct crossing {
    double concurrency, low, high; /* the interval holds it at 95 % */
    bool a_more_above;             /* else b is */
    bool zone;                     /* the interval is wider than a factor of 1.5: no point */
    enum method method;
};

/* What the pair shows. Plain data. */
struct crossover {
    enum outcome outcome;
    struct crossing crossings[CROSSINGS_MOST];
    size_t crossing_count;
    /* the longest stretch without a difference above the margin, in tested levels; NAN: none */
    double tie_low, tie_high;
    double proven_low,
        proven_high; /* where the only dearer one is so for sure; NAN: nowhere, or several */
    struct margin margin[2][MARGIN_COUNT]; /* [0]: from where a is dearer by so much, [1]: b */
    int64_t bracket_low,
        bracket_high; /* the study's: a's mean passes b's between them; 0: nowhere */
};

/* Compare. equivalence: the least difference that matters, as a ratio above 0. */
void crossover_find(const struct pair_evidence *evidence, double equivalence,
                    struct crossover *crossover);

#endif
