/* The crossover as a rate: c / sleep, in tasks per second. Pure. */
#ifndef ANALYSIS_COMPARE_RATE_H
#define ANALYSIS_COMPARE_RATE_H

#include "analysis/compare/comparison.h"

/* The headline of a pair in tasks per second, with its 95% interval. NAN: unknown, or there is
 * none. */
struct rate {
    double per_second, low, high;
};

/* All NAN if tasks do not wait. */
struct rate rate_of(const struct comparison *comparison);

#endif
