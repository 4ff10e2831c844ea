#include "analysis/compare/comparison.h"

#include "analysis/dataset/samples.h"
#include "analysis/estimate/between.h"
#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- which pairs ------------------------------------------------------------------------------ */

static bool comes_first(const struct curve *one, const struct curve *other) {
    if (one->threaded != other->threaded)
        return one->threaded;
    return strcmp(one->model, other->model) < 0;
}

/* The position of a model in the user's list; the length of the list if it is not there. */
static size_t asked_place(const struct filter *filter, const char *model) {
    size_t place = 0;

    while (place < filter->model_count && strcmp(filter->models[place], model))
        place++;
    return place;
}

static bool belongs_first(const struct filter *filter, const struct curve *a,
                          const struct curve *b) {
    if (filter->model_count == 0)
        return comes_first(a, b);
    return asked_place(filter, a->model) < asked_place(filter, b->model);
}

/* Writes the first `most` pairs of a group to pairings. Returns how many pairs the group has. */
static size_t list_group(const struct group *group, const struct filter *filter,
                         struct pairing *pairings, size_t most) {
    size_t count = 0;

    for (size_t i = 0; i < group->count; i++)
        for (size_t j = 0; j < group->count; j++) {
            const struct curve *a = &group->curves[i], *b = &group->curves[j];

            if (!strcmp(a->model, b->model) || !belongs_first(filter, a, b))
                continue;
            if (count < most)
                pairings[count] = (struct pairing){group, a, b};
            count++;
        }
    return count;
}

struct pairing *pairings_list(const struct pivot *pivot, const struct filter *filter,
                              size_t *count) {
    struct pairing *pairings = memory_get(pivot->count * PAIRINGS_MOST, sizeof *pairings);

    *count = 0;
    for (size_t i = 0; i < pivot->count; i++) {
        size_t all = list_group(&pivot->groups[i], filter, pairings + *count, PAIRINGS_MOST);

        *count += all < PAIRINGS_MOST ? all : PAIRINGS_MOST;
    }
    return pairings;
}

size_t pairings_left_out(const struct pivot *pivot, const struct filter *filter) {
    size_t left_out = 0;

    for (size_t i = 0; i < pivot->count; i++) {
        size_t all = list_group(&pivot->groups[i], filter, NULL, 0);

        left_out += all > PAIRINGS_MOST ? all - PAIRINGS_MOST : 0;
    }
    return left_out;
}

/* Pairs are in the order of their groups. */
const struct pairing *pairing_of_group(const struct pairing *pairings, size_t count,
                                       const struct group *group) {
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pairings[middle].group < group)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && pairings[low].group == group ? &pairings[low] : NULL;
}

/* --- one pair --------------------------------------------------------------------------------- */

static bool all_paired(const struct samples *samples) {
    for (size_t i = 0; i < samples->count; i++)
        if (!samples->sample[i].paired)
            return false;
    return samples->count > 0;
}

static void count_trials(const struct curve *curve, struct comparison *comparison) {
    for (size_t i = 0; i < curve->count; i++) {
        comparison->trials += curve->cells[i].trials;
        comparison->failed += curve->cells[i].failed;
        comparison->left_out += curve->cells[i].left_out;
    }
}

/* --- sweeps as units -------------------------------------------------------------------------- */

/* Sets comparison->sweeps, too. */
static struct between_sweeps find_between(struct comparison *comparison) {
    const struct pairing *pairing = &comparison->pairing;
    size_t found, count = 0;
    int64_t *sweeps = samples_sweeps(pairing->a, &found);
    struct sweep_ratio *ratios = memory_get(found + 1, sizeof *ratios);
    struct between_sweeps between;

    for (size_t s = 0; s < found; s++) {
        struct samples samples =
            samples_make(pairing->group, pairing->a, pairing->b, comparison->metric, sweeps[s]);

        if (samples.count > 0)
            ratios[count++] = sweep_ratio_of(samples.sample, samples.count);
        samples_free(&samples);
    }
    between = between_sweeps_of(ratios, count);
    comparison->sweeps = count < SWEEPS_LEAST ? 0 : count;
    free(ratios);
    free(sweeps);
    return between;
}

static struct pair_trials trials_of(const struct samples *samples, struct comparison *comparison) {
    return (struct pair_trials){.samples = samples->sample,
                                .count = samples->count,
                                .paired = comparison->paired,
                                .between = find_between(comparison)};
}

/* --- levels ----------------------------------------------------------------------------------- */

/* Sets the levels that both models have, without their ranges. */
static void find_levels(struct comparison *comparison) {
    const struct curve *a = comparison->pairing.a, *b = comparison->pairing.b;

    comparison->levels = memory_get(a->count + 1, sizeof *comparison->levels);
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        const struct cell *one = &a->cells[i], *other = &b->cells[j];

        if (one->concurrency == other->concurrency)
            comparison->levels[comparison->count++] =
                (struct level){.concurrency = one->concurrency,
                               .a = NAN,
                               .b = NAN,
                               .low = NAN,
                               .high = NAN,
                               .trials_a = one->trials,
                               .trials_b = other->trials,
                               .failed_a = one->failed,
                               .failed_b = other->failed};
        i += one->concurrency <= other->concurrency;
        j += other->concurrency <= one->concurrency;
    }
}

