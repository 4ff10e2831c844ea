#include "tests/simulation.h"

#include "analysis/estimate/between.h"
#include "analysis/estimate/stability.h"
#include "base/err.h"
#include "base/random.h"
#include "record/warning.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { levels_most = 101, sweeps_most = 10, trials_most = 5 * sweeps_most };

/* --- levels ----------------------------------------------------------------------------------- */

static size_t make_levels(enum grid grid, double *level) {
    size_t count = 0;

    static const double sparse[][10] = {
        [GRID_10] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000},
        [GRID_8] = {50, 100, 150, 200, 300, 400, 500, 700},
        [GRID_3] = {1, 30, 1000},
    };

    if (grid != GRID_101 && grid != GRID_15) {
        for (; count < 10 && sparse[grid][count] > 0; count++)
            level[count] = sparse[grid][count];
        return count;
    }
    level[count++] = 1;
    if (grid == GRID_101)
        for (int c = 10; c <= 1000; c += 10)
            level[count++] = c;
    else
        for (int i = 1; i < 15; i++)
            level[count++] = round(pow(1000, i / 14.0));
    return count;
}

/* --- drift ------------------------------------------------------------------------------------ */

/* How much slower the machine is at `part` of the campaign (0 to 1), as a factor. */
static double pace(enum drift drift, double part, double phase) {
    switch (drift) {
    case DRIFT_NONE:
        return 1;
    case DRIFT_WAVES:
        return 1 + 0.08 * sin(2 * M_PI * (5 * part + phase));
    case DRIFT_BURSTS:
        return fmod(part + phase, 0.5) < 0.03 ? 1.4 : 1;
    case DRIFT_ORIGINAL_ORDER:
        return 1 + 0.5 * part;
    default:
        return 1 + 0.1 * part;
    }
}

/* --- one sweep -------------------------------------------------------------------------------- */

struct campaign {
    double level[levels_most];
    double a[levels_most][trials_most], b[levels_most][trials_most];
    size_t count;
};

/* When in the campaign (0 to 1) the k-th trial at level j runs. In rounds, levels are in random
 * order and a and b back to back; in the original order, all of a runs first. */
static double place(const struct scenario *scenario, const struct campaign *campaign, size_t turn,
                    int k, size_t j, bool of_a) {
    double count = (double)campaign->count;

    if (scenario->drift == DRIFT_ORIGINAL_ORDER)
        return ((of_a ? 0 : 1) + ((double)j * scenario->trials + k) / (count * scenario->trials)) /
               2;
    return (k + (double)turn / count) / scenario->trials;
}

/* Simulate one round: every level once, in random order. */
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
            of_sweep * scenario_trial(scenario, c, true, rng) *
            pace(scenario->drift, place(scenario, campaign, turn, round, j, true), phase);
        campaign->b[j][at] =
            scenario_trial(scenario, c, false, rng) *
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

/* --- the truth -------------------------------------------------------------------------------- */

static bool covers_all(const struct scenario *scenario, const struct crossover *found) {
    double c = 1;

    for (size_t i = 0; i < found->crossing_count; i++) {
        c = scenario_passes(scenario, c * 1.002, 1);
        if (isnan(c) ||
            !scenario_holds(scenario, found->crossings[i].low, found->crossings[i].high, c))
            return false;
    }
    return true;
}

/* An open end is no claim. */
static void judge_thresholds(const struct scenario *scenario, const struct crossover *found,
                             struct draw *draw) {
    for (int i = 0; i < THRESHOLD_COUNT; i++) {
        const struct threshold *threshold = &found->threshold[0][i];
        double truth = scenario_passes(scenario, 1, 1 + threshold_margin(0.05, i));

        draw->threshold_found[i] = !isnan(threshold->low) && !isnan(threshold->high);
        draw->threshold_covered[i] = draw->threshold_found[i] && !isnan(truth) &&
                                     threshold->high >= truth && threshold->low <= truth;
    }
}

/* --- draws ------------------------------------------------------------------------------------ */

