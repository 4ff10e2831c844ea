#include "analysis/diagnose/shape.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

/* --- a difference that disappears again ------------------------------------------------------- */

/* A model that costs more below a crossing does not have to stay above its thresholds. */
static bool should_rise(const struct crossover *crossover, int which) {
    switch (crossover->outcome) {
    case OUTCOME_CROSSOVER:
        return crossover->crossings[0].a_more_above == (which == 0);
    case OUTCOME_A_MORE:
    case OUTCOME_A_MORE_IN_PART:
        return which == 0;
    case OUTCOME_B_MORE:
    case OUTCOME_B_MORE_IN_PART:
        return which == 1;
    default:
        return false;
    }
}

int shape_falls_again(const struct crossover *crossover, bool *of_b) {
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT && should_rise(crossover, which); i++)
            if (crossover->threshold[which][i].status == THRESHOLD_NOT_MONOTONE) {
                *of_b = which;
                return i;
            }
    return -1;
}

/* --- two modes -------------------------------------------------------------------------------- */

/* The largest ratio between neighbours among the sorted trials of a cell. */
static double largest_gap(const struct cell *cell) {
    double *value = memory_get(cell->figure_count + 1, sizeof *value), gap = 1;
    size_t count = 0;

    for (size_t i = 0; i < cell->figure_count; i++)
        if (cell->figures[i].ok && cell->figures[i].value[METRIC_OVERHEAD] > 0)
            value[count++] = cell->figures[i].value[METRIC_OVERHEAD];
    gsl_sort(value, 1, count);
    for (size_t i = 1; i < count; i++)
        gap = fmax(gap, value[i] / value[i - 1]);
    free(value);
    return gap;
}

const struct cell *shape_modes(const struct curve *curve, const struct threshold *first,
                               double noise, double *gap) {
    double from = isnan(first->low) ? 0 : first->low / 2;

    for (size_t i = 0; i < curve->count; i++) {
        const struct cell *cell = &curve->cells[i];

        if ((double)cell->concurrency < from)
            continue;
        *gap = largest_gap(cell);
        if (*gap > 1.3 && log(*gap) > 4 * noise)
            return cell;
    }
    return NULL;
}
