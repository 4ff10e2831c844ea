/* The crossover as a rate: c / sleep, tasks per second. Pure. */
#ifndef ANALYSIS_COMPARE_RATE_H
#define ANALYSIS_COMPARE_RATE_H

#include "analysis/compare/comparison.h"

/* Where the headline of a pair lies, in tasks per second, with its 95 % interval. NAN: unknown, or
 * nowhere. */
struct rate {
    double per_second, low, high;
};

/* Tasks that do not wait have none. */
struct rate rate_of(const struct comparison *comparison);

#endif
