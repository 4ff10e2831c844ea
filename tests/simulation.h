/* Made-up sweeps put through the compiled estimator: how often the outcome is right, and the
 * interval holds the truth. */
#ifndef TESTS_SIMULATION_H
#define TESTS_SIMULATION_H

#include "analysis/estimate/change.h"
#include "tests/scenarios.h"

/* Random numbers of the number-th draw of that seed; neighbouring numbers get unlike streams. Owned
 * by the caller. */
gsl_rng *simulation_stream(unsigned long seed, size_t number);

/* What came of one draw. */
struct draw {
    bool right, crossing, resolved, tie_too_far;
    bool covered;      /* every true crossing, each by its own interval; where right */
    double half_width; /* of the widest crossing, in ln c; NAN: there is none */
    bool margin_found[MARGIN_COUNT], margin_covered[MARGIN_COUNT];
};

/* The number-th draw of that seed: the same at every call. */
struct draw simulation_draw(const struct scenario *scenario, unsigned long seed, size_t number);

/* Two sweeps of the scenario, before and after: what changed of a. With slower a's excess is 15 %
 * larger at 400 to 590. */
struct change simulation_change(const struct scenario *scenario, bool slower, unsigned long seed,
                                size_t number);

/* What one draw of a sweep is warned of, and what its medians say. */
struct suspicion {
    bool noisy, outliers, drift;
    bool median_crossing, median_covered;
    double
        wider; /* how many times the interval by means is as wide, in ln c; NAN: not both cross */
};

struct suspicion simulation_suspicion(const struct scenario *scenario, unsigned long seed,
                                      size_t number);

/* What many draws come to. */
struct summary {
    size_t draws;
    double right, coverage, any_crossing, resolved,
        tie_too_far;             /* shares; coverage of those that are right */
    double half_width;           /* median; NAN: none */
    double margin[MARGIN_COUNT]; /* coverage where found; NAN: nowhere */
};

struct summary simulation_summary(const struct draw *draws, size_t count);

/* Name in text the bounds that the summary does not keep; slack is added to both ends of shares. */
void simulation_check(const struct scenario *scenario, const struct summary *summary, double slack,
                      char *text, size_t size);

#endif
