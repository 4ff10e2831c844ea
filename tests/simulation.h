/* Made-up sweeps whose crossover is known, put through the compiled estimator: how often the outcome is right, and
 * the interval holds the truth. Curves as in STATISTICS.md 1.4 and 12, three of our own; both noise laws. */
#ifndef TESTS_SIMULATION_H
#define TESTS_SIMULATION_H

#include "analysis/change.h"
#include "analysis/crossover.h"

#include <stdbool.h>
#include <stddef.h>

enum grid { GRID_101, GRID_15 };
enum noise_law { NOISE_RELATIVE, NOISE_OF_EXCESS };
enum drift { DRIFT_NONE, DRIFT_LINEAR, DRIFT_WAVES, DRIFT_BURSTS, DRIFT_ORIGINAL_ORDER };

/* A range that a share must lie in. */
struct bound {
    double least, most;
};

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

/* What came of one draw. */
struct draw {
    bool right, crossing, resolved, tie_too_far;
    bool covered;      /* every true crossing, each by its own interval; where right */
    double half_width; /* of the widest crossing, in ln c; NAN: there is none */
    bool margin_found[MARGIN_COUNT], margin_covered[MARGIN_COUNT];
};

/* The number-th draw of that seed: the same at every call. */
struct draw simulation_draw(const struct scenario *scenario, unsigned long seed, size_t number);

/* Two sweeps of the scenario, before and after: what changed of a. With slower a's excess is 15 % larger at 400 to
 * 590. */
struct change simulation_change(const struct scenario *scenario, bool slower, unsigned long seed,
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