static struct draw judge(const struct scenario *scenario, const struct crossover *found) {
    double five = scenario_passes(scenario, 1, 1.05);
    struct draw draw = {
        .right = found->outcome == scenario->outcome || found->outcome == scenario->or_outcome,
        .crossing = found->crossing_count > 0,
        .resolved = found->outcome != OUTCOME_EQUIVALENT && found->outcome != OUTCOME_UNRESOLVED,
        .tie_too_far = !isnan(five) && found->tie_high > five * 1.04,
        .five = !isnan(found->threshold[0][0].high) || !isnan(found->threshold[1][0].high),
        .half_width = NAN,
    };

    draw.covered = draw.right && covers_all(scenario, found);
    for (size_t i = 0; i < found->crossing_count; i++)
        draw.half_width =
            fmax(draw.half_width, log(found->crossings[i].high / found->crossings[i].low) / 2);
    judge_thresholds(scenario, found, &draw);
    return draw;
}

/* Summarize trials first … first + count - 1 of every cell. */
static void sample(const struct scenario *scenario, const struct campaign *campaign, size_t first,
                   size_t count, struct sample samples[static levels_most]) {
    for (size_t j = 0; j < campaign->count; j++)
        samples[j] = (struct sample){.level = campaign->level[j],
                                     .a = campaign->a[j] + first,
                                     .b = campaign->b[j] + first,
                                     .a_count = count,
                                     .b_count = count,
                                     .paired = scenario->drift != DRIFT_ORIGINAL_ORDER,
                                     .resolution = scenario->step};
}

static void estimate(const struct scenario *scenario, const struct campaign *campaign,
                     struct crossover *found) {
    size_t sweep_count = sweeps_of(scenario), trials = (size_t)scenario->trials;
    struct sample samples[levels_most];
    struct sweep_ratio sweeps[sweeps_most];

    for (size_t s = 0; s < sweep_count; s++) {
        sample(scenario, campaign, s * trials, trials, samples);
        sweeps[s] = sweep_ratio_of(samples, campaign->count);
    }
    sample(scenario, campaign, 0, sweep_count * trials, samples);
    crossover_find(&(struct pair_trials){.samples = samples,
                                         .count = campaign->count,
                                         .paired = samples->paired,
                                         .between = between_sweeps_of(sweeps, sweep_count)},
                   0.05, found);
    if (found->levels == 0) { /* estimates without a range claim nothing */
        found->outcome = OUTCOME_UNRESOLVED;
        found->crossing_count = 0;
    }
}

gsl_rng *simulation_stream(unsigned long seed, size_t number) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct random mix = {seed + number};

    ASSERT(rng);
    gsl_rng_set(rng, (unsigned long)random_next(&mix));
    return rng;
}

static struct simulated_change sum_up(const struct change *change) {
    struct simulated_change found = {0, 0, NAN, NAN};

    for (size_t j = 0; j < change->count; j++) {
        const struct change_level *level = &change->levels[j];

        if (level->counts == 0)
            continue;
        found.levels++;
        found.slower += level->counts > 0;
        found.low = fmin(found.low, level->level);
        found.high = fmax(found.high, level->level);
    }
    return found;
}

struct simulated_change simulation_change(const struct scenario *scenario, bool slower,
                                          unsigned long seed, size_t number) {
    gsl_rng *rng = simulation_stream(seed, number);
    size_t trials = (size_t)scenario->trials;
    struct campaign before, after;
    struct sample samples[levels_most];
    struct simulated_change found;
    struct change change;

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
    change = change_find(samples, after.count, 0.05, (struct between_sweeps){0, INFINITY});
    found = sum_up(&change);
    change_free(&change);
    return found;
}

struct draw simulation_draw(const struct scenario *scenario, unsigned long seed, size_t number) {
    gsl_rng *rng = simulation_stream(seed, number);
    struct campaign campaign;
    struct crossover found;

    perform(scenario, rng, &campaign);
    gsl_rng_free(rng);
    estimate(scenario, &campaign, &found);
    return judge(scenario, &found);
}

/* --- warnings and typical trials -------------------------------------------------------------- */

/* Convert one sweep to the readings that analyze works on. Returns how many. */
static size_t read_campaign(const struct scenario *scenario, const struct campaign *campaign,
                            struct reading *readings) {
    size_t count = 0;

    for (int of_b = 0; of_b < 2; of_b++)
        for (size_t j = 0; j < campaign->count; j++)
            for (int k = 0; k < scenario->trials; k++)
                readings[count++] = (struct reading){
                    .model = of_b ? "b" : "a",
                    .concurrency = llround(campaign->level[j]),
                    .sweep = 1,
                    .round = k + 1,
                    .position = (int64_t)count,
                    .value = of_b ? campaign->b[j][k] : campaign->a[j][k],
                };
    return count;
}

