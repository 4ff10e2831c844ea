#include "analysis/diagnose/readings.h"

#include "base/err.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool counts(const struct figures *figures) {
    return figures->ok && figures->value[METRIC_OVERHEAD] > 0;
}

static size_t count_curve(const struct curve *curve) {
    size_t count = 0;

    for (size_t i = 0; i < curve->count; i++)
        for (size_t k = 0; k < curve->cells[i].figure_count; k++)
            count += counts(&curve->cells[i].figures[k]);
    return count;
}

size_t readings_count(const struct group *group) {
    size_t count = 0;

    for (size_t i = 0; i < group->count; i++)
        count += count_curve(&group->curves[i]);
    return count;
}

/* Writes the readings of a cell. Returns how many there are. */
static size_t read_cell(const struct curve *curve, const struct cell *cell,
                        struct reading *readings) {
    size_t count = 0;

    for (size_t i = 0; i < cell->figure_count; i++) {
        const struct figures *figures = &cell->figures[i];

        if (counts(figures))
            readings[count++] = (struct reading){
                .model = curve->model,
                .concurrency = cell->concurrency,
                .sweep = figures->sweep,
                .round = figures->round,
                .position = figures->position,
                .value = figures->value[METRIC_OVERHEAD],
                .ruler = figures->ruler,
            };
    }
    return count;
}

static int by_place(const void *a, const void *b) {
    const struct reading *one = a, *other = b;
    int order = strcmp(one->model, other->model);

    if (order == 0)
        order = (one->concurrency > other->concurrency) - (one->concurrency < other->concurrency);
    if (order == 0)
        order = (one->sweep > other->sweep) - (one->sweep < other->sweep);
    return order ? order : (one->position > other->position) - (one->position < other->position);
}

/* If so, the levels of one model are not contiguous: they follow engine by engine. */
static bool has_several_engines(const struct group *group) {
    for (size_t i = 1; i < group->count; i++)
        if (!strcmp(group->curves[i - 1].model, group->curves[i].model))
            return true;
    return false;
}

struct reading *readings_of(const struct group *group) {
    struct reading *readings = memory_get(readings_count(group) + 1, sizeof *readings);
    size_t count = 0;

    for (size_t i = 0; i < group->count; i++)
        for (size_t j = 0; j < group->curves[i].count; j++)
            count += read_cell(&group->curves[i], &group->curves[i].cells[j], readings + count);
    if (has_several_engines(group))
        qsort(readings, count, sizeof *readings, by_place);
    return readings;
}
