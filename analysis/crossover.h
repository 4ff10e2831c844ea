/* Where one curve overtakes another, from the means of the cells. There is no interval yet: a level
 * counts as decided when the two means differ by more than the margin. Pure: no database, no
 * output. */
#ifndef ANALYSIS_CROSSOVER_H
#define ANALYSIS_CROSSOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CROSSINGS_MOST 64

/* As DESIGN.md names them: it is said who is dearer. */
enum outcome {
    OUTCOME_CROSSOVER,
    OUTCOME_SEVERAL,
    OUTCOME_A_DEARER,
    OUTCOME_B_DEARER,
    OUTCOME_A_DEARER_IN_PART,
    OUTCOME_B_DEARER_IN_PART,
    OUTCOME_EQUIVALENT,
    OUTCOME_UNRESOLVED,
};
extern const char *const outcome_names[];

/* The margins that are told, as ratios: 0.05, 0.25, 1. */
enum { MARGIN_COUNT = 3 };
extern const double margins[MARGIN_COUNT];

/* Two curves at the levels they have in common, ascending. Borrowed. */
struct pair {
    const int64_t *level;
    const double *a, *b; /* means above 0 */
    size_t count;
};

struct crossing {
    double concurrency;
    bool a_dearer_above; /* else b is */
};

/* What the pair shows. Plain data. */
struct crossover {
    enum outcome outcome;
    struct crossing crossings[CROSSINGS_MOST];
    size_t crossing_count;
    int64_t tie_low, tie_high; /* the longest stretch of levels without a decision; 0: none */
    double margin[2]
                 [MARGIN_COUNT]; /* [0]: from where a is dearer by so much, [1]: b; NAN: nowhere */
    int64_t bracket_low,
        bracket_high; /* the study's: a's mean passes b's between them; 0: nowhere */
};

/* Compare. decisive is the least difference that counts, as a ratio above 0. */
void crossover_find(const struct pair *pair, double decisive, struct crossover *crossover);

#endif
