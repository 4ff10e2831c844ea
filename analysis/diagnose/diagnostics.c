#include "analysis/diagnose/diagnostics.h"

#include "analysis/dataset/samples.h"
#include "analysis/diagnose/evidence.h"
#include "analysis/diagnose/shape.h"
#include "analysis/diagnose/warnings.h"
#include "analysis/estimate/stability.h"
#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/units.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* --- how steady the trials are ---------------------------------------------------------------- */

static void check_noise(struct evidence *evidence) {
    struct cell_span worst;
    double most = NAN, noise = stability_noise(evidence->readings, evidence->count, &worst, &most);
    char level[UNITS_SIZE];

    if (noise > warnings[WARNING_NOISY].threshold)
        evidence_find(evidence, WARNING_NOISY, noise > 0.3 ? WEIGHT_POOR : WEIGHT_FAIR,
                      100 * noise);
    if (most > warnings[WARNING_NOISY_CELLS].threshold && most > 3 * noise) {
        const struct reading *reading = &evidence->readings[worst.first];

        evidence_find(evidence, WARNING_NOISY_CELLS, WEIGHT_FAIR, reading->model,
                      units_count(level, reading->concurrency), 100 * most);
        evidence_at(evidence, reading->concurrency);
    }
}

static void check_outliers(struct evidence *evidence) {
    size_t outliers = stability_outliers(evidence->readings, evidence->count);

    if (stability_has_outliers(outliers, evidence->count, warnings[WARNING_OUTLIERS].threshold))
        evidence_find(evidence, WARNING_OUTLIERS, WEIGHT_FAIR, outliers, evidence->count);
}

static void check_shifts(struct evidence *evidence, bool confounded) {
    struct shift drift = stability_drift(evidence->readings, evidence->count);
    struct shift warm_up = stability_warm_up(evidence->readings, evidence->count);

    if (!isnan(drift.size))
        evidence_check(evidence, WARNING_DRIFT);
    if (stability_has_shift(&drift, warnings[WARNING_DRIFT].threshold))
        evidence_find(evidence, WARNING_DRIFT, confounded ? WEIGHT_POOR : WEIGHT_FAIR,
                      100 * expm1(drift.size));
    if (stability_has_shift(&warm_up, warnings[WARNING_WARMUP].threshold))
        evidence_find(evidence, WARNING_WARMUP, WEIGHT_FAIR, 100 * fabs(expm1(warm_up.size)));
}

/* Returns true if most trials of the two models did not run side by side. */
static bool check_order(struct evidence *evidence) {
    size_t apart, trials;
    char share[EVIDENCE_SHARE_SIZE];

    if (!evidence->pairing)
        return false;
    apart =
        stability_apart(evidence->readings, evidence->count, evidence->pairing->a->model,
                        evidence->pairing->b->model, 2 * (double)evidence->group->count, &trials);
    if (trials > 0)
        evidence_check(evidence, WARNING_ORDER_CONFOUNDED);
    if (2 * apart <= trials)
        return false;
    evidence_find(evidence, WARNING_ORDER_CONFOUNDED, WEIGHT_POOR,
                  evidence_share(share, (long long)apart, trials));
    return true;
}

static size_t levels_near(const struct curve *curve, double level) {
    size_t near = 0;

    for (size_t i = 0; i < curve->count; i++) {
        double concurrency = (double)curve->cells[i].concurrency;

        near += curve->cells[i].trials > 0 && concurrency >= level / 2 && concurrency <= level * 2;
    }
    return near;
}

/* One trial per level tells no range at all; two or fewer hardly do. Returns whether there are too
 * few. */
static bool check_trials(struct evidence *evidence) {
    double least = warnings[WARNING_FEW].threshold, per_level;
    char clause[128];
    size_t cells;

    free(cells_of(evidence->readings, evidence->count, false, &cells));
    per_level = (double)evidence->count / (double)cells;
    if (cells == 0 || per_level >= least)
        return false;
    snprintf(clause, sizeof clause, "%.2g trials per level", per_level);
    if (evidence->count == cells)
        evidence_find_clause(evidence, WARNING_FEW, WEIGHT_POOR,
                             "one trial per level, so the range is unknown", "");
    else
        evidence_find_clause(evidence, WARNING_FEW, WEIGHT_FAIR, clause,
                             ", too few to show how much they vary");
    return true;
}

