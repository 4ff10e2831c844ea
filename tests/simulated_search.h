/* The compiled search against made-up machines: what it finds, and after how many pairs. */
#ifndef TESTS_SIMULATED_SEARCH_H
#define TESTS_SIMULATED_SEARCH_H

#include "analysis/search/search.h"
#include "tests/scenarios.h"

/* A machine that is searched, and what is asked of the search there. */
struct hunt {
    const char *name;
    const char *scenario; /* its curves and its law of noise */
    double noise;         /* in place of the scenario's */
    enum search_goal goal;
    struct bound right, coverage, reached;
    double pairs; /* the most that their median may be */
};

/* Ends with a name of NULL. */
extern const struct hunt hunts[];

/* What came of one search. */
struct catch {
    bool right, covered, reached;
    double pairs, half_width; /* in ln c; NAN: there is no interval */
};

/* The number-th search of that seed, from 1 to 1,000, within 10 %. */
struct catch simulated_search(const struct hunt *hunt, unsigned long seed, size_t number);

/* What many come to: shares (coverage of those that found the goal), medians. */
struct catches {
    double right, coverage, reached, pairs, most_pairs, half_width;
};

struct catches simulated_catches(const struct catch *list, size_t count);

/* Name in text the bounds that are not kept; slack is added to both ends of shares. */
void simulated_check(const struct hunt *hunt, const struct catches *catches, double slack,
                     char *text, size_t size);

#endif
