#include "analysis/estimate/crossover.h"

#include "analysis/estimate/cusum.h"
#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

const char *const outcome_names[] = {
    "crossover",      "several",        "a_more",     "b_more",
    "a_more_in_part", "b_more_in_part", "equivalent", "unresolved",
};

const double margins[MARGIN_COUNT] = {0.05, 0.25, 1};

/* --- no difference ---------------------------------------------------------------------------- */

/* Is any difference above the margin excluded at a grid point? */
static bool is_tied(const struct band *wide, size_t g, double equivalence) {
    const struct estimate *at = &wide->at[g];

    return fabs(at->corrected) + wide->simultaneous[g] * at->se < log1p(equivalence);
}

/* Finds the longest stretch of tied grid points and reports the tested levels in it. */
static void find_tie(const struct ratio *ratio, const struct band *wide, double equivalence,
                     struct crossover *crossover) {
    double widest = -1;
    size_t g = 0, first = 0;

    for (size_t j = 0; j < ratio->count; j++) {
        for (; g <= wide->level[j]; g++)
            if (!is_tied(wide, g, equivalence))
                first = j + (g == wide->level[j]);
        if (first > j || ratio->point[j].x - ratio->point[first].x <= widest)
            continue;
        widest = ratio->point[j].x - ratio->point[first].x;
        crossover->tie_low = ratio->point[first].level;
        crossover->tie_high = ratio->point[j].level;
    }
}

/* --- the study's bracket ---------------------------------------------------------------------- */

/* Finds the neighbouring levels below which a mostly costs less, and above which it mostly costs
 * more. */
static void find_bracket(const struct ratio *ratio, struct crossover *crossover) {
    double *height = memory_reals(ratio->count);
    size_t before;

    for (size_t j = 0; j < ratio->count; j++)
        height[j] = ratio->point[j].r;
    before = cusum_least(height, ratio->count, 0);
    free(height);
    if (before == 0 || before == ratio->count)
        return;
    crossover->bracket_low = llround(ratio->point[before - 1].level);
    crossover->bracket_high = llround(ratio->point[before].level);
}

/* --- the outcome ------------------------------------------------------------------------------ */

/* Is the sign of the run proven at every level? */
static bool covers_all(const struct ratio *ratio, const struct band *wide, const struct run *run) {
    for (size_t j = 0; j < ratio->count; j++) {
        size_t g = wide->level[j];

        if (!(run->sign * wide->at[g].value > wide->simultaneous[g] * wide->at[g].se))
            return false;
    }
    return true;
}

static bool is_tied_everywhere(const struct band *wide, double equivalence) {
    for (size_t g = 0; g < wide->count; g++)
        if (!is_tied(wide, g, equivalence))
            return false;
    return wide->count > 0;
}

static enum outcome judge(const struct ratio *ratio, const struct band *wide,
                          const struct run *runs, size_t count, double equivalence) {
    bool a = count > 0 && runs->sign > 0;

    if (count >= 2)
        return count == 2 ? OUTCOME_CROSSOVER : OUTCOME_SEVERAL;
    if (count == 0)
        return ratio->has_variance && is_tied_everywhere(wide, equivalence) ? OUTCOME_EQUIVALENT
                                                                            : OUTCOME_UNRESOLVED;
    if (covers_all(ratio, wide, runs))
        return a ? OUTCOME_A_MORE : OUTCOME_B_MORE;
    return a ? OUTCOME_A_MORE_IN_PART : OUTCOME_B_MORE_IN_PART;
}

static struct crossing cross(const struct ratio *ratio, const struct band *wide,
                             const struct band *narrow, const struct run *below) {
    static const double zone = 1.5;
    struct located located = crossing_locate(ratio, wide, narrow, below, below + 1);

    return (struct crossing){
        .concurrency = exp(located.estimate),
        .low = exp(located.low),
        .high = exp(located.high),
        .a_more_above = below[1].sign > 0,
        .zone = exp(located.high - located.low) > zone,
        .method = located.method,
    };
}

