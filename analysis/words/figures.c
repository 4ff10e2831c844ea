#include "analysis/words/figures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double significant(double value, int digits) {
    double grain = pow(10, floor(log10(fabs(value))) - digits + 1);

    return value > 0 && isfinite(value) ? round(value / grain) * grain : value;
}

const char *figures_level(char text[static UNITS_SIZE], double level) {
    if (!(fabs(level) < 1e15)) /* a rate of a wait that was inserted by hand */
        snprintf(text, UNITS_SIZE, "%.3g", level);
    else
        units_count(text, llround(level));
    return text;
}

double figures_rounded(double value, double low, double high) {
    for (int digits = high / low <= 1.25 * (1 + 1e-9) ? 3 : 2; digits < 15; digits++) {
        double rounded = significant(value, digits);

        if (rounded < 10)
            rounded = round(value);
        if (!(rounded < low) && !(rounded > high))
            return rounded;
    }
    return value;
}

const char *figures_size(char text[static UNITS_SIZE], double ratio) {
    char number[UNITS_SIZE];

    if (ratio < 1.005)
        snprintf(text, UNITS_SIZE, "under 1%%");
    else if (ratio < 1.995)
        snprintf(text, UNITS_SIZE, "%.0f%%", 100 * (ratio - 1));
    else if (ratio < 9.95)
        snprintf(text, UNITS_SIZE, "%.1fx", ratio);
    else
        snprintf(text, UNITS_SIZE, "%sx", figures_level(number, significant(ratio, 2)));
    return text;
}

const char *figures_ratio(char text[static UNITS_SIZE], double ratio, int digits) {
    double rounded = significant(ratio, digits);
    int after = digits - 1 - (int)floor(log10(fmax(rounded, 0.1)));

    if (ratio < 0.005)
        snprintf(text, UNITS_SIZE, "<.01");
    else if (after > 0)
        snprintf(text, UNITS_SIZE, "%.*f", after < 2 ? after : 2, ratio);
    else
        figures_level(text, rounded);
    return text;
}

static double highest_of(const struct comparison *comparison) {
    const struct level *level = level_outermost(comparison, true);

    return level ? (double)level->concurrency : NAN;
}

const char *figures_range(char text[static FIGURES_PLACE_SIZE], const struct comparison *comparison,
                          const struct place *place) {
    char low[UNITS_SIZE], high[UNITS_SIZE];

    figures_level(low, place->low);
    figures_level(high, isnan(place->high) ? highest_of(comparison) : place->high);
    if (isnan(place->low))
        snprintf(text, FIGURES_PLACE_SIZE, "at most %s", high);
    else
        snprintf(text, FIGURES_PLACE_SIZE, "%s to %s%s", low, isnan(place->high) ? "beyond " : "",
                 high);
    return text;
}

const char *figures_place(char text[static FIGURES_PLACE_SIZE], const struct comparison *comparison,
                          const struct place *place, bool poor, const char *unit) {
    char estimate[UNITS_SIZE], low[UNITS_SIZE], high[UNITS_SIZE], range[FIGURES_PLACE_SIZE];
    bool open = isnan(place->low) && isnan(place->high);

    figures_level(low, place->low);
    figures_level(high, place->high);
    figures_level(estimate, figures_rounded(place->estimate, place->low, place->high));
    if (place->status == PLACE_AT_LOWEST)
        snprintf(text, FIGURES_PLACE_SIZE, "%s%s at the latest", high, unit);
    else if (place->status == PLACE_BRACKET)
        snprintf(text, FIGURES_PLACE_SIZE, "somewhere between %s and %s%s", low, high, unit);
    else if (poor || open)
        snprintf(text, FIGURES_PLACE_SIZE, "about %s%s", estimate, unit);
    else
        snprintf(text, FIGURES_PLACE_SIZE, "about %s (%s)%s", estimate,
                 figures_range(range, comparison, place), unit);
    return text;
}

const char *figures_bytes(char text[static UNITS_SIZE], double bytes, const char **unit) {
    static const char *const units[] = {"KiB", "MiB", "GiB"};
    char number[UNITS_SIZE];
    double scale = 1024;
    int chosen = 0;

    while (chosen < 2 && (*unit ? strcmp(*unit, units[chosen]) : bytes / scale >= 999.5)) {
        scale *= 1024;
        chosen++;
    }
    *unit = units[chosen];
    snprintf(text, UNITS_SIZE, "%s", figures_ratio(number, bytes / scale, 3));
    return text;
}

const char *figures_percent(char text[static UNITS_SIZE], double ratio) {
    snprintf(text, UNITS_SIZE, "%.3g%%", 100 * ratio);
    return text;
}

const char *figures_day(char text[static UNITS_SIZE], const char *day) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, number;

    if (sscanf(day, "%4d-%2d-%2d", &year, &month, &number) == 3 && month >= 1 && month <= 12)
        snprintf(text, UNITS_SIZE, "%d %s %d", number, months[month - 1], year);
    else
        snprintf(text, UNITS_SIZE, "%s", day);
    return text;
}
