#include "tests/simulation.h"

#include "base/err.h"
#include "base/random.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { levels_most = 101, sweeps_most = 10, trials_most = 5 * sweeps_most };

/* --- curves: the ratio of the means ------------------------------------------------------------ */

/* A straight line over another: 84.48. */
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

/* A wave with roots at 30, 120, 480; level below 15. */
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

/* Ours: a plateau at 0.9, a smooth bend through 1 at 200, and a plateau at 1.3. */
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

/* --- the mean of b ----------------------------------------------------------------------------- */

static double twice(double c) {
    return 2.0 + 0.0002 * c;
}

static double good(double c) {
    return 1.05 + 0.0001 * c;
}

/* --- scenarios --------------------------------------------------------------------------------- */

#define ANY                                                                                        \
    { 0, 1 }
#define NONE                                                                                       \
    { 0, 0 }
#define CROSSES OUTCOME_CROSSOVER, OUTCOME_CROSSOVER
#define IN_PART OUTCOME_A_DEARER_IN_PART, OUTCOME_A_DEARER_IN_PART
#define TIED    OUTCOME_EQUIVALENT, OUTCOME_UNRESOLVED

/* Bounds are those of STATISTICS.md 10 and 12.5 where it has the scenario, else about three standard errors around what
 * its tables say. In a tie sweeps that differ resolve something in 10 to 16 of 100 (12.3): hence "knee, 3 sweeps". */
