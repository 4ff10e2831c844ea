#include "tests/scenarios.h"

#include "base/text.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- curves: the ratio of the means ----------------------------------------------------------- */

/* One straight line divided by another; passes 1 at 84.48. */
static double study(double c) {
    return (1.02 + 0.0118 * c) / (2.0 + 0.0002 * c);
}

static double reverse(double c) {
    return 1 / study(c);
}

static double power(double c, double root, double slope) {
    return exp(slope * log(c / root));
}

static double shallow(double c) {
    return power(c, 300, 0.1);
}

static double steep(double c) {
    double x = log(c / 250.9);

    return exp(0.9 * x + 0.1 * x * x * x / 3);
}

static double low(double c) {
    return power(c, 15, 0.5);
}

static double high(double c) {
    return power(c, 800, 0.5);
}

static double step(double c) {
    return c < 405 ? 0.8 : 1.25;
}

/* A wave that passes 1 at 30, 120 and 480; constant below 15. */
static double several(double c) {
    return exp(0.15 * sin(M_PI * fmax(log(c / 30) / log(4), -0.5)));
}

static double never(double c) {
    (void)c;
    return 0.7;
}

static double near_tie(double c) {
    (void)c;
    return 0.98;
}

static double tie(double c) {
    (void)c;
    return 1;
}

/* A plateau at 0.9, a smooth rise through 1 at 200, a plateau at 1.3. Not in STATISTICS.md. */
static double sigmoid(double c) {
    return 0.9 + 0.4 / (1 + 3 * exp(-2.5 * log(c / 200)));
}

static double knee(double c) {
    return exp(1.5 * fmax(0, log(c / 100)));
}

static double knee_late(double c) {
    return exp(2 * fmax(0, log(c / 300)));
}

static double drift_away(double c) {
    return exp(0.12 * log1p(c / 60));
}

/* --- the mean of b ---------------------------------------------------------------------------- */

static double twice(double c) {
    return 2.0 + 0.0002 * c;
}

static double good(double c) {
    return 1.05 + 0.0001 * c;
}

/* --- scenarios -------------------------------------------------------------------------------- */

#define ANY                                                                                        \
    { 0, 1 }
#define NONE                                                                                       \
    { 0, 0 }
#define CROSSES OUTCOME_CROSSOVER, OUTCOME_CROSSOVER
#define IN_PART OUTCOME_A_MORE_IN_PART, OUTCOME_A_MORE_IN_PART
#define TIED    OUTCOME_EQUIVALENT, OUTCOME_UNRESOLVED

/* Ranges end at tested levels, so they hold the truth more often than they claim; their widths are
 * bounded by what was measured, and a fifth. Where the models are the same but sweeps differ, a
 * difference is reported in 10 to 16 of 100: hence the bounds of "knee, 3 sweeps". */