/* The levels where a failure begins are far apart. Returns whether the answer is a failure. */
static bool check_failure_edge(struct evidence *evidence) {
    const struct failure *failure = evidence->answer->failure;
    char most[UNITS_SIZE], from[UNITS_SIZE], clause[128];

    if (evidence->answer->outcome < ANSWER_A_FAILS)
        return false;
    failure += failure->from == 0;
    snprintf(clause, sizeof clause, "no level between %s and %s", units_count(most, failure->most),
             units_count(from, failure->from));
    if (failure->most > 0 && (double)failure->from > 1.25 * (double)failure->most)
        evidence_find_clause(evidence, WARNING_FEW, WEIGHT_FAIR, clause,
                             ", so where it begins to fail is known only roughly");
    return true;
}

static void check_levels(struct evidence *evidence) {
    size_t levels = evidence->comparison->crossover.levels, near;
    char clause[128], more[128], level[UNITS_SIZE];

    if (levels > 0 && levels < 3) {
        evidence_find_clause(evidence, WARNING_FEW, WEIGHT_FAIR,
                             levels == 1 ? "one level only" : "two levels only",
                             ", which do not show a curve");
        return;
    }
    if (isnan(evidence->level) || (near = levels_near(evidence->pairing->a, evidence->level)) >= 5)
        return;
    units_count(level, llround(figures_rounded(evidence->level, evidence->answer->place.low,
                                               evidence->answer->place.high)));
    snprintf(clause, sizeof clause, "few levels near %s", level);
    snprintf(more, sizeof more, ", where the answer lies: %zu within a factor of 2", near);
    evidence_find_clause(evidence, WARNING_FEW, WEIGHT_FAIR, clause, more);
}

/* Of n trials, all miss a mode of that share with a probability of 5%. */
static void check_slow_modes(struct evidence *evidence) {
    size_t cells, fewest = SIZE_MAX;
    struct cell_span *cell = cells_of(evidence->readings, evidence->count, false, &cells);

    for (size_t i = 0; i < cells; i++)
        fewest = cell[i].count < fewest ? cell[i].count : fewest;
    free(cell);
    if (cells > 0 && (double)fewest < warnings[WARNING_SLOW_MODES].threshold)
        evidence_find(evidence, WARNING_SLOW_MODES, WEIGHT_NOTE, fewest, fewest == 1 ? "" : "s",
                      100 * (1 - pow(0.05, 1 / (double)fewest)));
}

static void check_number(struct evidence *evidence) {
    check_slow_modes(evidence);
    if (!check_trials(evidence) && evidence->answer && !check_failure_edge(evidence))
        check_levels(evidence);
}

/* Failures that are the answer itself are no reason to doubt it. */
static bool is_answer(const struct evidence *evidence, const struct curve *curve,
                      const struct cell *cell) {
    if (!evidence->answer || evidence->answer->outcome < ANSWER_A_FAILS)
        return false;
    for (int which = 0; which < 2; which++)
        if (curve == (which ? evidence->pairing->b : evidence->pairing->a))
            return evidence->answer->failure[which].from > 0 &&
                   cell->concurrency >= evidence->answer->failure[which].from;
    return false;
}

static void check_failures(struct evidence *evidence) {
    long long failed = 0, trials = 0;

    for (size_t i = 0; i < evidence->group->count; i++)
        for (size_t j = 0; j < evidence->group->curves[i].count; j++) {
            const struct curve *curve = &evidence->group->curves[i];
            const struct cell *cell = &curve->cells[j];

            trials += cell->trials + cell->failed + cell->left_out;
            failed += cell->left_out + (is_answer(evidence, curve, cell) ? 0 : cell->failed);
        }
    if (failed > 0)
        evidence_find(evidence, WARNING_FAILED, WEIGHT_FAIR, failed, trials);
}

/* How long the fixed spins before the trials took, ascending. Owned by the caller. */
static double *rulers_of(const struct evidence *evidence, size_t *count) {
    double *rulers = memory_get(evidence->count + 1, sizeof *rulers);

    *count = 0;
    for (size_t i = 0; i < evidence->count; i++)
        if (!isnan(evidence->readings[i].ruler))
            rulers[(*count)++] = evidence->readings[i].ruler;
    gsl_sort(rulers, 1, *count);
    return rulers;
}

/* Eight in ten of them should take about as long. */
static void check_ruler(struct evidence *evidence) {
    size_t count;
    double *rulers = rulers_of(evidence, &count), low, high;

    if (count >= 20) {
        evidence_check(evidence, WARNING_RULER);
        low = rulers[count / 10];
        high = rulers[count - 1 - count / 10];
        if (high / low - 1 > warnings[WARNING_RULER].threshold)
            evidence_find(evidence, WARNING_RULER, WEIGHT_FAIR, 100 * (high / low - 1), low * 1e6,
                          high * 1e6);
    }
    free(rulers);
}

