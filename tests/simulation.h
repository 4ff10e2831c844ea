/* Simulated sweeps for the compiled estimator: how often the outcome is correct, and how often the
 * interval contains the truth. */
#ifndef TESTS_SIMULATION_H
#define TESTS_SIMULATION_H

#include "analysis/estimate/change.h"
#include "tests/scenarios.h"

/* The random number generator for the number-th draw of that seed. Neighbouring numbers get
 * unrelated streams. Owned by the caller: gsl_rng_free(). */
gsl_rng *simulation_stream(unsigned long seed, size_t number);

/* The result of one draw. */
struct draw {
    bool right, crossing, resolved, tie_too_far;
    bool five;         /* from some level on, a model is proven to cost 5% more */
    bool covered;      /* where right: every true crossing is in its own interval */
    double half_width; /* of the widest crossing, in ln c; NAN: none */
    bool threshold_found[THRESHOLD_COUNT], threshold_covered[THRESHOLD_COUNT];
};

/* The number-th draw of that seed; the same at every call. */
struct draw simulation_draw(const struct scenario *scenario, unsigned long seed, size_t number);

/* What a comparison of two sweeps says counts: how many levels, of which slower, and the outermost
 * of them. */
struct simulated_change {
    size_t levels, slower;
    double low, high;
};

/* Compare two sweeps of the scenario, before and after: the change of a. With `slower`, the excess
 * of a is 15% larger at 400 to 590. */
struct simulated_change simulation_change(const struct scenario *scenario, bool slower,
                                          unsigned long seed, size_t number);

/* The warnings about one simulated sweep, and where its typical trials cross. */
struct suspicion {
    bool noisy, outliers, drift;
    bool typical_crossing, typical_covered;
    double wider; /* width of the interval by means over that by typical trials (ln c); NAN: not
                     both cross */
};

struct suspicion simulation_suspicion(const struct scenario *scenario, unsigned long seed,
                                      size_t number);

/* Summary of many draws. */
struct summary {
    size_t draws;
    double right, coverage, any_crossing, resolved, five,
        tie_too_far;                   /* shares; coverage: of the correct ones */
    double half_width;                 /* median; NAN: none */
    double threshold[THRESHOLD_COUNT]; /* coverage where reported; NAN: nowhere reported */
};

struct summary simulation_summary(const struct draw *draws, size_t count);

/* Append to text the names of the bounds that the summary does not keep. slack widens both ends of
 * the shares' bounds. */
void simulation_check(const struct scenario *scenario, const struct summary *summary, double slack,
                      char *text, size_t size);

#endif
