#include "analysis/estimate/stability.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* --- cells ------------------------------------------------------------------------------------ */

static bool same_cell(const struct reading *a, const struct reading *b, bool by_sweep) {
    return a->concurrency == b->concurrency && !strcmp(a->model, b->model) &&
           (!by_sweep || a->sweep == b->sweep);
}

struct cell_span *cells_of(const struct reading *readings, size_t count, int by_sweep,
                           size_t *cells) {
    struct cell_span *spans = memory_get(count + 1, sizeof *spans);

    *cells = 0;
    for (size_t i = 0; i < count; i++)
        if (i > 0 && same_cell(&readings[i - 1], &readings[i], by_sweep))
            spans[*cells - 1].count++;
        else
            spans[(*cells)++] = (struct cell_span){i, 1};
    return spans;
}

/* Reorders values. */
static double median_of(double *values, size_t count) {
    return count ? gsl_stats_median(values, 1, count) : NAN;
}

/* --- noise ------------------------------------------------------------------------------------ */

static double noise_of(const struct reading *readings, const struct cell_span *cell) {
    double *values = memory_reals(cell->count), noise;

    for (size_t i = 0; i < cell->count; i++)
        values[i] = readings[cell->first + i].value;
    noise = gsl_stats_sd(values, 1, cell->count) / gsl_stats_mean(values, 1, cell->count);
    free(values);
    return noise;
}

double stability_noise(const struct reading *readings, size_t count, struct cell_span *worst,
                       double *worst_noise) {
    size_t cells, known = 0;
    struct cell_span *spans = cells_of(readings, count, false, &cells);
    double *noise = memory_reals(cells), median, most = -1;

    for (size_t i = 0; i < cells; i++) {
        if (spans[i].count < 2)
            continue;
        noise[known] = noise_of(readings, &spans[i]);
        if (worst && noise[known] > most) {
            most = noise[known];
            *worst = spans[i];
            *worst_noise = most;
        }
        known++;
    }
    median = median_of(noise, known);
    free(noise);
    free(spans);
    return median;
}

/* --- outliers --------------------------------------------------------------------------------- */

enum { neighbours = 7 }; /* cells on either side that are included in the spread */

static size_t largest(const struct cell_span *spans, size_t cells) {
    size_t most = 0;

    for (size_t i = 0; i < cells; i++)
        most = spans[i].count > most ? spans[i].count : most;
    return most;
}

/* The distance of each reading from its cell's median, in ln. Owned by the caller. */
static double *distances(const struct reading *readings, size_t count,
                         const struct cell_span *spans, size_t cells) {
    double *distance = memory_reals(count), *logs = memory_reals(largest(spans, cells));

    for (size_t i = 0; i < cells; i++) {
        double median;

        for (size_t k = 0; k < spans[i].count; k++)
            logs[k] = log(readings[spans[i].first + k].value);
        median = median_of(logs, spans[i].count);
        for (size_t k = spans[i].first; k < spans[i].first + spans[i].count; k++)
            distance[k] = fabs(log(readings[k].value) - median);
    }
    free(logs);
    return distance;
}

/* The standard deviation around a cell, from it and its neighbours. */
static double spread_around(const struct reading *readings, const struct cell_span *spans,
                            size_t cells, size_t cell, const double *distance, double *room) {
    const char *model = readings[spans[cell].first].model;
    size_t from = cell > neighbours ? cell - neighbours : 0;
    size_t to = cell + neighbours < cells ? cell + neighbours : cells - 1, known = 0;

    for (size_t i = from; i <= to; i++)
        for (size_t k = spans[i].first; k < spans[i].first + spans[i].count; k++)
            if (distance[k] > 0 && !strcmp(readings[k].model, model))
                room[known++] = distance[k];
    return 1.4826 * median_of(room, known);
}

size_t stability_outliers(const struct reading *readings, size_t count) {
    size_t cells, outliers = 0;
    struct cell_span *spans = cells_of(readings, count, false, &cells);
    double *distance = distances(readings, count, spans, cells);
    double *room = memory_reals((2 * neighbours + 1) * largest(spans, cells));

    for (size_t i = 0; i < cells; i++) {
        double spread = spread_around(readings, spans, cells, i, distance, room);

        for (size_t k = spans[i].first; k < spans[i].first + spans[i].count; k++)
            outliers += distance[k] > 5 * spread;
    }
    free(room);
    free(distance);
    free(spans);
    return outliers;
}

