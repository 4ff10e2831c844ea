/* Everything here rests on one curve: r = ln(a / b) over the levels, above 0 where a is dearer.
 * Where it passes a height h is the arg-min of the running sum of r - h: the place before which r
 * is mostly below h and behind which it is mostly above, which one noisy level cannot move far. */
#include "analysis/crossover.h"

#include "base/err.h"

#include <math.h>
#include <stdlib.h>

const char *const outcome_names[] = {
    "crossover",        "several",          "a_dearer",   "b_dearer",
    "a_dearer_in_part", "b_dearer_in_part", "equivalent", "unresolved",
};

const double margins[MARGIN_COUNT] = {0.05, 0.25, 1};

/* r at level i, seen so that it rises: sign -1 turns the curve over. */
static double height(const struct pair *pair, size_t i, int sign) {
    return sign * log(pair->a[i] / pair->b[i]);
}

/* How many of the levels from..to-1 stand before the place where the curve passes `above`. */
static size_t levels_before(const struct pair *pair, size_t from, size_t to, int sign,
                            double above) {
    double sum = 0, least = 0;
    size_t before = 0;

    for (size_t i = from; i < to; i++) {
        sum += height(pair, i, sign) - above;
        if (sum < least) {
            least = sum;
            before = i - from + 1;
        }
    }
    return before;
}

/* Where the curve passes `above` between levels i and i + 1, linear in ln c. */
static double interpolate(const struct pair *pair, size_t i, int sign, double above) {
    double left = height(pair, i, sign) - above, right = height(pair, i + 1, sign) - above;
    double part = right > left ? -left / (right - left) : 0;

    return exp(log((double)pair->level[i]) +
               part * log((double)pair->level[i + 1] / (double)pair->level[i]));
}

/* 1: a is dearer at level i, -1: b is, 0: the difference does not count. */
static int decision(const struct pair *pair, size_t i, double decisive) {
    double r = height(pair, i, 1);

    return (r > log1p(decisive)) - (r < -log1p(decisive));
}

/* A stretch of decided levels of one sign, with undecided ones between. */
struct stretch {
    size_t first, last;
    int sign;
};

static size_t find_stretches(const struct pair *pair, double decisive, struct stretch *stretches) {
    size_t count = 0;

    for (size_t i = 0; i < pair->count; i++) {
        int sign = decision(pair, i, decisive);

        if (sign == 0)
            continue;
        if (count == 0 || stretches[count - 1].sign != sign)
            stretches[count++] = (struct stretch){i, i, sign};
        stretches[count - 1].last = i;
    }
    return count;
}

static struct crossing locate(const struct pair *pair, const struct stretch *below,
                              const struct stretch *above) {
    int sign = above->sign;
    size_t from = below->last + 1, before = levels_before(pair, from, above->first, sign, 0);

    return (struct crossing){interpolate(pair, from + before - 1, sign, 0), sign > 0};
}

static void find_tie(const struct pair *pair, double decisive, struct crossover *crossover) {
    size_t longest = 0, length = 0;

    for (size_t i = 0; i < pair->count; i++) {
        length = decision(pair, i, decisive) ? 0 : length + 1;
        if (length > longest) {
            longest = length;
            crossover->tie_low = pair->level[i + 1 - length];
            crossover->tie_high = pair->level[i];
        }
    }
}

/* From where the dearer one (sign 1: a) is so by at least margin, up to the highest level. */
static double find_margin(const struct pair *pair, int sign, double margin) {
    size_t before = levels_before(pair, 0, pair->count, sign, log1p(margin));

    if (before == pair->count)
        return NAN;
    return before == 0 ? (double)pair->level[0]
                       : interpolate(pair, before - 1, sign, log1p(margin));
}

static void find_bracket(const struct pair *pair, struct crossover *crossover) {
    size_t before = levels_before(pair, 0, pair->count, 1, 0);

    if (before == 0 || before == pair->count)
        return;
    crossover->bracket_low = pair->level[before - 1];
    crossover->bracket_high = pair->level[before];
}

static enum outcome judge(const struct pair *pair, double decisive, const struct stretch *stretches,
                          size_t count) {
    size_t decided = 0;

    for (size_t i = 0; i < pair->count; i++)
        decided += decision(pair, i, decisive) != 0;
    if (count >= 2)
        return count == 2 ? OUTCOME_CROSSOVER : OUTCOME_SEVERAL;
    if (count == 0)
        return pair->count ? OUTCOME_EQUIVALENT : OUTCOME_UNRESOLVED;
    if (decided == pair->count)
        return stretches->sign > 0 ? OUTCOME_A_DEARER : OUTCOME_B_DEARER;
    return stretches->sign > 0 ? OUTCOME_A_DEARER_IN_PART : OUTCOME_B_DEARER_IN_PART;
}

void crossover_find(const struct pair *pair, double decisive, struct crossover *crossover) {
    struct stretch *stretches = calloc(pair->count + 1, sizeof *stretches);
    size_t count;

    PROMISE(stretches);
    *crossover = (struct crossover){0};
    count = find_stretches(pair, decisive, stretches);
    crossover->outcome = judge(pair, decisive, stretches, count);
    for (size_t i = 1; i < count && crossover->crossing_count < CROSSINGS_MOST; i++)
        crossover->crossings[crossover->crossing_count++] =
            locate(pair, &stretches[i - 1], &stretches[i]);
    find_tie(pair, decisive, crossover);
    for (int i = 0; i < MARGIN_COUNT; i++) {
        crossover->margin[0][i] = pair->count ? find_margin(pair, 1, margins[i]) : NAN;
        crossover->margin[1][i] = pair->count ? find_margin(pair, -1, margins[i]) : NAN;
    }
    find_bracket(pair, crossover);
    free(stretches);
}