/* clang-format off */
const struct scenario scenarios[] = {
    /* name              grid      n  ratio      b      law              noise outl  bist   drift */
    {"study 2 %",        GRID_101, 3, study,     twice, NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, .98}, ANY, ANY, .04, {NONE}},
    {"study 5 %",        GRID_101, 3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, .98}, ANY, ANY, .09, {NONE}},
    {"study 20 %",       GRID_101, 3, study,     twice, NOISE_RELATIVE,  .20,  0,    false, DRIFT_NONE,   CROSSES, {.92, 1}, {.93, .98}, ANY, ANY, .40, {NONE}},
    {"clean",            GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .03,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.95, 1},   ANY, ANY, .03, {NONE}},
    {"noisy",            GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .25,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.92, .98}, ANY, ANY, .25, {NONE}},
    {"outliers",         GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  .03,  false, DRIFT_NONE,   CROSSES, {.70, 1}, {.95, 1},   ANY, ANY, 0,   {NONE}},
    {"several",          GRID_101, 3, several,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   OUTCOME_SEVERAL, OUTCOME_SEVERAL, {.99, 1}, {.83, 1}, ANY, ANY, 0, {NONE}},
    {"drift_block",      GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .05,  0,    false, DRIFT_LINEAR, CROSSES, {.99, 1}, {.93, .99}, ANY, ANY, .045, {NONE}},
    {"drift_wave_block", GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_WAVES,  CROSSES, {.99, 1}, {.92, .985}, ANY, ANY, 0,  {NONE}},
    {"burst_block",      GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_BURSTS, CROSSES, {.99, 1}, {.93, .99}, ANY, ANY, 0,   {NONE}},
    {"drift_orig",       GRID_101, 3, study,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_ORIGINAL_ORDER, CROSSES, {.9, 1}, {0, .2}, ANY, ANY, 0, {NONE}},
    {"shallow",          GRID_101, 3, shallow,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.9, 1},  {.94, .99}, ANY, ANY, .30, {NONE}},
    {"steep",            GRID_101, 3, steep,     twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.925, .98}, ANY, ANY, .04, {NONE}},
    {"low_end",          GRID_101, 3, low,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, .985}, ANY, ANY, 0,  {NONE}},
    {"high_end",         GRID_101, 3, high,      twice, NOISE_OF_EXCESS, .03,  0,    false, DRIFT_NONE,   CROSSES, {.60, 1}, {.90, .99}, ANY, ANY, 0,   {NONE}},
    {"reverse",          GRID_101, 3, reverse,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.93, .985}, ANY, ANY, 0,  {NONE}},
    {"step",             GRID_101, 3, step,      twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   CROSSES, {.99, 1}, {.99, 1},   ANY, ANY, 0,   {NONE}},
    {"sigmoid",          GRID_101, 3, sigmoid,   twice, NOISE_OF_EXCESS, .06,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.92, .99}, ANY, ANY, 0,   {NONE}},
    {"3 sweeps, tau 0",  GRID_101, 3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.93, .985}, ANY, ANY, .10, {NONE}, 3, 0},
    {"3 sweeps, tau 3 %",GRID_101, 3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.91, .98},  ANY, ANY, .18, {NONE}, 3, .03},
    {"10 sweeps, tau 3 %",GRID_101,3, study,     twice, NOISE_RELATIVE,  .05,  0,    false, DRIFT_NONE,   CROSSES, {.97, 1}, {.92, .985}, ANY, ANY, .07, {NONE}, 10, .03},
    {"knee, 3 sweeps",   GRID_101, 3, knee,      good,  NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   IN_PART, {.80, 1}, ANY, {0, .20}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}, 3, .02},
    {"none",             GRID_101, 3, never,     twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   OUTCOME_B_DEARER, OUTCOME_B_DEARER_IN_PART, {.99, 1}, ANY, NONE, ANY, 0, {NONE}},
    {"near_tie 2 %",     GRID_101, 3, near_tie,  twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   OUTCOME_B_DEARER_IN_PART, OUTCOME_UNRESOLVED, ANY, ANY, {0, .01}, ANY, 0, {NONE}},
    {"all_tie",          GRID_101, 3, tie,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .01}, {0, .05}, 0, {NONE}},
    {"all_tie, 15",      GRID_15,  5, tie,       twice, NOISE_OF_EXCESS, .10,  0,    false, DRIFT_NONE,   TIED, ANY, ANY, {0, .01}, {0, .10}, 0, {NONE}},
    {"knee",             GRID_101, 3, knee,      good,  NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .05}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}},
    {"knee, 15",         GRID_15,  5, knee,      good,  NOISE_RELATIVE,  .02,  0,    false, DRIFT_NONE,   IN_PART, {.93, 1}, ANY, {0, .05}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}},
    {"knee_bistable",    GRID_101, 3, knee,      good,  NOISE_RELATIVE,  .03,  0,    true,  DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .04}, ANY, 0, {{.97, 1}, {.90, 1}, {.97, 1}}},
    {"knee_bistable, 15",GRID_15,  5, knee,      good,  NOISE_RELATIVE,  .03,  0,    true,  DRIFT_NONE,   IN_PART, {.93, 1}, ANY, {0, .04}, ANY, 0, {{.97, 1}, {.90, 1}, {.97, 1}}},
    {"knee_late",        GRID_101, 3, knee_late, good,  NOISE_RELATIVE,  .03,  0,    false, DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .05}, ANY, 0, {{.97, 1}, {.97, 1}, {.97, 1}}},
    {"tie_then_a",       GRID_101, 3, drift_away, good, NOISE_RELATIVE,  .03,  0,    false, DRIFT_NONE,   IN_PART, {.95, 1}, ANY, {0, .05}, ANY, 0, {{.97, 1}, {.97, 1}, NONE}},
    {0},
};
/* clang-format on */

/* --- levels ------------------------------------------------------------------------------------ */

static size_t make_levels(enum grid grid, double *level) {
    size_t count = 0;

    level[count++] = 1;
    if (grid == GRID_101)
        for (int c = 10; c <= 1000; c += 10)
            level[count++] = c;
    else
        for (int i = 1; i < 15; i++)
            level[count++] = round(pow(1000, i / 14.0));
    return count;
}

/* --- one trial --------------------------------------------------------------------------------- */

static double skewed(gsl_rng *rng, double variation) {
    double shape = 1 / (variation * variation);

    return gsl_ran_gamma(rng, shape, 1 / shape);
}

