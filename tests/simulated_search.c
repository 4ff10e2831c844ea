#include "tests/simulated_search.h"

#include "base/err.h"
#include "tests/simulation.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

#define ANY                                                                                        \
    { 0, 1 }

/* The pairs are bounded by what was measured, and a fifth. How precise the result is on a
 * slowly rising curve, at a jump or with outliers is only reported. */
/* clang-format off */
const struct hunt hunts[] = {
    /* name               scenario      noise  goal              right     coverage  reached   pairs */
    {"study 2 %",         "study 2 %",   .02, SEARCH_CROSSING, {.99, 1}, {.92, 1}, {.99, 1}, 55},
    {"study 5 %",         "study 5 %",   .05, SEARCH_CROSSING, {.99, 1}, {.92, 1}, {.95, 1}, 100},
    {"study 10 %",        "study 5 %",   .10, SEARCH_CROSSING, {.99, 1}, {.92, 1}, {.60, 1}, 290},
    {"steep 10 %",        "steep",       .10, SEARCH_CROSSING, {.99, 1}, {.92, 1}, ANY, 0},
    {"step 10 %",         "step",        .10, SEARCH_CROSSING, {.90, 1}, {.92, 1}, ANY, 0},
    {"low 5 %",           "low_end",     .05, SEARCH_CROSSING, {.99, 1}, {.92, 1}, ANY, 0},
    {"shallow 3 %",       "shallow",     .03, SEARCH_CROSSING, {.99, 1}, {.92, 1}, ANY, 0},
    {"outliers 5 %",      "outliers",    .05, SEARCH_CROSSING, {.90, 1}, {.92, 1}, ANY, 0},
    {"none 3 %",          "none",        .03, SEARCH_NOTHING,  {1, 1},   ANY,      ANY, 0},
    {"none 10 %",         "none",        .10, SEARCH_NOTHING,  {1, 1},   ANY,      ANY, 0},
    {"tie 3 %",           "all_tie",     .03, SEARCH_NOTHING,  {.99, 1}, ANY,      ANY, 176},
    {"tie 10 %",          "all_tie",     .10, SEARCH_NOTHING,  {.99, 1}, ANY,      ANY, 176},
    {"near tie 3 %",      "near_tie 2 %",.03, SEARCH_NOTHING,  {.99, 1}, ANY,      ANY, 176},
    {"knee 2 %",          "knee",        .02, SEARCH_MARGIN,   {.95, 1}, {.95, 1}, ANY, 0},
    {"knee 5 %",          "knee",        .05, SEARCH_MARGIN,   {.95, 1}, {.95, 1}, ANY, 0},
    {"knee bistable 3 %", "knee_bistable",.03,SEARCH_MARGIN,   {.95, 1}, {.95, 1}, ANY, 0},
    {"late knee 3 %",     "knee_late",   .03, SEARCH_MARGIN,   {.95, 1}, {.95, 1}, ANY, 0},
    {"drift away 3 %",    "tie_then_a",  .03, SEARCH_MARGIN,   {.80, 1}, {.95, 1}, ANY, 0},
    {0},
};
/* clang-format on */

static void perform(const struct scenario *scenario, gsl_rng *rng, struct search *search) {
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count;

    while ((count = search_ask(search, levels)) > 0)
        for (size_t i = 0; i < count; i++) {
            double c = (double)levels[i], a = scenario_trial(scenario, c, true, rng);

            search_tell(search, levels[i], a, scenario_trial(scenario, c, false, rng));
        }
}

struct catch simulated_search(const struct hunt *hunt, unsigned long seed, size_t number) {
    struct scenario scenario = *scenario_find(hunt->scenario);
    gsl_rng *rng = simulation_stream(seed, number);
    struct search *search = search_new(1, 1000, 0.1, seed + number);
    struct search_state found;
    double truth;

    scenario.noise = hunt->noise;
    perform(&scenario, rng, search);
    found = search_state(search);
    search_free(search);
    gsl_rng_free(rng);
    truth = scenario_passes(&scenario, 1, found.goal == SEARCH_MARGIN ? 1.05 : 1);
    return (struct catch){
        .right = found.goal == hunt->goal ||
                 (hunt->goal == SEARCH_NOTHING && found.goal > SEARCH_NOTHING),
        .covered = !isnan(found.high) &&
                   scenario_holds(&scenario, isnan(found.low) ? 0 : found.low, found.high, truth),
        .reached = found.reached,
        .pairs = (double)found.pairs,
        .half_width = log(found.high / found.low) / 2,
    };
}

/* --- summary of many searches ----------------------------------------------------------------- */

static double median(double *value, size_t count) {
    gsl_sort(value, 1, count);
    return count ? gsl_stats_median_from_sorted_data(value, 1, count) : NAN;
}

struct catches simulated_catches(const struct catch *list, size_t count) {
    double *pairs = malloc((count + 1) * sizeof *pairs), located = 0;
    double *width = malloc((count + 1) * sizeof *width);
    struct catches sum = {0};
    size_t widths = 0;

    ASSERT(pairs && width);
    for (size_t i = 0; i < count; i++) {
        bool has_interval = list[i].right && !isnan(list[i].half_width);

        pairs[i] = list[i].pairs;
        sum.most_pairs = fmax(sum.most_pairs, list[i].pairs);
        sum.right += list[i].right;
        sum.coverage += list[i].right && list[i].covered;
        sum.reached += list[i].right && list[i].reached;
        located += list[i].right;
        if (has_interval)
            width[widths++] = list[i].half_width;
    }
    sum.right /= (double)count;
    sum.coverage /= located; /* NAN if none was right */
    sum.reached /= located;
    sum.pairs = median(pairs, count);
    sum.half_width = median(width, widths);
    free(pairs);
    free(width);
    return sum;
}

void simulated_check(const struct hunt *hunt, const struct catches *catches, double slack,
                     char *text, size_t size) {
    bool locates = hunt->goal != SEARCH_NOTHING;

    *text = 0;
    bound_check("goal", catches->right, hunt->right, slack, text, size);
    if (locates)
        bound_check("coverage", catches->coverage, hunt->coverage, slack, text, size);
    if (locates)
        bound_check("reached", catches->reached, hunt->reached, slack, text, size);
    if (hunt->pairs > 0)
        bound_check("pairs", catches->pairs, (struct bound){0, hunt->pairs}, 0, text, size);
}