/* clang-format off */
const struct scenario scenarios[] = {
    /* name              grid      n  ratio      b      law              noise outl  bist   drift */
    {"study 2 %",        GRID_101, 3, study,     twice, NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, .22, {NONE}},
    {"study 5 %",        GRID_101, 3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, .32, {NONE}},
    {"study 20 %",       GRID_101, 3, study,     twice, NOISE_RELATIVE,  .20,  0,    false, DRIFT_NONE,   CROSSES, {.92, 1}, {.93, 1}, ANY, ANY, .80, {NONE}},
    {"clean",            GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .03,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1},   ANY, ANY, .16, {NONE}},
    {"noisy",            GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .25,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, .60, {NONE}},
    {"outliers",         GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  .03,  false, DRIFT_NONE,   CROSSES, {.70, 1}, {.93, 1},   ANY, ANY, 0,   {NONE}},
    {"several",          GRID_101, 3, several,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   OUTCOME_SEVERAL, OUTCOME_SEVERAL, {.99, 1}, {.93, 1}, ANY, ANY, 0, {NONE}},
    {"drift_block",      GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .05,  0,    false, DRIFT_LINEAR, CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, .22, {NONE}},
    {"drift_wave_block", GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_WAVES,  CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, 0,  {NONE}},
    {"burst_block",      GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_BURSTS, CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, 0,   {NONE}},
    {"drift_orig",       GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_ORIGINAL_ORDER, CROSSES, {.9, 1}, {0, .2}, ANY, ANY, 0, {NONE}},
    {"shallow",          GRID_101, 3, shallow,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.9, 1},  {.93, 1}, ANY, ANY, .80, {NONE}},
    {"steep",            GRID_101, 3, steep,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, .18, {NONE}},
    {"low_end",          GRID_101, 3, low,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, 1}, ANY, ANY, 0,  {NONE}},
    {"high_end",         GRID_101, 3, high,      twice, NOISE_OF_EXCESS, .03,  0,    false, DRIFT_NONE,   CROSSES, {.60, 1}, {.93, 1}, ANY, ANY, 0,   {NONE}},
    {"reverse",          GRID_101, 3, reverse,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1}, ANY, ANY, 0,  {NONE}},
    {"step",             GRID_101, 3, step,      twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, 1},   ANY, ANY, 0,   {NONE}},
    {"sigmoid",          GRID_101, 3, sigmoid,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, 1}, ANY, ANY, 0,   {NONE}},
    {"3 sweeps, tau 0",  GRID_101, 3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, 1}, ANY, ANY, .22, {NONE}, 3, 0},
    {"3 sweeps, tau 3 %",GRID_101, 3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, 1},  ANY, ANY, .38, {NONE}, 3, .03},
    {"10 sweeps, tau 3 %",GRID_101,3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, 1}, ANY, ANY, .32, {NONE}, 10, .03},
    {"knee, 3 sweeps",   GRID_101, 3, knee,      good,  NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   IN_PART, {.80, 1}, ANY, {0, .20}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}, 3, .02},
    {"none",             GRID_101, 3, never,     twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   OUTCOME_B_MORE, OUTCOME_B_MORE_IN_PART, {.99, 1}, ANY, NONE, ANY, 0, {NONE}},
    {"near_tie 2 %",     GRID_101, 3, near_tie,  twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   OUTCOME_B_MORE_IN_PART, OUTCOME_UNRESOLVED, ANY, ANY, {0, .01}, ANY, 0, {NONE}},
    {"all_tie",          GRID_101, 3, tie,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .01}, {0, .05}, 0, {NONE}},
    {"all_tie, 15",      GRID_15,  5, tie,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .01}, {0, .10}, 0, {NONE}},
    {"knee",             GRID_101, 3, knee,      good,  NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .03}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}},
    {"knee, 15",         GRID_15,  5, knee,      good,  NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   IN_PART, {.93, 1}, ANY, {0, .03}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}},
    {"knee_bistable",    GRID_101, 3, knee,      good,  NOISE_RELATIVE,  .03,  0,    true,  DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .03}, ANY, 0, {{.97, 1}, {.90, 1}, {.97, 1}}},
    {"knee_bistable, 15",GRID_15,  5, knee,      good,  NOISE_RELATIVE,  .03,  0,    true,  DRIFT_NONE,   IN_PART, {.93, 1}, ANY, {0, .03}, ANY, 0, {{.97, 1}, {.90, 1}, {.97, 1}}},
    {"knee_late",        GRID_101, 3, knee_late, good,  NOISE_RELATIVE,  .03,  0,    false, DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .03}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}},
    {"tie_then_a",       GRID_101, 3, drift_away, good, NOISE_RELATIVE,  .03,  0,    false, DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .03}, ANY, 0, {{.97, 1}, {.97, 1}, NONE}},
    {"knee, 8",          GRID_8,   5, knee,      good,  NOISE_RELATIVE,  .03,  0,    false, DRIFT_NONE,   IN_PART, {.90, 1}, ANY, {0, .03}, ANY, 0, {{.93, 1}, {.93, 1}, {.93, 1}}},
    {"knee, 10",         GRID_10,  5, knee,      good,  NOISE_RELATIVE,  .03,  0,    false, DRIFT_NONE,   IN_PART, {.90, 1}, ANY, {0, .03}, ANY, 0, {{.93, 1}, {.93, 1}, {.93, 1}}},
    {"knee, 10, twenty", GRID_10, 20, knee,      good,  NOISE_RELATIVE,  .10,  0,    false, DRIFT_NONE,   IN_PART, {.90, 1}, ANY, {0, .03}, ANY, 0, {{.93, 1}, {.93, 1}, {.93, 1}}},
    {"steep, 8",         GRID_8,   5, steep,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, 1}, ANY, ANY, 0, {NONE}},
    {"step, 8, two",     GRID_8,   2, step,      twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   CROSSES, ANY, {.93, 1}, ANY, ANY, 0, {NONE}},
    {"study, 3 levels",  GRID_3,   5, study,     twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   CROSSES, {.90, 1}, {.93, 1}, ANY, ANY, 0, {NONE}},
    {"study, 10, single",GRID_10,  1, study,     twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   OUTCOME_UNRESOLVED, OUTCOME_UNRESOLVED, {1, 1}, ANY, NONE, NONE, 0, {NONE}},
    {"tie, 8",           GRID_8,   5, tie,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .03},
    {"tie, 10, two",     GRID_10,  2, tie,       twice, NOISE_OF_EXCESS, .20,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .03},
    {"tie, 101",         GRID_101, 3, tie,       twice, NOISE_OF_EXCESS, .20,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .03},
    {"tie, lognormal",   GRID_10,  5, tie,       twice, NOISE_LOGNORMAL, 1,    0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .08},
    {"tie, Pareto",      GRID_10,  5, tie,       twice, NOISE_PARETO,    1.5,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .08},
    {"tie, outliers",    GRID_10,  5, tie,       twice, NOISE_OF_EXCESS, .06,  .03,  false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .08},
    {"tie, ticks",       GRID_10,  5, tie,       twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .03}, ANY, 0, {NONE}, 0, 0, .03, .5},
    {"away, ticks",      GRID_10,  5, drift_away, good, NOISE_RELATIVE,  .01,  0,    false, DRIFT_NONE,   OUTCOME_UNRESOLVED, OUTCOME_A_MORE_IN_PART, ANY, ANY, {0, .03}, ANY, 0, {{.93, 1}, NONE, NONE}, 0, 0, 0, .35},
    {"knee, CPU",        GRID_10,  5, knee,      good,  NOISE_RELATIVE,  .10,  0,    false, DRIFT_NONE,   IN_PART, {.80, 1}, ANY, {0, .03}, ANY, 0, {{.93, 1}, {.93, 1}, {.93, 1}}, 0, 0, 0, .02},
    {"steep, pages",     GRID_10,  5, steep,     twice, NOISE_RELATIVE,  .0005, 0,   false, DRIFT_NONE,   CROSSES, {.90, 1}, {.93, 1}, ANY, ANY, 0, {NONE}, 0, 0, 0, .01},
    {"knee, buckets",    GRID_10,  5, knee,      good,  NOISE_RELATIVE,  .06,  0,    false, DRIFT_NONE,   IN_PART, {.85, 1}, ANY, {0, .03}, ANY, 0, {{.93, 1}, {.93, 1}, {.93, 1}}, 0, 0, 0, .008},
    {0},
};
/* clang-format on */