/* The slow mode is drawn so that the mean stays. */
static double mean_of_trial(const struct scenario *scenario, double c, bool of_a, gsl_rng *rng) {
    double b = scenario->baseline(c), ratio = scenario->ratio(c);

    if (!of_a)
        return b;
    if (scenario->bistable && ratio > 1.1 && ratio < 2)
        ratio = gsl_rng_uniform(rng) < (ratio - 1.1) / 0.9 ? 2 : 1.1;
    return b * ratio;
}

static double draw_trial(const struct scenario *scenario, double c, bool of_a, gsl_rng *rng) {
    double mean = mean_of_trial(scenario, c, of_a, rng);
    double variation = scenario->noise * (of_a ? 1 : 0.7) * sqrt(fmax(c, 25) / 100), y;

    if (of_a && scenario->ratio(c) > 1 && scenario->baseline == good)
        variation *= fmin(3, scenario->ratio(c)); /* above a knee it is noisier */
    if (scenario->law == NOISE_RELATIVE || mean <= 1)
        y = mean * skewed(rng, variation);
    else
        y = 1 + (mean - 1) * skewed(rng, variation);
    if (gsl_rng_uniform(rng) < scenario->outliers)
        y *= 2 + 2 * gsl_rng_uniform(rng);
    return y;
}

/* By how much the machine is slower at that part of the campaign, 0 to 1. */
static double pace(enum drift drift, double part, double phase) {
    switch (drift) {
    case DRIFT_NONE:
        return 1;
    case DRIFT_WAVES:
        return 1 + 0.08 * sin(2 * M_PI * (5 * part + phase));
    case DRIFT_BURSTS:
        return fmod(part + phase, 0.5) < 0.03 ? 1.4 : 1;
    default:
        return 1 + 0.1 * part;
    }
}

/* --- one sweep --------------------------------------------------------------------------------- */

struct campaign {
    double level[levels_most];
    double a[levels_most][trials_most], b[levels_most][trials_most];
    size_t count;
};

/* Where in the campaign the k-th trial at level j stands. Rounds: levels in random order, a beside b; in the
 * original order all of a comes first. */
static double place(const struct scenario *scenario, const struct campaign *campaign, size_t turn,
                    int k, size_t j, bool of_a) {
    double count = (double)campaign->count;

    if (scenario->drift == DRIFT_ORIGINAL_ORDER)
        return ((of_a ? 0 : 1) + ((double)j * scenario->trials + k) / (count * scenario->trials)) /
               2;
    return (k + (double)turn / count) / scenario->trials;
}

/* One round: every level once, in random order. */
static void perform_round(const struct scenario *scenario, gsl_rng *rng, double phase, int round,
                          double of_sweep, size_t at, struct campaign *campaign) {
    size_t order[levels_most];

    for (size_t j = 0; j < campaign->count; j++)
        order[j] = j;
    gsl_ran_shuffle(rng, order, campaign->count, sizeof *order);
    for (size_t turn = 0; turn < campaign->count; turn++) {
        size_t j = order[turn];
        double c = campaign->level[j];

        campaign->a[j][at] =
            of_sweep * draw_trial(scenario, c, true, rng) *
            pace(scenario->drift, place(scenario, campaign, turn, round, j, true), phase);
        campaign->b[j][at] =
            draw_trial(scenario, c, false, rng) *
            pace(scenario->drift, place(scenario, campaign, turn, round, j, false), phase);
    }
}

static size_t sweeps_of(const struct scenario *scenario) {
    return scenario->sweeps ? scenario->sweeps : 1;
}

static void perform(const struct scenario *scenario, gsl_rng *rng, struct campaign *campaign) {
    size_t at = 0;

    campaign->count = make_levels(scenario->grid, campaign->level);
    for (size_t s = 0; s < sweeps_of(scenario); s++) {
        double phase = gsl_rng_uniform(rng);
        double of_sweep = exp(gsl_ran_gaussian(rng, scenario->between));

        for (int round = 0; round < scenario->trials; round++)
            perform_round(scenario, rng, phase, round, of_sweep, at++, campaign);
    }
}

/* --- the truth --------------------------------------------------------------------------------- */

