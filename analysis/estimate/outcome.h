/* What an estimate of one pair of models consists of: which costs more where, the crossings, and
 * the thresholds. Data. */
#ifndef ANALYSIS_ESTIMATE_OUTCOME_H
#define ANALYSIS_ESTIMATE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CROSSINGS_MOST = 64, THRESHOLD_COUNT = 3 };

/* The thresholds that are located, as ratios: the margin, then 0.25 and 1 (or 5 and 20 times the
 * margin, if that is more). */
double threshold_margin(double margin, int i);

/* Named after the model that costs more. */
enum outcome {
    OUTCOME_CROSSOVER,
    OUTCOME_SEVERAL, /* the order changes more than once */
    OUTCOME_A_MORE,  /* at every level */
    OUTCOME_B_MORE,
    OUTCOME_A_MORE_IN_PART, /* somewhere, and b nowhere */
    OUTCOME_B_MORE_IN_PART,
    OUTCOME_EQUIVALENT, /* the same at every level, within the smallest margin */
    OUTCOME_UNRESOLVED,
};
extern const char *const outcome_names[];

struct crossing {
    double concurrency, low, high;
    bool a_more_above; /* else b is */
};

enum threshold_status {
    THRESHOLD_FOUND,
    THRESHOLD_AT_LOWEST,      /* the best estimate is no higher than the lowest level */
    THRESHOLD_BEYOND_HIGHEST, /* the best estimate is above the highest level */
    THRESHOLD_NOT_MONOTONE,   /* no level can be the place: the curve rises and falls */
};

extern const char *const threshold_status_names[];

/* NAN: an end of the range that is open; and the concurrency, unless it is found. */
struct threshold {
    enum threshold_status status;
    double concurrency, low, high;
};

/* Plain data. */
struct crossover {
    enum outcome outcome;
    size_t levels; /* that could be used */
    struct crossing crossings[CROSSINGS_MOST];
    size_t crossing_count;
    struct threshold threshold[2][THRESHOLD_COUNT]; /* [0]: from where on a costs more, [1]: b */
    double tie_low,
        tie_high; /* the longest stretch proven the same within the smallest margin; NAN: none */
    /* The order in the typical trial, and from where on it costs more by the margin, by sign tests.
     * OUTCOME_UNRESOLVED and THRESHOLD_BEYOND_HIGHEST if the trials are not paired. */
    enum outcome typical;
    struct crossing typical_crossing;
    struct threshold typical_threshold[2];
    /* The 2012 study's bracket: the mean of a passes that of b between these levels; 0: none. */
    int64_t bracket_low, bracket_high;
};

#endif
