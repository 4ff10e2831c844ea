/* Simulated machines with a known crossover: the curves of STATISTICS.md 1.4 and 12 and three more;
 * both noise laws; and the bounds that the estimator must keep there. */
#ifndef TESTS_SCENARIOS_H
#define TESTS_SCENARIOS_H

#include "analysis/estimate/crossover.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

enum grid { GRID_101, GRID_15, GRID_10, GRID_8, GRID_3 };
enum noise_law {
    NOISE_RELATIVE,
    NOISE_OF_EXCESS, /* of what is above the ideal */
    NOISE_LOGNORMAL, /* of the excess; sigma = noise, at every level */
    NOISE_PARETO,    /* of the excess; index = noise, at every level */
};
enum drift { DRIFT_NONE, DRIFT_LINEAR, DRIFT_WAVES, DRIFT_BURSTS, DRIFT_ORIGINAL_ORDER };

/* The range that a share must be in. */
struct bound {
    double least, most;
};

/* Append the name to text, after a comma, if the value is out of bounds by more than the slack. NAN
 * counts as within. */
void bound_check(const char *name, double value, struct bound bound, double slack, char *text,
                 size_t size);

struct scenario {
    const char *name;
    enum grid grid;
    int trials;
    double (*ratio)(double c);    /* of the means, a over b */
    double (*baseline)(double c); /* the mean of b */
    enum noise_law law;
    double noise;    /* at c = 100, of a (of b: 0.7 times as much); grows with sqrt(c) */
    double outliers; /* the share of trials that take 2 to 4 times as long */
    bool bistable;   /* where 1.1 < a / b < 2, a trial of a is near 1.1 or near 2 times b */
    enum drift drift;
    enum outcome outcome, or_outcome; /* the correct ones */
    struct bound right, coverage, any_crossing, resolved;
    double half_width;                       /* bound of its median; 0: none */
    struct bound threshold[THRESHOLD_COUNT]; /* coverage, of a; most 0: not checked */
    size_t sweeps;                           /* 0: one */
    double between;                          /* SD of ln(a) between sweeps */
    double false_five; /* so often at most a 5% threshold where there is none; 0: not checked */
    double step;       /* values are whole multiples of this, as ticks and pages are; 0: any */
};

/* Ends with a name of NULL. */
extern const struct scenario scenarios[];

/* The scenario of that name, which must exist. */
const struct scenario *scenario_find(const char *name);

/* The overhead of one trial of a or b at c, without drift. */
double scenario_trial(const struct scenario *scenario, double c, bool of_a, gsl_rng *rng);

/* The concurrency beyond c at which the ratio passes `above`, up to 1,000; NAN if there is none. */
double scenario_passes(const struct scenario *scenario, double c, double above);

/* Whether low … high contains the truth. At a jump, it is enough if they touch it. */
bool scenario_holds(const struct scenario *scenario, double low, double high, double truth);

#endif
