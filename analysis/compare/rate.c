#include "analysis/compare/rate.h"

#include <math.h>

struct rate rate_of(const struct comparison *comparison) {
    const struct crossover *crossover = &comparison->crossover;
    const struct threshold *threshold =
        &crossover->threshold[crossover->threshold[0][0].status != THRESHOLD_FOUND][0];
    const struct crossing *crossing = &crossover->crossings[0];
    double sleep = comparison->pairing.group->conditions.sleep / 1e3;

    if (sleep <= 0)
        return (struct rate){NAN, NAN, NAN};
    if (crossover->outcome == OUTCOME_CROSSOVER)
        return (struct rate){crossing->concurrency / sleep, crossing->low / sleep,
                             crossing->high / sleep};
    return (struct rate){threshold->concurrency / sleep, threshold->low / sleep,
                         threshold->high / sleep};
}