/* --- one trial -------------------------------------------------------------------------------- */

static double skewed(gsl_rng *rng, double variation) {
    double shape = 1 / (variation * variation);

    return gsl_ran_gamma(rng, shape, 1 / shape);
}

/* A factor of mean 1 with a heavy tail. */
static double heavy(const struct scenario *scenario, gsl_rng *rng) {
    double x = scenario->noise;

    if (scenario->law == NOISE_LOGNORMAL)
        return gsl_ran_lognormal(rng, -x * x / 2, x);
    return gsl_ran_pareto(rng, x, 1) * (x - 1) / x;
}

/* The slow mode is drawn with such a probability that the mean is unchanged. */
static double mean_of_trial(const struct scenario *scenario, double c, bool of_a, gsl_rng *rng) {
    double b = scenario->baseline(c), ratio = scenario->ratio(c);

    if (!of_a)
        return b;
    if (scenario->bistable && ratio > 1.1 && ratio < 2)
        ratio = gsl_rng_uniform(rng) < (ratio - 1.1) / 0.9 ? 2 : 1.1;
    return b * ratio;
}

double scenario_trial(const struct scenario *scenario, double c, bool of_a, gsl_rng *rng) {
    double mean = mean_of_trial(scenario, c, of_a, rng);
    double variation = scenario->noise * (of_a ? 1 : 0.7) * sqrt(fmax(c, 25) / 100), y;

    if (of_a && scenario->ratio(c) > 1 && scenario->baseline == good)
        variation *= fmin(3, scenario->ratio(c)); /* noisier above a knee */
    if (scenario->law == NOISE_LOGNORMAL || scenario->law == NOISE_PARETO)
        y = 1 + (mean - 1) * heavy(scenario, rng);
    else if (scenario->law == NOISE_RELATIVE || mean <= 1)
        y = mean * skewed(rng, variation);
    else
        y = 1 + (mean - 1) * skewed(rng, variation);
    if (gsl_rng_uniform(rng) < scenario->outliers)
        y *= 2 + 2 * gsl_rng_uniform(rng);
    return scenario->step > 0 ? fmax(round(y / scenario->step), 1) * scenario->step : y;
}

/* --- the truth -------------------------------------------------------------------------------- */

double scenario_passes(const struct scenario *scenario, double c, double above) {
    double before = scenario->ratio(c) - above;

    for (double x = log(c); x < log(1000); x += 1e-3) {
        double now = scenario->ratio(exp(x + 1e-3)) - above;

        if ((before < 0) != (now < 0))
            return exp(x + 5e-4);
        before = now;
    }
    return NAN;
}

bool scenario_holds(const struct scenario *scenario, double low, double high, double truth) {
    double slack = scenario->ratio == step ? 5 : 0.001 * truth;

    return low <= truth + slack && high >= truth - slack;
}

const struct scenario *scenario_find(const char *name) {
    const struct scenario *scenario = scenarios;

    while (scenario->name && strcmp(scenario->name, name))
        scenario++;
    return scenario;
}

void bound_check(const char *name, double value, struct bound bound, double slack, char *text,
                 size_t size) {
    if (!isnan(value) && (value < bound.least - slack || value > bound.most + slack))
        text_add(text, size, "%s%s", *text ? ", " : "", name);
}
