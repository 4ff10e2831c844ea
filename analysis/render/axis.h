/* An axis of a chart: where a value lies on it, and the ticks that fit. Pure. */
#ifndef ANALYSIS_RENDER_AXIS_H
#define ANALYSIS_RENDER_AXIS_H

#include "base/units.h"

#include <stdbool.h>
#include <stddef.h>

struct axis {
    bool is_log;
    double from, to;
};

enum { TICKS_MOST = 24 };

struct tick {
    double value;
    char text[UNITS_SIZE]; /* with separators: "1,000" */
};

/* In ascending order. */
struct ticks {
    struct tick tick[TICKS_MOST];
    size_t count;
};

/* An axis from the least to the greatest value, which must be above 0 if is_log. below, above:
 * parts of its length that stay free. Values that hardly differ are not drawn far apart. */
struct axis axis_of(double least, double greatest, bool is_log, double below, double above);

/* Where a value lies: 0 at the beginning, 1 at the end; not limited to that. */
double axis_at(const struct axis *axis, double value);

/* The most ticks at 1, 2, 5, 10, ... that fit on an axis of that length, or in even steps if that
 * gives too few. Next to each other they are `gap` apart; each takes `character` for each of its
 * characters (0: across the axis). */
struct ticks axis_ticks(const struct axis *axis, double length, double character, double gap);

/* Moves places apart, so that each is at least `distance` from the next and all lie between from
 * and to, if there is room. Keeps their order; those at the same place stay in the given order. */
void axis_spread(double *at, size_t count, double distance, double from, double to);

#endif
