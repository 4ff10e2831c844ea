#include "analysis/compare/answer.h"

#include <math.h>
#include <string.h>

const char *const answer_outcome_names[] = {
    "crossover", "several",        "same_then_a",    "same_then_b", "a_more",
    "b_more",    "a_more_in_part", "b_more_in_part", "equivalent",  "undecided",
    "a_fails",   "b_fails",        "both_fail",
};

const char *const answer_is_names[] = {NULL, "crossing", "threshold", "limit"};

/* A typical trial that crosses further away than this factor says something else than the mean. */
static const double typical_factor = 1.5;

/* A smaller ratio is 1.00 in print. */
static const double least_told = 1.005;

static const struct size no_size = {NAN, NAN};

/* --- changes of order
 * -------------------------------------------------------------------------------- */

/* Finds where the order changes from one stretch that counts to the next, skipping those that do
 * not. Sets the first and the last such place, and how many there are. */
static void find_changes(const struct comparison *comparison, struct answer *answer) {
    size_t crossings = comparison->crossover.crossing_count;
    int before = -1, which;

    for (size_t s = 0; s <= crossings && crossings > 0; s++) {
        if (!stretch_counts(comparison, s, &which))
            continue;
        if (before >= 0 && which != before) {
            answer->place = place_of_crossing(comparison, &comparison->crossover.crossings[s - 1]);
            answer->first = answer->changes++ ? answer->first : answer->place;
            answer->which = which;
        }
        before = which;
    }
}

/* A crossing of less than half the margin on one side. */
static void find_minor(struct answer *answer) {
    const struct comparison *comparison = answer->comparison;
    struct size below, above;
    int lower, upper;

    if (comparison->crossover.crossing_count != 1 || comparison->crossover.levels == 0)
        return;
    below = stretch_most(comparison, 0, &lower);
    above = stretch_most(comparison, 1, &upper);
    if (isnan(below.ratio) || isnan(above.ratio))
        return;
    answer->minor = place_of_crossing(comparison, comparison->crossover.crossings);
    answer->minor_above = above.ratio < below.ratio;
    answer->minor_size = answer->minor_above ? above : below;
    answer->minor_which = answer->minor_above ? upper : lower;
}

/* --- the outcome ------------------------------------------------------------------------------ */

static bool is_equivalent(const struct comparison *comparison) {
    const struct level *lowest = level_outermost(comparison, false),
                       *highest = level_outermost(comparison, true);

    return comparison->crossover.tie_low <= (double)lowest->concurrency &&
           comparison->crossover.tie_high >= (double)highest->concurrency;
}

/* Are all means on one side? A level that proves nothing must show a difference, not 1.00. */
static bool is_more_everywhere(const struct comparison *comparison, int which) {
    for (size_t i = 0; i < comparison->count; i++) {
        const struct level *level = &comparison->levels[i];
        double least = level_is_proven(level, which, 1) ? 1 : least_told;

        if (level_is_known(level) && !(level_ratio(level, which) > least))
            return false;
    }
    return true;
}

/* The model that the estimate says costs more; -1: it does not say. */
static int side_of(const struct comparison *comparison) {
    const struct crossover *crossover = &comparison->crossover;
    int which;

    switch (crossover->outcome) {
    case OUTCOME_A_MORE:
    case OUTCOME_A_MORE_IN_PART:
        return 0;
    case OUTCOME_B_MORE:
    case OUTCOME_B_MORE_IN_PART:
        return 1;
    case OUTCOME_CROSSOVER:
    case OUTCOME_SEVERAL:
        for (size_t s = crossover->crossing_count + 1; crossover->crossing_count > 0 && s-- > 0;)
            if (stretch_counts(comparison, s, &which))
                return which;
        return -1;
    default:
        return -1;
    }
}

/* Sets the threshold of the model that costs more. Returns false if none is located. */
static bool find_threshold(struct answer *answer) {
    const struct comparison *comparison = answer->comparison;
    int side = side_of(comparison);

    for (int which = 0; which < 2; which++) {
        struct place place = place_of_threshold(comparison, which, 0);

        if ((side >= 0 && which != side) || !place_is_located(comparison, &place))
            continue;
        answer->which = which;
        answer->is = ANSWER_IS_THRESHOLD;
        answer->place = place;
        return true;
    }
    answer->which = side > 0;
    answer->place = side < 0 ? place_none : place_of_threshold(comparison, side, 0);
    return false;
}

