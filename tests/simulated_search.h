/* The compiled search on simulated machines: what it finds, and after how many pairs of trials. */
#ifndef TESTS_SIMULATED_SEARCH_H
#define TESTS_SIMULATED_SEARCH_H

#include "analysis/search/search.h"
#include "tests/scenarios.h"

/* A machine that is searched, and the bounds that the search must keep there. */
struct hunt {
    const char *name;
    const char *scenario; /* for its curves and its noise law */
    double noise;         /* instead of the scenario's */
    enum search_goal goal;
    struct bound right, coverage, reached;
    double pairs; /* bound of their median */
};

/* Ends with a name of NULL. */
extern const struct hunt hunts[];

/* The result of one search. */
struct catch {
    bool right, covered, reached;
    double pairs, half_width; /* in ln c; NAN: no interval */
};

/* The number-th search of that seed, over levels 1 to 1,000, to ±10%. */
struct catch simulated_search(const struct hunt *hunt, unsigned long seed, size_t number);

/* Summary of many searches: shares (coverage: of those that found the goal) and medians. */
struct catches {
    double right, coverage, reached, pairs, most_pairs, half_width;
};

struct catches simulated_catches(const struct catch *list, size_t count);

/* Append to text the names of the bounds that are not kept. slack widens both ends of the shares'
 * bounds. */
void simulated_check(const struct hunt *hunt, const struct catches *catches, double slack,
                     char *text, size_t size);

#endif
