/* The answer that a comparison gives: its outcome, the concurrency that a sentence about it names,
 * and how much more a model costs at which level. ANSWER.md 1 and 3 have the rules. Pure. */
#ifndef ANALYSIS_COMPARE_ANSWER_H
#define ANALYSIS_COMPARE_ANSWER_H

#include "analysis/compare/place.h"

/* The first that fits. */
enum answer_outcome {
    ANSWER_CROSSOVER,
    ANSWER_SEVERAL,
    ANSWER_SAME_THEN_A, /* the same within the margin up to a threshold of a */
    ANSWER_SAME_THEN_B,
    ANSWER_A_MORE, /* at every level */
    ANSWER_B_MORE,
    ANSWER_A_MORE_IN_PART, /* undecided below a threshold of a */
    ANSWER_B_MORE_IN_PART,
    ANSWER_EQUIVALENT, /* within the margin at every level */
    ANSWER_UNDECIDED,
    ANSWER_A_FAILS,
    ANSWER_B_FAILS,
    ANSWER_BOTH_FAIL,
};
extern const char *const answer_outcome_names[];

/* What the named concurrency is. */
enum answer_is { ANSWER_IS_NONE, ANSWER_IS_CROSSING, ANSWER_IS_THRESHOLD, ANSWER_IS_LIMIT };
extern const char *const answer_is_names[];

/* A model that fails at every level from one on. */
struct failure {
    int64_t most;           /* the highest level at which it ran; 0: none */
    int64_t from;           /* the lowest from which it always failed; 0: it does not fail */
    int64_t trials, failed; /* from there on */
};

enum { SIZES_MOST = 2 };

struct answer {
    const struct comparison *comparison; /* borrowed */
    enum answer_outcome outcome;
    enum answer_outcome ran; /* the outcome where both ran; otherwise the same */
    int which;               /* the model that costs more from the place on: 0 a, 1 b */
    enum answer_is is;       /* the place */
    struct place place;
    struct place first;            /* ANSWER_SEVERAL: where the order changes first */
    size_t changes;                /* how often the order changes, by enough to count */
    struct size sizes[SIZES_MOST]; /* beyond the place, ascending */
    size_t size_count;
    struct size below;  /* the most that the other model costs more, below or between the places */
    double contrary[2]; /* the first levels outside the range that contradict the answer ... */
    size_t contrary_count; /* ... and how many there are */
    struct place
        minor; /* ANSWER_IS_THRESHOLD: a crossing that does not count; estimate NAN: none */
    struct size minor_size;
    int minor_which;            /* the model that costs more on its smaller side */
    bool minor_above;           /* that side lies above it */
    double same_low, same_high; /* the longest stretch proven the same; NAN: none */
    bool typical_differs;       /* the typical trial gives another place, or another side */
    struct place typical;       /* its place; estimate NAN: it gives another side */
    bool one_trial_decides;     /* without one outlier the mean agrees with the typical trial */
    struct failure failure[2];  /* a, b */
};

/* The answer borrows from the comparison. */
struct answer answer_of(const struct comparison *comparison);

/* The outcome and the place for the typical trial: from medians instead of means. Some level must
 * have figures of both models, in pairs. */
struct answer answer_typical(const struct comparison *comparison);

#endif
