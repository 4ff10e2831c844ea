#include "analysis/estimate/proven.h"

#include "analysis/estimate/gaps.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* Wider windows would prove a difference at levels that are far from it. */
enum { narrow_windows = 2 };

/* The smallest p-value over the narrow windows that end or begin at level j. */
static double level_test(const struct log_ratio *ratio, const struct claim *claim, size_t j) {
    const struct windows *ending = &ratio->level[j].ending;
    const struct windows *beginning = &ratio->level[j].beginning;
    double p = 1;

    for (int w = 0; w < narrow_windows; w++) {
        if (ending->share[w] > 0)
            p = fmin(p, log_ratio_mean_above(ratio, claim, ending->edge[w], j) / ending->share[w]);
        if (beginning->share[w] > 0)
            p = fmin(p, log_ratio_mean_above(ratio, claim, j, beginning->edge[w]) /
                            beginning->share[w]);
    }
    return p;
}

/* Marks the levels where sign * h is proven to be above the margin. */
static void prove(const struct log_ratio *ratio, int sign, double margin, int *proven) {
    struct claim claim = {0, ratio->count - 1, sign, log1p(margin)};

    for (size_t j = 0; j < ratio->count; j++)
        if (sign * ratio->level[j].h > log1p(margin) &&
            2 * (double)ratio->count * level_test(ratio, &claim, j) < gaps_alpha)
            proven[j] = sign;
}

struct stretch *proven_stretches(const struct log_ratio *ratio, double margin, size_t *count) {
    struct stretch *stretches = memory_get(ratio->count + 1, sizeof *stretches);
    int *proven = memory_get(ratio->count + 1, sizeof *proven);

    for (size_t j = 0; j < ratio->count; j++)
        proven[j] = 0;
    prove(ratio, 1, margin, proven);
    prove(ratio, -1, margin, proven);
    *count = 0;
    for (size_t j = 0; j < ratio->count; j++) {
        if (proven[j] == 0)
            continue;
        if (*count > 0 && stretches[*count - 1].sign == proven[j])
            stretches[*count - 1].to = j;
        else
            stretches[(*count)++] = (struct stretch){proven[j], j, j};
    }
    free(proven);
    return stretches;
}

/* The p-value against "no difference in this direction at level j", by its own trials or, where
 * other levels are near, also together with those below or above. */
static double change_test(const struct log_ratio *ratio, const struct claim *claim, size_t j) {
    static const double own_share = .5, other_share = .25;
    size_t first = ratio->level[j].ending.edge[1], last = ratio->level[j].beginning.edge[1];
    double p = log_ratio_mean_above(ratio, claim, j, j);

    if (first == j && last == j)
        return p;
    p /= own_share;
    if (first < j)
        p = fmin(p, log_ratio_mean_above(ratio, claim, first, j) / other_share);
    if (last > j)
        p = fmin(p, log_ratio_mean_above(ratio, claim, j, last) / other_share);
    return p;
}

/* Adds what is proven in one direction. A level that is proven hands its share of the error rate on
 * to the next one, so that a difference which grows is followed as far as it can be proven. */
static void follow(const struct log_ratio *ratio, int sign, int *changed) {
    struct claim claim = {0, ratio->count - 1, sign, 0};
    double shares = 1;

    for (size_t j = 0; j < ratio->count; j++) {
        double p = change_test(ratio, &claim, j);

        if (sign * ratio->level[j].h > 0 && (double)ratio->count * p < shares * gaps_alpha) {
            changed[j] = sign;
            shares++;
        } else {
            shares = 1;
        }
    }
}

int *proven_changes(const struct log_ratio *ratio) {
    int *changed = memory_get(ratio->count + 1, sizeof *changed);

    follow(ratio, 1, changed);
    follow(ratio, -1, changed);
    return changed;
}

bool proven_same(const struct log_ratio *ratio, size_t j, double margin) {
    const struct log_ratio_level *level = &ratio->level[j];
    double t = gsl_cdf_tdist_Pinv(1 - .05 / (2 * (double)ratio->count), level->df);
    double variance = fmax(level->above, level->below) + ratio->between.variance;

    return fabs(level->h) + t * sqrt(variance) < log1p(margin);
}
