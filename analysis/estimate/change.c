#include "analysis/estimate/change.h"

#include "analysis/estimate/crossing.h"

#include <math.h>
#include <stdlib.h>

const char *const verdict_names[] = {"REGRESSION", "IMPROVEMENT", "MIXED", "EQUIVALENT",
                                     "NO CHANGE FOUND"};

static const double tolerance = 0.02, equivalence = 0.05;

/* 1: surely costs more, by more than the tolerance; -1: surely costs less. */
static int sign_at(const struct band *band, size_t g) {
    double value = band->at[g].value, reach = band->simultaneous[g] * band->at[g].se;

    return (value - reach > log1p(tolerance)) - (value + reach < -log1p(tolerance));
}

static void extend(struct change_range *range, const struct band *band, size_t g) {
    double ratio = expm1(band->at[g].value);

    range->high = band->c[g];
    range->least = fmin(range->least, ratio);
    range->most = fmax(range->most, ratio);
}

static void list_ranges(const struct band *band, struct change *change) {
    int before = 0;

    for (size_t g = 0; g < band->count; g++) {
        int sign = sign_at(band, g);

        if (sign != 0 && sign != before && change->range_count < CHANGES_MOST)
            change->ranges[change->range_count++] =
                (struct change_range){band->c[g], band->c[g], INFINITY, -INFINITY};
        if (sign != 0)
            extend(&change->ranges[change->range_count - 1], band, g);
        before = sign;
    }
}

static bool is_equivalent(const struct band *band) {
    for (size_t g = 0; g < band->count; g++)
        if (!(fabs(band->at[g].value) + band->simultaneous[g] * band->at[g].se <
              log1p(equivalence)))
            return false;
    return band->count > 0;
}

static enum verdict judge(const struct change *change, const struct band *band) {
    size_t worse = 0;

    for (size_t i = 0; i < change->range_count; i++)
        worse += change->ranges[i].least > 0;
    if (change->range_count == 0)
        return is_equivalent(band) ? VERDICT_EQUIVALENT : VERDICT_NO_CHANGE;
    if (worse == change->range_count)
        return VERDICT_REGRESSION;
    return worse == 0 ? VERDICT_IMPROVEMENT : VERDICT_MIXED;
}

void change_find(const struct ratio *after_over_before, struct change *change) {
    struct band band = band_make(&(struct pair_evidence){.pooled = after_over_before}, band_wide);

    change->range_count = 0;
    if (after_over_before->has_variance)
        list_ranges(&band, change);
    change->verdict = after_over_before->has_variance ? judge(change, &band) : VERDICT_NO_CHANGE;
    band_free(&band);
}
