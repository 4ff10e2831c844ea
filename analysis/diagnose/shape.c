#include "analysis/diagnose/shape.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

/* --- a difference that disappears again ------------------------------------------------------- */

static bool is_of_interest(const struct crossover *crossover, bool of_b) {
    return crossover->outcome != OUTCOME_CROSSOVER || crossover->crossings[0].a_more_above != of_b;
}

int shape_falls_again(const struct crossover *crossover, bool *of_b) {
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < MARGIN_COUNT; i++)
            if (is_of_interest(crossover, which) && crossover->margin[which][i].falls_again) {
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

const struct cell *shape_modes(const struct curve *curve, const struct margin *first, double noise,
                               double *gap) {
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

/* --- outliers --------------------------------------------------------------------------------- */

static double half_width(const struct crossing *crossing) {
    return log(crossing->high / crossing->low) / 2;
}

bool shape_outliers_matter(const struct comparison *comparison) {
    const struct crossover *mean = &comparison->crossover, *median = &comparison->by_median;
    double one, other;

    if (mean->outcome != OUTCOME_CROSSOVER || median->outcome != OUTCOME_CROSSOVER)
        return false;
    one = half_width(&mean->crossings[0]);
    other = half_width(&median->crossings[0]);
    return fabs(log(mean->crossings[0].concurrency / median->crossings[0].concurrency)) >
               fmax(one, other) ||
           fmax(one, other) > 2 * fmin(one, other);
}