/* Where the ratio passes `above` upwards (sign 1) or downwards behind c, up to 1,000; NAN: nowhere. */
static double passes(const struct scenario *scenario, double c, double above) {
    double before = scenario->ratio(c) - above;

    for (double x = log(c); x < log(1000); x += 1e-3) {
        double now = scenario->ratio(exp(x + 1e-3)) - above;

        if ((before < 0) != (now < 0))
            return exp(x + 5e-4);
        before = now;
    }
    return NAN;
}

/* A jump is covered where the interval touches it. */
static bool covers(const struct scenario *scenario, const struct crossing *crossing, double truth) {
    double slack = scenario->ratio == step ? 5 : 0.001 * truth;

    return crossing->low <= truth + slack && crossing->high >= truth - slack;
}

static bool covers_all(const struct scenario *scenario, const struct crossover *found) {
    double c = 1;

    for (size_t i = 0; i < found->crossing_count; i++) {
        c = passes(scenario, c * 1.002, 1);
        if (isnan(c) || !covers(scenario, &found->crossings[i], c))
            return false;
    }
    return true;
}

static void judge_margins(const struct scenario *scenario, const struct crossover *found,
                          struct draw *draw) {
    for (int i = 0; i < MARGIN_COUNT; i++) {
        const struct margin *margin = &found->margin[0][i];
        double truth = passes(scenario, 1, 1 + margins[i]);

        draw->margin_found[i] = margin->reached;
        draw->margin_covered[i] = margin->reached && !isnan(truth) && margin->high >= truth &&
                                  (isnan(margin->low) || margin->low <= truth);
    }
}

/* --- draws ------------------------------------------------------------------------------------- */

static struct draw judge(const struct scenario *scenario, const struct crossover *found) {
    double five = passes(scenario, 1, 1.05);
    struct draw draw = {
        .right = found->outcome == scenario->outcome || found->outcome == scenario->or_outcome,
        .crossing = found->crossing_count > 0,
        .resolved = found->outcome != OUTCOME_EQUIVALENT && found->outcome != OUTCOME_UNRESOLVED,
        .tie_too_far = !isnan(five) && found->tie_high > five * 1.04,
        .half_width = NAN,
    };

    draw.covered = draw.right && covers_all(scenario, found);
    for (size_t i = 0; i < found->crossing_count; i++)
        draw.half_width =
            fmax(draw.half_width, log(found->crossings[i].high / found->crossings[i].low) / 2);
    judge_margins(scenario, found, &draw);
    return draw;
}

/* The ratio of trials first … first + count - 1 of every cell. */
static struct ratio ratio_of(const struct scenario *scenario, const struct campaign *campaign,
                             size_t first, size_t count) {
    struct sample samples[levels_most];

    for (size_t j = 0; j < campaign->count; j++)
        samples[j] = (struct sample){.level = campaign->level[j],
                                     .a = campaign->a[j] + first,
                                     .b = campaign->b[j] + first,
                                     .a_count = count,
                                     .b_count = count,
                                     .paired = scenario->drift != DRIFT_ORIGINAL_ORDER};
    return ratio_of_means(samples, campaign->count);
}

static void estimate(const struct scenario *scenario, const struct campaign *campaign,
                     struct crossover *found) {
    size_t sweep_count = sweeps_of(scenario), trials = (size_t)scenario->trials;
    struct ratio pooled = ratio_of(scenario, campaign, 0, sweep_count * trials);
    struct ratio sweeps[sweeps_most];

    for (size_t s = 0; s < sweep_count; s++)
        sweeps[s] = ratio_of(scenario, campaign, s * trials, trials);
    crossover_find(
        &(struct pair_evidence){.pooled = &pooled,
                                .sweeps = sweeps,
                                .sweep_count = sweep_count < SWEEPS_LEAST ? 0 : sweep_count},
        0.05, found);
    for (size_t s = 0; s < sweep_count; s++)
        ratio_free(&sweeps[s]);
    ratio_free(&pooled);
}

/* Neighbouring numbers get unlike streams. Owned by the caller. */
static gsl_rng *stream(unsigned long seed, size_t number) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct random mix = {seed + number};

    PROMISE(rng);
    gsl_rng_set(rng, (unsigned long)random_next(&mix));
    return rng;
}