/* Both ascend, and every sample has a level. */
static void fill_levels(const struct pair_trials *trials, struct comparison *comparison) {
    struct level_range *ranges = memory_get(trials->count + 1, sizeof *ranges);
    size_t i = 0;

    crossover_ranges(trials, ranges);
    for (size_t j = 0; j < trials->count; j++) {
        const struct sample *sample = &trials->samples[j];

        while (comparison->levels[i].concurrency < llround(sample->level))
            i++;
        comparison->levels[i].a = gsl_stats_mean(sample->a, 1, sample->a_count);
        comparison->levels[i].b = gsl_stats_mean(sample->b, 1, sample->b_count);
        comparison->levels[i].low = ranges[j].low;
        comparison->levels[i].high = ranges[j].high;
    }
    free(ranges);
}

/* --- the comparison --------------------------------------------------------------------------- */

/* The level from which on every trial of a model failed; 0: none, or the other model was not tried
 * that high. */
static int64_t cannot_from(const struct curve *curve, const struct curve *other) {
    int64_t highest = other->count > 0 ? other->cells[other->count - 1].concurrency : 0, from = 0;

    for (size_t i = curve->count; i-- > 0;) {
        if (curve->cells[i].trials > 0 || curve->cells[i].left_out > 0)
            break;
        if (curve->cells[i].failed > 0 && curve->cells[i].concurrency <= highest)
            from = curve->cells[i].concurrency;
    }
    return from;
}

/* Leaves out the levels from which on a model fails: that it does is an answer of its own. */
static struct samples samples_that_ran(const struct pairing *pairing, enum metric metric,
                                       const int64_t cannot[2]) {
    struct samples samples =
        samples_make(pairing->group, pairing->a, pairing->b, metric, SAMPLES_EVERY_SWEEP);

    for (int which = 0; which < 2; which++)
        while (cannot[which] > 0 && samples.count > 0 &&
               samples.sample[samples.count - 1].level >= (double)cannot[which])
            samples.count--;
    return samples;
}

struct comparison comparison_make(const struct pairing *pairing, enum metric metric,
                                  double margin) {
    const int64_t cannot[] = {cannot_from(pairing->a, pairing->b),
                              cannot_from(pairing->b, pairing->a)};
    struct samples samples = samples_that_ran(pairing, metric, cannot);
    struct comparison comparison = {
        .pairing = *pairing,
        .metric = metric,
        .margin = margin,
        .paired = all_paired(&samples),
        .cannot = {cannot[0], cannot[1]},
    };
    struct pair_trials trials = trials_of(&samples, &comparison);

    crossover_find(&trials, margin, &comparison.crossover);
    find_levels(&comparison);
    fill_levels(&trials, &comparison);
    count_trials(pairing->a, &comparison);
    count_trials(pairing->b, &comparison);
    samples_free(&samples);
    return comparison;
}

void comparison_free(struct comparison *comparison) {
    free(comparison->levels);
}

bool comparison_has(const struct pairing *pairing, enum metric metric) {
    struct samples samples =
        samples_make(pairing->group, pairing->a, pairing->b, metric, SAMPLES_EVERY_SWEEP);
    bool has = samples.count > 0;

    samples_free(&samples);
    return has;
}

/* --- without an outlier ----------------------------------------------------------------------- */

/* The largest |ln(value / median)| among values; sets *at to its index. */
static double furthest(const double *value, size_t count, size_t *at) {
    double *sorted = memory_reals(count), most = -1, median;

    for (size_t k = 0; k < count; k++)
        sorted[k] = value[k];
    median = gsl_stats_median(sorted, 1, count);
    free(sorted);
    for (size_t k = 0; k < count; k++)
        if (fabs(log(value[k] / median)) > most) {
            most = fabs(log(value[k] / median));
            *at = k;
        }
    return most;
}

/* Removes value k; the others move up within the storage of the samples. */
static void remove_value(struct samples *samples, const double *value, size_t *count, size_t k) {
    double *own = samples->room + (value - samples->room);

    if (k >= *count || *count < 2)
        return;
    for (size_t i = k; i + 1 < *count; i++)
        own[i] = own[i + 1];
    --*count;
}

static void remove_outlier(struct samples *samples) {
    double most = -1;
    size_t level = 0, place = 0;

    for (size_t j = 0; j < samples->count; j++) {
        const struct sample *sample = &samples->sample[j];
        size_t of_a = 0, of_b = 0;
        double a = furthest(sample->a, sample->a_count, &of_a);
        double b = furthest(sample->b, sample->b_count, &of_b);

        if (fmax(a, b) > most) {
            most = fmax(a, b);
            level = j;
            place = a > b ? of_a : of_b;
        }
    }
    if (samples->count > 0) {
        struct sample *sample = &samples->sample[level];

        remove_value(samples, sample->a, &sample->a_count, place);
        remove_value(samples, sample->b, &sample->b_count, place);
    }
}

struct crossover comparison_without_outlier(const struct comparison *comparison) {
    const struct pairing *pairing = &comparison->pairing;
    struct samples samples = samples_that_ran(pairing, comparison->metric, comparison->cannot);
    struct comparison own = *comparison;
    struct pair_trials trials = trials_of(&samples, &own);
    struct crossover crossover;

    remove_outlier(&samples);
    crossover_find(&trials, comparison->margin, &crossover);
    samples_free(&samples);
    return crossover;
}
