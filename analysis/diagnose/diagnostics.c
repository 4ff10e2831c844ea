#include "analysis/diagnose/diagnostics.h"

#include "analysis/diagnose/evidence.h"
#include "analysis/diagnose/shape.h"
#include "analysis/diagnose/warnings.h"
#include "analysis/estimate/stability.h"
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

    if (stability_has_shift(&drift, warnings[WARNING_DRIFT].threshold))
        evidence_find(evidence, WARNING_DRIFT, confounded ? WEIGHT_POOR : WEIGHT_FAIR,
                      100 * expm1(drift.size));
    if (stability_has_shift(&warm_up, warnings[WARNING_WARMUP].threshold))
        evidence_find(evidence, WARNING_WARMUP, WEIGHT_FAIR, 100 * expm1(warm_up.size));
}

/* Returns true if the models did not run back to back. */
static bool check_order(struct evidence *evidence) {
    double distance, pairs;

    if (!evidence->pairing)
        return false;
    distance = stability_distance(evidence->readings, evidence->count, evidence->pairing->a->model,
                                  evidence->pairing->b->model);
    pairs = 2 * (double)evidence->group->count;
    if (!(distance > pairs))
        return false;
    evidence_find(evidence, WARNING_ORDER_CONFOUNDED, WEIGHT_POOR, evidence->pairing->b->model,
                  distance, evidence->pairing->a->model);
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

static void check_number(struct evidence *evidence) {
    size_t cells, near;
    double least = warnings[WARNING_FEW].threshold;
    char level[UNITS_SIZE], text[128];

    free(cells_of(evidence->readings, evidence->count, false, &cells));
    if (cells > 0 && (double)evidence->count < least * (double)cells)
        snprintf(text, sizeof text, "%.1f trials per cell; %g tell how much they vary",
                 (double)evidence->count / (double)cells, least);
    else if (evidence->pairing && !isnan(evidence->level) &&
             (near = levels_near(evidence->pairing->a, evidence->level)) < 5)
        snprintf(text, sizeof text,
                 "%zu level%s within a factor of 2 of the answer, %s; 5 draw a curve", near,
                 near == 1 ? " lies" : "s lie", units_count(level, llround(evidence->level)));
    else
        return;
    evidence_find(evidence, WARNING_FEW, WEIGHT_FAIR, text);
}

static void check_failures(struct evidence *evidence) {
    long long failed = 0, trials = 0;

    for (size_t i = 0; i < evidence->group->count; i++)
        for (size_t j = 0; j < evidence->group->curves[i].count; j++) {
            const struct cell *cell = &evidence->group->curves[i].cells[j];

            failed += cell->failed + cell->left_out;
            trials += cell->trials + cell->failed + cell->left_out;
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
        low = rulers[count / 10];
        high = rulers[count - 1 - count / 10];
        if (high / low - 1 > warnings[WARNING_RULER].threshold)
            evidence_find(evidence, WARNING_RULER, WEIGHT_FAIR, low * 1e6, high * 1e6,
                          100 * (high / low - 1));
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
                      100 * threshold_margins[margin]);
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
}

static void check_estimate(struct evidence *evidence) {
    const struct comparison *comparison = evidence->comparison;

    if (!comparison)
        return;
    if (comparison->has_variance && comparison->sweeps == 0)
        evidence_find(evidence, WARNING_FEW_SWEEPS, WEIGHT_NOTE);
    check_rise(evidence);
    check_modes(evidence);
    if (shape_outliers_matter(comparison))
        evidence_find(evidence, WARNING_OUTLIERS_MATTER, WEIGHT_FAIR,
                      comparison->crossover.typical_crossing.low,
                      comparison->crossover.typical_crossing.high);
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

int diagnose(struct db *db, const struct group *group, const struct pairing *pairing, double margin,
             struct trust *trust, struct err *err) {
    enum weight worst = WEIGHT_NOTE;
    struct evidence evidence = {.group = group, .pairing = pairing, .level = NAN, .trust = trust};
    struct comparison comparison;
    int result;

    trust->count = 0;
    if (pairing) {
        comparison = comparison_make(pairing, METRIC_OVERHEAD, margin);
        evidence.comparison = &comparison;
        evidence.level = crossover_headline(&comparison.crossover);
    }
    result = gather(db, &evidence, err);
    if (pairing)
        comparison_free(&comparison);
    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].weight > worst)
            worst = trust->findings[i].weight;
    trust->word = worst == WEIGHT_NOTE ? "good" : weight_names[worst];
    free(evidence.readings);
    return result;
}