static void judge_typical(const struct scenario *scenario, const struct campaign *campaign,
                          struct suspicion *suspicion) {
    double truth = scenario_passes(scenario, 1.002, 1);
    struct crossover found;
    const struct crossing *typical = &found.typical_crossing;

    estimate(scenario, campaign, &found);
    suspicion->typical_crossing = found.typical == OUTCOME_CROSSOVER;
    suspicion->typical_covered =
        suspicion->typical_crossing && scenario_holds(scenario, typical->low, typical->high, truth);
    suspicion->wider = NAN;
    if (suspicion->typical_crossing && found.outcome == OUTCOME_CROSSOVER)
        suspicion->wider = log(found.crossings[0].high / found.crossings[0].low) /
                           log(typical->high / typical->low);
}

struct suspicion simulation_suspicion(const struct scenario *scenario, unsigned long seed,
                                      size_t number) {
    static struct reading readings[2 * levels_most * trials_most];
    gsl_rng *rng = simulation_stream(seed, number);
    struct campaign campaign;
    struct suspicion suspicion;
    struct shift drift;
    size_t count;

    perform(scenario, rng, &campaign);
    gsl_rng_free(rng);
    count = read_campaign(scenario, &campaign, readings);
    drift = stability_drift(readings, count);
    suspicion.drift = stability_has_shift(&drift, warnings[WARNING_DRIFT].threshold);
    suspicion.noisy =
        stability_noise(readings, count, NULL, NULL) > warnings[WARNING_NOISY].threshold;
    suspicion.outliers = stability_has_outliers(stability_outliers(readings, count), count,
                                                warnings[WARNING_OUTLIERS].threshold);
    judge_typical(scenario, &campaign, &suspicion);
    return suspicion;
}

static double median_half_width(const struct draw *draws, size_t count) {
    double *width = malloc((count + 1) * sizeof *width), median = NAN;
    size_t found = 0;

    ASSERT(width);
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
    double found[THRESHOLD_COUNT] = {0};

    for (size_t i = 0; i < count; i++) {
        sum.right += draws[i].right;
        sum.coverage += draws[i].covered;
        sum.any_crossing += draws[i].crossing;
        sum.resolved += draws[i].resolved;
        sum.five += draws[i].five;
        sum.tie_too_far += draws[i].tie_too_far;
        for (int k = 0; k < THRESHOLD_COUNT; k++) {
            found[k] += draws[i].threshold_found[k];
            sum.threshold[k] += draws[i].threshold_covered[k];
        }
    }
    sum.coverage /= sum.right; /* NAN if never right */
    sum.right /= (double)count;
    sum.any_crossing /= (double)count;
    sum.resolved /= (double)count;
    sum.five /= (double)count;
    sum.tie_too_far /= (double)count;
    for (int k = 0; k < THRESHOLD_COUNT; k++)
        sum.threshold[k] = found[k] > 0 ? sum.threshold[k] / found[k] : NAN;
    return sum;
}

/* --- bounds ----------------------------------------------------------------------------------- */

void simulation_check(const struct scenario *scenario, const struct summary *summary, double slack,
                      char *text, size_t size) {
    static const char *const names[THRESHOLD_COUNT] = {"5 %", "25 %", "2x"};

    *text = 0;
    bound_check("outcome", summary->right, scenario->right, slack, text, size);
    bound_check("coverage", summary->coverage, scenario->coverage, slack, text, size);
    bound_check("crossing", summary->any_crossing, scenario->any_crossing, slack, text, size);
    bound_check("resolved", summary->resolved, scenario->resolved, slack, text, size);
    if (scenario->false_five > 0)
        bound_check("false 5 %", summary->five, (struct bound){0, scenario->false_five}, slack,
                    text, size);
    if (scenario->half_width > 0)
        bound_check("width", summary->half_width, (struct bound){0, scenario->half_width}, 0, text,
                    size);
    for (int i = 0; i < THRESHOLD_COUNT; i++)
        if (scenario->threshold[i].most > 0)
            bound_check(names[i], summary->threshold[i], scenario->threshold[i], slack, text, size);
}
