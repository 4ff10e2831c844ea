#include "analysis/comparison.h"

#include "base/err.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- which pairs
 * ---------------------------------------------------------------------------------- */

static int has_threads(const char *model) {
    return strstr(model, "thread") != NULL;
}

static bool comes_first(const char *model, const char *other) {
    if (has_threads(model) != has_threads(other))
        return has_threads(model);
    return strcmp(model, other) < 0;
}

/* The place of a model in the list the user gave. */
static size_t asked_place(const struct request *request, const char *model) {
    size_t place = 0;

    while (place < request->model_count && strcmp(request->models[place], model))
        place++;
    return place;
}

static bool belongs_first(const struct request *request, const struct curve *a,
                          const struct curve *b) {
    if (request->model_count == 0)
        return comes_first(a->model, b->model);
    return asked_place(request, a->model) < asked_place(request, b->model);
}

static size_t list_group(const struct group *group, const struct request *request,
                         struct pairing *pairings) {
    size_t count = 0;

    for (size_t i = 0; i < group->count; i++)
        for (size_t j = 0; j < group->count; j++) {
            const struct curve *a = &group->curves[i], *b = &group->curves[j];

            if (strcmp(a->model, b->model) && belongs_first(request, a, b))
                pairings[count++] = (struct pairing){group, a, b};
        }
    return count;
}

struct pairing *pairings_list(const struct pivot *pivot, const struct request *request,
                              size_t *count) {
    size_t most = 1;
    struct pairing *pairings;

    for (size_t i = 0; i < pivot->count; i++)
        most += pivot->groups[i].count * pivot->groups[i].count;
    pairings = calloc(most, sizeof *pairings);
    PROMISE(pairings);
    *count = 0;
    for (size_t i = 0; i < pivot->count; i++)
        *count += list_group(&pivot->groups[i], request, pairings + *count);
    return pairings;
}

const struct pairing *pairing_of_group(const struct pairing *pairings, size_t count,
                                       const struct group *group) {
    for (size_t i = 0; i < count; i++)
        if (pairings[i].group == group)
            return &pairings[i];
    return NULL;
}

/* --- one pair
 * ------------------------------------------------------------------------------------- */

static double value_of(const struct cell *cell, enum metric metric, bool median) {
    return median ? cell->median : cell->mean[metric];
}

static struct pair common_levels(const struct pairing *pairing, enum metric metric, bool median) {
    size_t most = pairing->a->count + 1, count = 0;
    int64_t *level = calloc(most, sizeof *level);
    double *a = calloc(most, sizeof *a), *b = calloc(most, sizeof *b);

    PROMISE(level && a && b);
    for (size_t i = 0, j = 0; i < pairing->a->count && j < pairing->b->count;) {
        const struct cell *one = &pairing->a->cells[i], *other = &pairing->b->cells[j];

        if (one->concurrency == other->concurrency) {
            level[count] = one->concurrency;
            a[count] = value_of(one, metric, median);
            b[count] = value_of(other, metric, median);
            count += a[count] > 0 && b[count] > 0;
        }
        i += one->concurrency <= other->concurrency;
        j += other->concurrency <= one->concurrency;
    }
    return (struct pair){level, a, b, count};
}

static void pair_free(struct pair *pair) {
    free((void *)pair->level);
    free((void *)pair->a);
    free((void *)pair->b);
}

static void count_trials(const struct curve *curve, struct comparison *comparison) {
    for (size_t i = 0; i < curve->count; i++) {
        comparison->trials += curve->cells[i].trials;
        comparison->failed += curve->cells[i].failed;
        comparison->left_out += curve->cells[i].left_out;
    }
}

struct comparison comparison_make(const struct pairing *pairing, enum metric metric,
                                  double margin) {
    struct comparison comparison = {
        .pairing = *pairing,
        .metric = metric,
        .pair = common_levels(pairing, metric, false),
        .has_median = metric == METRIC_OVERHEAD,
    };

    crossover_find(&comparison.pair, margin, &comparison.crossover);
    if (comparison.has_median) {
        struct pair medians = common_levels(pairing, metric, true);

        crossover_find(&medians, margin, &comparison.by_median);
        pair_free(&medians);
    }
    count_trials(pairing->a, &comparison);
    count_trials(pairing->b, &comparison);
    return comparison;
}

void comparison_free(struct comparison *comparison) {
    pair_free(&comparison->pair);
}

double comparison_headline(const struct pairing *pairing, double margin) {
    struct comparison comparison = comparison_make(pairing, METRIC_OVERHEAD, margin);
    const struct crossover *crossover = &comparison.crossover;
    double level =
        isnan(crossover->margin[0][0]) ? crossover->margin[1][0] : crossover->margin[0][0];

    if (crossover->outcome == OUTCOME_CROSSOVER)
        level = crossover->crossings[0].concurrency;
    comparison_free(&comparison);
    return level;
}