struct change simulation_change(const struct scenario *scenario, bool slower, unsigned long seed,
                                size_t number) {
    gsl_rng *rng = stream(seed, number);
    size_t trials = (size_t)scenario->trials;
    struct campaign before, after;
    struct sample samples[levels_most];
    struct change change;
    struct ratio ratio;

    perform(scenario, rng, &before);
    perform(scenario, rng, &after);
    gsl_rng_free(rng);
    for (size_t j = 0; j < after.count; j++) {
        for (size_t k = 0; slower && k < trials && after.level[j] >= 400 && after.level[j] <= 590;
             k++)
            after.a[j][k] = 1 + 1.15 * (after.a[j][k] - 1);
        samples[j] =
            (struct sample){after.level[j], after.a[j], before.a[j], trials, trials, false};
    }
    ratio = ratio_of_means(samples, after.count);
    change_find(&ratio, &change);
    ratio_free(&ratio);
    return change;
}

struct draw simulation_draw(const struct scenario *scenario, unsigned long seed, size_t number) {
    gsl_rng *rng = stream(seed, number);
    struct campaign campaign;
    struct crossover found;

    perform(scenario, rng, &campaign);
    gsl_rng_free(rng);
    estimate(scenario, &campaign, &found);
    return judge(scenario, &found);
}

static double median_half_width(const struct draw *draws, size_t count) {
    double *width = malloc((count + 1) * sizeof *width), median = NAN;
    size_t found = 0;

    PROMISE(width);
    for (size_t i = 0; i < count; i++)
        if (!isnan(draws[i].half_width))
            width[found++] = draws[i].half_width;
    gsl_sort(width, 1, found);
    if (found > 0)
        median = gsl_stats_median_from_sorted_data(width, 1, found);
    free(width);
    return median;
}

struct summary simulation_summary(const struct draw *draws, size_t count) {
    struct summary sum = {.draws = count, .half_width = median_half_width(draws, count)};
    double found[MARGIN_COUNT] = {0};

    for (size_t i = 0; i < count; i++) {
        sum.right += draws[i].right;
        sum.coverage += draws[i].covered;
        sum.any_crossing += draws[i].crossing;
        sum.resolved += draws[i].resolved;
        sum.tie_too_far += draws[i].tie_too_far;
        for (int k = 0; k < MARGIN_COUNT; k++) {
            found[k] += draws[i].margin_found[k];
            sum.margin[k] += draws[i].margin_covered[k];
        }
    }
    sum.coverage /= sum.right; /* NAN: never right */
    sum.right /= (double)count;
    sum.any_crossing /= (double)count;
    sum.resolved /= (double)count;
    sum.tie_too_far /= (double)count;
    for (int k = 0; k < MARGIN_COUNT; k++)
        sum.margin[k] = found[k] > 0 ? sum.margin[k] / found[k] : NAN;
    return sum;
}

/* --- bounds ------------------------------------------------------------------------------------ */

static void check(const char *name, double value, struct bound bound, double slack, char *text,
                  size_t size) {
    size_t length = strlen(text);

    if (!isnan(value) && (value < bound.least - slack || value > bound.most + slack))
        snprintf(text + length, size - length, "%s%s", length ? ", " : "", name);
}

void simulation_check(const struct scenario *scenario, const struct summary *summary, double slack,
                      char *text, size_t size) {
    static const char *const names[MARGIN_COUNT] = {"5 %", "25 %", "2x"};

    *text = 0;
    check("outcome", summary->right, scenario->right, slack, text, size);
    check("coverage", summary->coverage, scenario->coverage, slack, text, size);
    check("crossing", summary->any_crossing, scenario->any_crossing, slack, text, size);
    check("resolved", summary->resolved, scenario->resolved, slack, text, size);
    if (scenario->half_width > 0)
        check("width", summary->half_width, (struct bound){0, scenario->half_width}, 0, text, size);
    for (int i = 0; i < MARGIN_COUNT; i++)
        if (scenario->margin[i].most > 0)
            check(names[i], summary->margin[i], scenario->margin[i], slack, text, size);
}