/* --- what the estimate shows ------------------------------------------------------------------ */

static void check_rise(struct evidence *evidence) {
    bool of_b;
    int margin = shape_falls_again(&evidence->comparison->crossover, &of_b);
    const struct pairing *pairing = evidence->pairing;

    if (margin >= 0)
        evidence_find(evidence, WARNING_NOT_MONOTONE, WEIGHT_FAIR,
                      of_b ? pairing->b->model : pairing->a->model,
                      100 * threshold_margin(evidence->comparison->margin, margin));
}

/* Reports at most one of the models; a is checked first. */
static void check_modes(struct evidence *evidence) {
    const struct pairing *pairing = evidence->pairing;
    const struct crossover *crossover = &evidence->comparison->crossover;
    double noise = stability_noise(evidence->readings, evidence->count, NULL, NULL), gap;
    const struct curve *curve = pairing->a;
    const struct cell *cell = shape_modes(curve, &crossover->threshold[0][0], noise, &gap);
    char level[UNITS_SIZE];

    if (!cell) {
        curve = pairing->b;
        cell = shape_modes(curve, &crossover->threshold[1][0], noise, &gap);
    }
    if (cell)
        evidence_find(evidence, WARNING_BISTABLE, WEIGHT_FAIR, curve->model,
                      units_count(level, cell->concurrency), gap);
    if (cell)
        evidence_at(evidence, cell->concurrency);
}

static void check_typical(struct evidence *evidence) {
    if (!evidence->answer->typical_differs)
        return;
    if (evidence->answer->one_trial_decides)
        evidence_find_clause(evidence, WARNING_OUTLIERS_MATTER, WEIGHT_POOR,
                             "one trial alone decides the answer",
                             ": without it the mean agrees with the typical trial");
    else
        evidence_find_clause(evidence, WARNING_OUTLIERS_MATTER, WEIGHT_FAIR,
                             "the typical trial gives another answer",
                             " than the mean, which a few slow trials decide");
}

static void check_sweeps(struct evidence *evidence) {
    size_t count;

    if (evidence->comparison->crossover.levels == 0 || evidence->comparison->sweeps > 0)
        return;
    free(samples_sweeps(evidence->pairing->a, &count));
    evidence_find_clause(evidence, WARNING_FEW_SWEEPS, WEIGHT_NOTE,
                         count < 2 ? "one sweep only" : "two sweeps only",
                         ". Another day may differ by more than the ranges, which hold within one "
                         "sweep");
}

static void check_estimate(struct evidence *evidence) {
    if (!evidence->answer)
        return;
    check_sweeps(evidence);
    check_rise(evidence);
    check_modes(evidence);
    check_typical(evidence);
}

/* The heavier first, then in the order of the table; what few trials have comes last. */
static int by_weight(const void *one, const void *other) {
    const struct finding *left = one, *right = other;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    if (left->weight == WEIGHT_FAIR && left->warning->by_share != right->warning->by_share)
        return left->warning->by_share ? 1 : -1;
    return (left->warning > right->warning) - (left->warning < right->warning);
}

/* --- checking and judging --------------------------------------------------------------------- */

static int gather(struct db *db, struct evidence *evidence, struct err *err) {
    evidence->count = readings_count(evidence->group);
    if (warnings_find(db, evidence, err))
        return -1;
    evidence->readings = readings_of(evidence->group); /* not earlier: SQL needs memory too */
    check_shifts(evidence, check_order(evidence));
    check_noise(evidence);
    check_outliers(evidence);
    check_number(evidence);
    check_failures(evidence);
    check_ruler(evidence);
    check_estimate(evidence);
    return 0;
}

int diagnose(struct db *db, const struct group *group, const struct answer *answer,
             struct trust *trust, struct err *err) {
    struct evidence evidence = {.group = group, .answer = answer, .level = NAN, .trust = trust};
    enum weight worst;
    int result;

    *trust = (struct trust){.count = 0};
    if (answer) {
        evidence.comparison = answer->comparison;
        evidence.pairing = &answer->comparison->pairing;
        evidence.level = answer->place.estimate;
    }
    result = gather(db, &evidence, err);
    qsort(trust->findings, trust->count, sizeof *trust->findings, by_weight);
    worst = trust->count > 0 ? trust->findings[0].weight : WEIGHT_NOTE;
    trust->word = worst == WEIGHT_NOTE ? "good" : weight_names[worst];
    free(evidence.readings);
    return result;
}
