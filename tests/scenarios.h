/* Made-up machines whose crossover is known: curves as in STATISTICS.md 1.4 and 12, three of our
 * own; both noise laws; and what is asked of the estimator there. */
#ifndef TESTS_SCENARIOS_H
#define TESTS_SCENARIOS_H

#include "analysis/estimate/crossover.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stddef.h>

enum grid { GRID_101, GRID_15 };
enum noise_law { NOISE_RELATIVE, NOISE_OF_EXCESS };
enum drift { DRIFT_NONE, DRIFT_LINEAR, DRIFT_WAVES, DRIFT_BURSTS, DRIFT_ORIGINAL_ORDER };

/* A range that a share must lie in. */
struct bound {
    double least, most;
};

/* Add the name to text, behind a comma, where the value is out of bounds by more than the slack.
 * NAN is within. */
void bound_check(const char *name, double value, struct bound bound, double slack, char *text,
                 size_t size);

struct scenario {
    const char *name;
    enum grid grid;
    int trials;
    double (*ratio)(double c);    /* of the means, a over b */
    double (*baseline)(double c); /* the mean of b */
    enum noise_law law;
    double noise;    /* at c = 100, of a (of b: 0.7 times); grows with sqrt(c) */
    double outliers; /* the share of trials that take 2 to 4 times as long */
    bool bistable;   /* where 1.1 < a / b < 2 a trial of a is near 1.1 or near 2 times b */
    enum drift drift;
    enum outcome outcome, or_outcome; /* the right ones */
    struct bound right, coverage, any_crossing, resolved;
    double half_width;                 /* the most that its median may be; 0: none is asked */
    struct bound margin[MARGIN_COUNT]; /* coverage of where a is dearer by it; most 0: not asked */
    size_t sweeps;                     /* 0: one */
    double between;                    /* by how much (SD of ln) a differs from sweep to sweep */
};

/* Ends with a name of NULL. */
extern const struct scenario scenarios[];

/* The scenario of that name. */
const struct scenario *scenario_find(const char *name);

/* The overhead of one trial of either model at c, drift apart. */
double scenario_trial(const struct scenario *scenario, double c, bool of_a, gsl_rng *rng);

/* Where the ratio passes `above` behind c, up to 1,000; NAN: nowhere. */
double scenario_passes(const struct scenario *scenario, double c, double above);

/* Does low … high hold the truth? A jump is held where they touch it. */
bool scenario_holds(const struct scenario *scenario, double low, double high, double truth);

#endif