static bool has_same_below(const struct answer *answer) {
    double end = isnan(answer->place.estimate) ? answer->place.high : answer->place.estimate;

    return answer->same_low < end;
}

static enum answer_outcome outcome_of(struct answer *answer) {
    const struct comparison *comparison = answer->comparison;
    enum outcome found = comparison->crossover.outcome;
    bool located, always = found == OUTCOME_A_MORE || found == OUTCOME_B_MORE;

    find_changes(comparison, answer);
    if (is_equivalent(comparison)) {
        answer->which = side_of(comparison) > 0;
        return ANSWER_EQUIVALENT;
    }
    if (answer->changes > 0) {
        answer->is = ANSWER_IS_CROSSING;
        return answer->changes == 1 ? ANSWER_CROSSOVER : ANSWER_SEVERAL;
    }
    located = find_threshold(answer);
    find_minor(answer);
    if (located && has_same_below(answer))
        return ANSWER_SAME_THEN_A + (enum answer_outcome)answer->which;
    if (always && is_more_everywhere(comparison, answer->which)) {
        answer->is = ANSWER_IS_NONE; /* its sentence names no place */
        return ANSWER_A_MORE + (enum answer_outcome)answer->which;
    }
    if (located || answer->place.status == PLACE_NOT_MONOTONE)
        return ANSWER_A_MORE_IN_PART + (enum answer_outcome)answer->which;
    return ANSWER_UNDECIDED;
}

/* --- how much --------------------------------------------------------------------------------- */

static void add_size(struct answer *answer, const struct level *level) {
    double ratio = level_ratio(level, answer->which), concurrency = (double)level->concurrency;

    if (!(ratio > 1) || answer->size_count == SIZES_MOST ||
        (answer->size_count > 0 && !(answer->sizes[0].concurrency < concurrency)))
        return;
    answer->sizes[answer->size_count++] = (struct size){concurrency, ratio};
}

/* The first level from the range's high end on that proves a size of its own, and the highest. */
static void find_sizes(struct answer *answer) {
    const struct comparison *comparison = answer->comparison;
    struct size largest;

    for (size_t i = 0; i < comparison->count && answer->size_count == 0; i++) {
        const struct level *level = &comparison->levels[i];

        if (level_is_known(level) && (double)level->concurrency >= answer->place.high &&
            level_is_proven(level, answer->which, 1) &&
            level_ratio(level, answer->which) >= least_told)
            add_size(answer, level);
    }
    add_size(answer, level_outermost(comparison, true));
    if (answer->size_count == 0) {
        largest = size_largest(comparison, answer->which, 0, INFINITY);
        if (!isnan(largest.ratio))
            answer->sizes[answer->size_count++] = largest;
    }
}

/* Of levels from the lowest to the place, or between the places. */
static void find_below(struct answer *answer) {
    const struct place *place = &answer->place, *first = &answer->first;
    double end = isnan(place->estimate) ? place->low : place->estimate;
    double from = answer->changes != 2 ? 0 : isnan(first->estimate) ? first->high : first->estimate;

    answer->below = size_largest(answer->comparison, !answer->which, from, end);
}

/* Above the place a mean on the other side contradicts, and a range that does not reach the
 * margin; below a crossing, where less is claimed, a range on the side that holds above. */
static bool contradicts(const struct answer *answer, const struct level *level) {
    double concurrency = (double)level->concurrency, margin = answer->comparison->margin;

    if (concurrency > answer->place.high)
        return !(level_ratio(level, answer->which) > 1) ||
               (answer->is == ANSWER_IS_THRESHOLD &&
                (answer->which ? level->low > 1 / (1 + margin) : level->high < 1 + margin));
    return answer->is == ANSWER_IS_CROSSING && answer->changes == 1 &&
           concurrency < answer->place.low && level_is_proven(level, answer->which, 1);
}

static void find_contrary(struct answer *answer) {
    for (size_t i = 0; i < answer->comparison->count; i++) {
        const struct level *level = &answer->comparison->levels[i];

        if (!level_is_known(level) || !contradicts(answer, level))
            continue;
        if (answer->contrary_count < 2)
            answer->contrary[answer->contrary_count] = (double)level->concurrency;
        answer->contrary_count++;
    }
}

/* --- the typical trial ------------------------------------------------------------------------ */

static bool lies_elsewhere(double one, double other) {
    return fabs(log(one / other)) > log(typical_factor);
}