/* --- shifts over the rounds ------------------------------------------------------------------- */

/* The shift of one cell; NAN: unknown. */
typedef double cell_shift(const struct reading *readings, size_t count);

static double growth_of_cell(const struct reading *readings, size_t count) {
    double mean_round = 0, mean_log = 0, product = 0, square = 0;

    for (size_t i = 0; i < count; i++) {
        mean_round += (double)readings[i].round / (double)count;
        mean_log += log(readings[i].value) / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        double round = (double)readings[i].round - mean_round;

        product += round * (log(readings[i].value) - mean_log);
        square += round * round;
    }
    return square > 0 ? product / square * (double)count : NAN;
}

static double first_against_rest(const struct reading *readings, size_t count) {
    double rest = 0;

    for (size_t i = 1; i < count; i++)
        rest += log(readings[i].value) / (double)(count - 1);
    return count > 1 && readings[0].round == 1 ? log(readings[0].value) - rest : NAN;
}

static struct shift shared_shift(const struct reading *readings, size_t count,
                                 cell_shift *shift_of) {
    size_t cells, known = 0;
    struct cell_span *spans = cells_of(readings, count, true, &cells);
    double *shifts = memory_reals(cells), sd;
    struct shift shift = {NAN, 0};

    for (size_t i = 0; i < cells; i++) {
        shifts[known] = shift_of(readings + spans[i].first, spans[i].count);
        known += !isnan(shifts[known]);
    }
    if (known >= 3) {
        shift.size = gsl_stats_mean(shifts, 1, known);
        sd = gsl_stats_sd(shifts, 1, known);
        shift.t = sd > 0 ? shift.size / (sd / sqrt((double)known)) : 0;
    }
    free(shifts);
    free(spans);
    return shift;
}

struct shift stability_drift(const struct reading *readings, size_t count) {
    return shared_shift(readings, count, growth_of_cell);
}

struct shift stability_warm_up(const struct reading *readings, size_t count) {
    return shared_shift(readings, count, first_against_rest);
}

/* --- what is worth a warning ------------------------------------------------------------------ */

bool stability_has_outliers(size_t outliers, size_t count, double share) {
    return (double)outliers > share * (double)count && outliers > 1;
}

bool stability_has_shift(const struct shift *shift, double least) {
    return fabs(shift->t) > 2.6 && fabs(shift->size) > least;
}

/* --- order ------------------------------------------------------------------------------------ */

/* The cell of a model at the level and in the sweep of `like`; NULL if there is none. Cells are in
 * the order of their readings. */
static const struct cell_span *cell_of(const struct reading *readings,
                                       const struct cell_span *spans, size_t cells,
                                       const char *model, const struct reading *like) {
    size_t low = 0, high = cells;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct reading *reading = &readings[spans[middle].first];
        int order = strcmp(reading->model, model);

        if (order == 0)
            order = (reading->concurrency > like->concurrency) -
                    (reading->concurrency < like->concurrency);
        if (order == 0)
            order = (reading->sweep > like->sweep) - (reading->sweep < like->sweep);
        if (order == 0)
            return &spans[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The distance from a place to the nearest reading of a cell, whose places ascend. */
static double nearest(const struct reading *readings, const struct cell_span *cell,
                      int64_t position) {
    size_t low = cell->first, high = cell->first + cell->count;
    double least = INFINITY;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        least = fmin(least, fabs((double)(readings[middle].position - position)));
        if (readings[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return least;
}

size_t stability_apart(const struct reading *readings, size_t count, const char *a, const char *b,
                       double reach, size_t *trials) {
    size_t cells, apart = 0;
    struct cell_span *spans = cells_of(readings, count, true, &cells);

    *trials = 0;
    for (size_t i = 0; i < cells; i++) {
        const struct reading *first = &readings[spans[i].first];
        const char *beside = !strcmp(first->model, a) ? b : !strcmp(first->model, b) ? a : NULL;
        const struct cell_span *other =
            beside ? cell_of(readings, spans, cells, beside, first) : NULL;

        for (size_t k = 0; other && k < spans[i].count; k++) {
            apart += nearest(readings, other, first[k].position) > reach;
            ++*trials;
        }
    }
    free(spans);
    return apart;
}
