#include "analysis/dataset/samples.h"

#include "base/err.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* The figures of a cell that are used: of one metric, from one sweep or from all. */
struct figure_range {
    const struct figures *from, *to;
    enum metric metric;
};

static const struct figures *first_of_sweep(const struct cell *cell, int64_t sweep) {
    const struct figures *low = cell->figures, *high = cell->figures + cell->figure_count;

    while (low < high) {
        const struct figures *middle = low + (high - low) / 2;

        if (middle->sweep < sweep)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Figures are ordered by sweep. */
static struct figure_range choose(const struct cell *cell, enum metric metric, int64_t sweep) {
    if (sweep == SAMPLES_EVERY_SWEEP)
        return (struct figure_range){cell->figures, cell->figures + cell->figure_count, metric};
    return (struct figure_range){first_of_sweep(cell, sweep), first_of_sweep(cell, sweep + 1),
                                 metric};
}

/* Absurd values, which have no logarithm, may have been inserted by hand. */
static bool counts(const struct figures *figures, enum metric metric) {
    return isfinite(figures->value[metric]) && figures->value[metric] > 0;
}

static const struct figures *next_chosen(const struct figure_range *range,
                                         const struct figures *at) {
    while (at < range->to && !counts(at, range->metric))
        at++;
    return at;
}

static bool stand_near(const struct figures *one, const struct figures *other, int64_t reach) {
    return one->sweep == other->sweep && one->position != NO_VALUE && other->position != NO_VALUE &&
           llabs(one->position - other->position) <= reach;
}

/* Did the k-th trial of a run within `reach` places of the k-th trial of b in the same sweep, for
 * every k? */
static bool stand_together(const struct figure_range *a, const struct figure_range *b,
                           int64_t reach) {
    const struct figures *one = next_chosen(a, a->from), *other = next_chosen(b, b->from);

    for (; one < a->to && other < b->to;
         one = next_chosen(a, one + 1), other = next_chosen(b, other + 1))
        if (!stand_near(one, other, reach))
            return false;
    return one == a->to && other == b->to;
}

static size_t take_figures(struct samples *samples, const struct figure_range *range) {
    size_t before = samples->used;

    for (const struct figures *at = range->from; at < range->to; at++)
        if (counts(at, range->metric))
            samples->room[samples->used++] = at->value[range->metric];
    return samples->used - before;
}

/* The step in which a metric is measured: the kernel tells CPU time in microseconds and memory in
 * pages; a percentile is the edge of a bucket that is up to 0.8% wide. */
static double resolution_of(enum metric metric, const struct cell *cell) {
    static const double microsecond = 1e-6, page = 4096, bucket = 0.008;

    switch (metric) {
    case METRIC_CPU:
        return cell->tasks > 0 ? microsecond / (double)cell->tasks : 0;
    case METRIC_MEMORY:
        return page / (double)cell->concurrency;
    case METRIC_P99:
        return isnan(cell->mean[metric]) ? 0 : bucket * cell->mean[metric];
    default:
        return 0;
    }
}

static void add_level(struct samples *samples, const struct cell *cell,
                      const struct figure_range *a, const struct figure_range *b, int64_t reach) {
    struct sample sample = {.level = (double)cell->concurrency,
                            .resolution = resolution_of(a->metric, cell)};

    sample.a = samples->room + samples->used;
    sample.a_count = take_figures(samples, a);
    sample.b = samples->room + samples->used;
    sample.b_count = take_figures(samples, b);
    sample.paired = stand_together(a, b, reach);
    if (sample.a_count > 0 && sample.b_count > 0)
        samples->sample[samples->count++] = sample;
}

struct samples samples_make(const struct group *group, const struct curve *a, const struct curve *b,
                            enum metric metric, int64_t sweep) {
    int64_t reach = group ? 2 * (int64_t)group->count : -1;
    struct samples samples = {
        .sample = memory_get(a->count + 1, sizeof *samples.sample),
        .room = memory_get(curve_figures(a) + curve_figures(b) + 1, sizeof *samples.room),
    };

    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        const struct cell *one = &a->cells[i], *other = &b->cells[j];

        if (one->concurrency == other->concurrency) {
            struct figure_range of_a = choose(one, metric, sweep),
                                of_b = choose(other, metric, sweep);

            add_level(&samples, one, &of_a, &of_b, reach);
        }
        i += one->concurrency <= other->concurrency;
        j += other->concurrency <= one->concurrency;
    }
    return samples;
}

void samples_free(struct samples *samples) {
    free(samples->sample);
    free(samples->room);
}

static int by_number(const void *one, const void *other) {
    const int64_t *left = one, *right = other;

    return (*left > *right) - (*left < *right);
}

int64_t *samples_sweeps(const struct curve *curve, size_t *count) {
    int64_t *sweeps = memory_get(curve_figures(curve) + 1, sizeof *sweeps);
    size_t found = 0;

    for (size_t i = 0; i < curve->count; i++)
        for (size_t k = 0; k < curve->cells[i].figure_count; k++) {
            int64_t sweep = curve->cells[i].figures[k].sweep;

            if (k == 0 || sweeps[found - 1] != sweep)
                sweeps[found++] = sweep;
        }
    qsort(sweeps, found, sizeof *sweeps, by_number);
    *count = 0;
    for (size_t i = 0; i < found; i++)
        if (*count == 0 || sweeps[*count - 1] != sweeps[i])
            sweeps[(*count)++] = sweeps[i];
    return sweeps;
}
