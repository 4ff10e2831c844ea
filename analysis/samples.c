#include "analysis/samples.h"

#include "base/err.h"

#include <math.h>
#include <stdlib.h>

/* Which trials: of one metric, and of one sweep or of all. */
struct choice {
    enum metric metric;
    int64_t sweep;
};

/* Absurd values may have been put in by hand; they have no logarithm. */
static bool counts(const struct figures *figures, const struct choice *choice) {
    double value = figures->value[choice->metric];

    return isfinite(value) && value > 0 &&
           (choice->sweep == SAMPLES_EVERY_SWEEP || choice->sweep == figures->sweep);
}

static size_t next_chosen(const struct cell *cell, size_t k, const struct choice *choice) {
    while (k < cell->figure_count && !counts(&cell->figures[k], choice))
        k++;
    return k;
}

static bool stand_near(const struct figures *one, const struct figures *other, int64_t reach) {
    return one->sweep == other->sweep && one->position != RECORD_NULL &&
           other->position != RECORD_NULL && llabs(one->position - other->position) <= reach;
}

/* Each of a stood within reach of its b in the order of the same sweep, the k-th by the k-th. */
static bool stand_together(const struct cell *a, const struct cell *b, const struct choice *choice,
                           int64_t reach) {
    size_t i = next_chosen(a, 0, choice), j = next_chosen(b, 0, choice);

    for (; i < a->figure_count && j < b->figure_count;
         i = next_chosen(a, i + 1, choice), j = next_chosen(b, j + 1, choice))
        if (!stand_near(&a->figures[i], &b->figures[j], reach))
            return false;
    return i == a->figure_count && j == b->figure_count;
}

static size_t take_figures(struct samples *samples, const struct cell *cell,
                           const struct choice *choice) {
    size_t before = samples->used;

    for (size_t k = 0; k < cell->figure_count; k++)
        if (counts(&cell->figures[k], choice))
            samples->room[samples->used++] = cell->figures[k].value[choice->metric];
    return samples->used - before;
}

static void add_level(struct samples *samples, const struct cell *a, const struct cell *b,
                      const struct choice *choice, int64_t reach) {
    struct sample sample = {.level = (double)a->concurrency};

    sample.a = samples->room + samples->used;
    sample.a_count = take_figures(samples, a, choice);
    sample.b = samples->room + samples->used;
    sample.b_count = take_figures(samples, b, choice);
    sample.paired = stand_together(a, b, choice, reach);
    if (sample.a_count > 0 && sample.b_count > 0)
        samples->sample[samples->count++] = sample;
}

static size_t figures_of(const struct curve *curve) {
    size_t count = 0;

    for (size_t i = 0; i < curve->count; i++)
        count += curve->cells[i].figure_count;
    return count;
}

struct samples samples_make(const struct group *group, const struct curve *a, const struct curve *b,
                            enum metric metric, int64_t sweep) {
    const struct choice choice = {metric, sweep};
    int64_t reach = group ? 2 * (int64_t)group->count : -1;
    struct samples samples = {
        .sample = calloc(a->count + 1, sizeof *samples.sample),
        .room = calloc(figures_of(a) + figures_of(b) + 1, sizeof *samples.room),
    };

    PROMISE(samples.sample && samples.room);
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        const struct cell *one = &a->cells[i], *other = &b->cells[j];

        if (one->concurrency == other->concurrency)
            add_level(&samples, one, other, &choice, reach);
        i += one->concurrency <= other->concurrency;
        j += other->concurrency <= one->concurrency;
    }
    return samples;
}

void samples_free(struct samples *samples) {
    free(samples->sample);
    free(samples->room);
}

int64_t *samples_sweeps(const struct curve *curve, size_t *count) {
    int64_t *sweeps = calloc(figures_of(curve) + 1, sizeof *sweeps);

    PROMISE(sweeps);
    *count = 0;
    for (size_t i = 0; i < curve->count; i++)
        for (size_t k = 0; k < curve->cells[i].figure_count; k++) {
            int64_t sweep = curve->cells[i].figures[k].sweep;
            size_t at = 0;

            while (at < *count && sweeps[at] != sweep)
                at++;
            if (at == *count)
                sweeps[(*count)++] = sweep;
        }
    return sweeps;
}