/* Sets the place of the typical trial if it differs from that of the mean. */
static void find_typical(struct answer *answer) {
    const struct crossover *crossover = &answer->comparison->crossover;
    struct place typical = place_of_typical_threshold(answer->comparison, answer->which);

    if (crossover->typical == (answer->which ? OUTCOME_A_MORE : OUTCOME_B_MORE)) {
        answer->typical_differs = true; /* another side */
        return;
    }
    if (answer->is == ANSWER_IS_CROSSING && crossover->typical == OUTCOME_CROSSOVER)
        typical = place_of_crossing(answer->comparison, &crossover->typical_crossing);
    else if (answer->is == ANSWER_IS_CROSSING)
        return;
    if (typical.status != PLACE_FOUND || !place_is_located(answer->comparison, &typical))
        return;
    answer->typical_differs = lies_elsewhere(typical.estimate, answer->place.estimate);
    if (answer->typical_differs)
        answer->typical = typical;
}

/* Does the mean agree with the typical trial once the furthest outlier is left out? */
static bool one_trial_decides(const struct answer *answer) {
    struct comparison without = *answer->comparison;
    struct answer other = {.comparison = &without, .same_low = NAN, .place = place_none};

    without.crossover = comparison_without_outlier(answer->comparison);
    outcome_of(&other);
    if (isnan(answer->typical.estimate))
        return other.which != answer->which;
    return other.place.status == PLACE_FOUND &&
           !lies_elsewhere(other.place.estimate, answer->typical.estimate);
}

/* --- failures --------------------------------------------------------------------------------- */

static void find_failure(struct answer *answer, int which) {
    const struct pairing *pairing = &answer->comparison->pairing;
    const struct curve *curve = which ? pairing->b : pairing->a;
    struct failure *failure = &answer->failure[which];

    failure->from = answer->comparison->cannot[which];
    for (size_t i = 0; i < curve->count && failure->from > 0; i++) {
        const struct cell *cell = &curve->cells[i];

        if (cell->concurrency >= failure->from) {
            failure->trials += cell->failed;
            failure->failed += cell->failed;
        } else if (cell->trials > 0) {
            failure->most = cell->concurrency;
        }
    }
}

/* --- all together ----------------------------------------------------------------------------- */

static void fill(struct answer *answer) {
    bool always = answer->ran == ANSWER_A_MORE || answer->ran == ANSWER_B_MORE;

    if (always)
        add_size(answer, level_outermost(answer->comparison, false));
    if (always)
        add_size(answer, level_outermost(answer->comparison, true));
    else
        find_sizes(answer);
    if (answer->is == ANSWER_IS_CROSSING)
        find_below(answer);
    if (answer->is != ANSWER_IS_NONE)
        find_contrary(answer);
    if (answer->is != ANSWER_IS_NONE)
        find_typical(answer);
    answer->one_trial_decides = answer->typical_differs && one_trial_decides(answer);
}

struct answer answer_typical(const struct comparison *comparison) {
    struct comparison typical = *comparison;
    struct crossover *crossover = &typical.crossover;
    struct answer answer = {.comparison = &typical,
                            .place = place_none,
                            .same_low = crossover->tie_low,
                            .same_high = crossover->tie_high};

    crossover->outcome = crossover->typical;
    crossover->crossing_count = crossover->typical == OUTCOME_CROSSOVER;
    crossover->crossings[0] = crossover->typical_crossing;
    for (int which = 0; which < 2; which++)
        crossover->threshold[which][0] = crossover->typical_threshold[which];
    answer.ran = answer.outcome = outcome_of(&answer);
    answer.comparison = comparison;
    return answer;
}

struct answer answer_of(const struct comparison *comparison) {
    struct answer answer = {.comparison = comparison,
                            .ran = ANSWER_UNDECIDED,
                            .place = place_none,
                            .first = place_none,
                            .below = no_size,
                            .minor = place_none,
                            .minor_size = no_size,
                            .same_low = comparison->crossover.tie_low,
                            .same_high = comparison->crossover.tie_high,
                            .typical = place_none};

    if (level_outermost(comparison, false)) {
        answer.ran = outcome_of(&answer);
        fill(&answer);
    }
    answer.outcome = answer.ran;
    for (int which = 0; which < 2; which++)
        find_failure(&answer, which);
    if (comparison->metric == METRIC_OVERHEAD &&
        answer.failure[0].from + answer.failure[1].from > 0)
        answer.outcome = answer.failure[0].from == 0   ? ANSWER_B_FAILS
                         : answer.failure[1].from == 0 ? ANSWER_A_FAILS
                                                       : ANSWER_BOTH_FAIL;
    return answer;
}
