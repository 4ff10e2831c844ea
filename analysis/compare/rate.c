#include "analysis/compare/rate.h"

#include <math.h>

struct rate rate_of(const struct comparison *comparison) {
    const struct crossover *crossover = &comparison->crossover;
    const struct margin *first = &crossover->margin[!crossover->margin[0][0].reached][0];
    double sleep = comparison->pairing.group->conditions.sleep / 1e3;

    if (sleep <= 0)
        return (struct rate){NAN, NAN, NAN};
    if (crossover->outcome == OUTCOME_CROSSOVER)
        return (struct rate){crossover->crossings[0].concurrency / sleep,
                             crossover->crossings[0].low / sleep,
                             crossover->crossings[0].high / sleep};
    return (struct rate){first->estimate / sleep, first->low / sleep, first->high / sleep};
}