static void find_crossings(const struct pair_evidence *evidence, const struct band *wide,
                           const struct run *runs, size_t count, struct crossover *crossover) {
    struct band narrow;

    if (count < 2)
        return;
    narrow = band_make(evidence, band_narrow);
    for (size_t i = 0; i + 1 < count && i < CROSSINGS_MOST; i++)
        crossover->crossings[crossover->crossing_count++] =
            cross(evidence->pooled, wide, &narrow, &runs[i]);
    band_free(&narrow);
}

/* --- margins ---------------------------------------------------------------------------------- */

/* Returns the curve of each single sweep; made only when needed. Owned by the caller: free with
 * sweep_bands_free(). */
static struct band *sweep_bands_make(const struct pair_evidence *evidence) {
    struct band *bands = memory_get(evidence->sweep_count + 1, sizeof *bands);

    for (size_t s = 0; s < evidence->sweep_count; s++)
        bands[s] = band_make(&(struct pair_evidence){.pooled = &evidence->sweeps[s]}, band_wide);
    return bands;
}

static void sweep_bands_free(struct band *bands, size_t count) {
    for (size_t s = 0; s < count; s++)
        band_free(&bands[s]);
    free(bands);
}

/* A margin, and the model it is about (1: a, -1: b). */
struct wanted {
    int sign;
    double margin;
};

/* Widens the interval to include that of the sweeps' mean in ln c, if three sweeps or more have an
 * estimate. */
static void widen_by_sweeps(const struct pair_evidence *evidence, const struct band *bands,
                            const struct wanted *wanted, struct margin *found) {
    double *estimate = memory_get(evidence->sweep_count + 1, sizeof *estimate), mean, reach;
    size_t count = 0;

    for (size_t s = 0; s < evidence->sweep_count; s++) {
        struct margin own =
            margin_find(&evidence->sweeps[s], &bands[s], wanted->sign, wanted->margin);

        if (own.reached && !isnan(own.estimate))
            estimate[count++] = log(own.estimate);
    }
    if (count >= SWEEPS_LEAST) {
        mean = gsl_stats_mean(estimate, 1, count);
        reach = gsl_cdf_tdist_Pinv(0.975, (double)count - 1) *
                gsl_stats_sd_m(estimate, 1, count, mean) / sqrt((double)count);
        found->low = isnan(found->low) ? NAN : fmin(found->low, exp(mean - reach));
        found->high = fmax(found->high, exp(mean + reach));
    }
    free(estimate);
}

static void find_margins(const struct pair_evidence *evidence, const struct band *wide,
                         struct crossover *crossover) {
    struct band *bands = NULL;

    for (int i = 0; i < 2 * MARGIN_COUNT; i++) {
        struct margin *found = &crossover->margin[i / MARGIN_COUNT][i % MARGIN_COUNT];
        const struct wanted wanted = {i < MARGIN_COUNT ? 1 : -1, margins[i % MARGIN_COUNT]};

        *found = margin_find(evidence->pooled, wide, wanted.sign, wanted.margin);
        if (!found->reached || evidence->sweep_count == 0)
            continue;
        bands = bands ? bands : sweep_bands_make(evidence);
        widen_by_sweeps(evidence, bands, &wanted, found);
    }
    if (bands)
        sweep_bands_free(bands, evidence->sweep_count);
}

void crossover_find(const struct pair_evidence *evidence, double equivalence,
                    struct crossover *crossover) {
    const struct ratio *ratio = evidence->pooled;
    struct band wide = band_make(evidence, band_wide);
    struct run *runs;
    size_t count;

    *crossover =
        (struct crossover){.tie_low = NAN, .tie_high = NAN, .proven_low = NAN, .proven_high = NAN};
    runs = runs_find(ratio, &wide, &count);
    crossover->outcome = judge(ratio, &wide, runs, count, equivalence);
    find_crossings(evidence, &wide, runs, count, crossover);
    if (count == 1) {
        crossover->proven_low = wide.c[runs->from];
        crossover->proven_high = wide.c[runs->to];
    }
    if (ratio->has_variance)
        find_tie(ratio, &wide, equivalence, crossover);
    find_margins(evidence, &wide, crossover);
    find_bracket(ratio, crossover);
    free(runs);
    band_free(&wide);
}
