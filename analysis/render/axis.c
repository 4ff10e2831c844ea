#include "analysis/render/axis.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the axis --------------------------------------------------------------------------------- */

/* The least span of an axis: a part of the greatest value, or a factor. */
static const double narrowest = 0.1, narrowest_factor = 1.1, single_factor = 2;

static double on_scale(const struct axis *axis, double value) {
    return axis->is_log ? log(value) : value;
}

static double off_scale(const struct axis *axis, double place) {
    return axis->is_log ? exp(place) : place;
}

static void widen(struct axis *axis) {
    double span = axis->to - axis->from, least = narrowest * fmax(fabs(axis->to), 1e-12);

    if (axis->is_log) {
        double factor = span > 0 ? narrowest_factor : single_factor;

        factor = sqrt(fmax(1, factor / (axis->to / axis->from)));
        axis->from /= factor;
        axis->to *= factor;
    } else if (span < least) {
        axis->from -= (least - span) / 2;
        axis->to += (least - span) / 2;
    }
}

struct axis axis_of(double least, double greatest, bool is_log, double below, double above) {
    struct axis axis = {is_log, least, greatest};
    double from, to, whole;

    widen(&axis);
    from = on_scale(&axis, axis.from);
    to = on_scale(&axis, axis.to);
    whole = (to - from) / (1 - below - above);
    axis.from = off_scale(&axis, from - below * whole);
    axis.to = off_scale(&axis, to + above * whole);
    return axis;
}

double axis_at(const struct axis *axis, double value) {
    double from = on_scale(axis, axis->from);

    return (on_scale(axis, value) - from) / (on_scale(axis, axis->to) - from);
}

/* --- ticks ------------------------------------------------------------------------------------ */

static void write_value(char text[static UNITS_SIZE], double value, int decimals) {
    if (value != 0 && (fabs(value) < 1e-4 || fabs(value) >= 1e15))
        snprintf(text, UNITS_SIZE, "%.3g", value);
    else if (fabs(value) >= 1000 && decimals <= 0)
        units_count(text, llround(value));
    else
        snprintf(text, UNITS_SIZE, "%.*f", decimals > 0 ? decimals : 0, value);
}

/* Adds a tick if it lies on the axis. Returns false if there is no room. */
static bool add(struct ticks *ticks, const struct axis *axis, double value, int decimals) {
    static const double tolerance = 1e-9;
    double at = axis_at(axis, value);

    if (!(at >= -tolerance && at <= 1 + tolerance))
        return true;
    if (ticks->count == TICKS_MOST)
        return false;
    ticks->tick[ticks->count].value = value;
    write_value(ticks->tick[ticks->count++].text, value, decimals);
    return true;
}

/* Each stride-th power of ten, or with fine also its double and its fivefold. */
static bool add_decades(struct ticks *ticks, const struct axis *axis, bool fine, int stride) {
    static const double mantissa[] = {1, 2, 5};
    int first = (int)floor(log10(axis->from)), last = (int)floor(log10(axis->to));

    ticks->count = 0;
    for (int exponent = first; exponent <= last; exponent++)
        for (int i = 0; i < (fine ? 3 : 1); i++)
            if (exponent % stride == 0 &&
                !add(ticks, axis, mantissa[i] * pow(10, exponent), -exponent))
                return false;
    return true;
}

static bool add_steps(struct ticks *ticks, const struct axis *axis, int exponent, int mantissa) {
    double step = mantissa * pow(10, exponent),
           first = ceil(axis->from / step - 1e-9) + 0.0; /* not -0 */

    ticks->count = 0;
    for (double i = first; i * step <= axis->to + 1e-9 * step; i++)
        if (!add(ticks, axis, i * step, -exponent))
            return false;
    return true;
}

static bool fits(const struct ticks *ticks, const struct axis *axis, double length,
                 double character, double gap) {
    for (size_t i = 1; i < ticks->count; i++) {
        const struct tick *one = &ticks->tick[i - 1], *other = &ticks->tick[i];
        double width = (double)(strlen(one->text) + strlen(other->text)) / 2 * character;

        if ((axis_at(axis, other->value) - axis_at(axis, one->value)) * length < width + gap)
            return false;
    }
    return true;
}

/* The finest even steps that fit, but not more than a reader needs. */
static struct ticks even_ticks(const struct axis *axis, double length, double character,
                               double gap) {
    enum { most = 7 };
    static const int mantissa[] = {1, 2, 5};
    int first = (int)floor(log10((axis->to - axis->from) / 100));
    struct ticks ticks;

    for (int exponent = first; exponent < first + 4; exponent++)
        for (int i = 0; i < 3; i++)
            if (add_steps(&ticks, axis, exponent, mantissa[i]) && ticks.count <= most &&
                fits(&ticks, axis, length, character, gap))
                return ticks;
    ticks.count = 0;
    return ticks;
}

struct ticks axis_ticks(const struct axis *axis, double length, double character, double gap) {
    enum { least = 3, stride_most = 40 };
    struct ticks ticks;

    if (!axis->is_log)
        return even_ticks(axis, length, character, gap);
    if (add_decades(&ticks, axis, true, 1) && fits(&ticks, axis, length, character, gap) &&
        ticks.count >= least)
        return ticks;
    for (int stride = 1; stride < stride_most; stride++)
        if (add_decades(&ticks, axis, false, stride) && ticks.count >= 2 &&
            fits(&ticks, axis, length, character, gap))
            return ticks;
    return even_ticks(axis, length, character, gap);
}

/* --- labels ----------------------------------------------------------------------------------- */

struct label {
    double at;
    size_t number;
};

static int by_place(const void *one, const void *other) {
    const struct label *left = one, *right = other;
    int order = (left->at > right->at) - (left->at < right->at);

    return order ? order : (left->number > right->number) - (left->number < right->number);
}

/* Moves neighbours that are too close apart by the same amount, again and again. */
static void relax(struct label *label, size_t count, double distance, double from, double to) {
    enum { rounds = 200 };

    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++) {
            double lacking = i ? distance - (label[i].at - label[i - 1].at) : 0;

            if (lacking > 0) {
                label[i - 1].at -= lacking / 2;
                label[i].at += lacking / 2;
            }
            label[i].at = fmin(fmax(label[i].at, from), to);
        }
}

void axis_spread(double *at, size_t count, double distance, double from, double to) {
    struct label *label = memory_get(count, sizeof *label);

    for (size_t i = 0; i < count; i++)
        label[i] = (struct label){at[i], i};
    qsort(label, count, sizeof *label, by_place);
    relax(label, count, distance, from, to);
    for (size_t i = 0; i < count; i++) /* exactly, from below and then from above */
        label[i].at = fmax(i ? label[i - 1].at + distance : from, label[i].at);
    for (size_t i = count; i-- > 0;)
        label[i].at = fmin(i + 1 < count ? label[i + 1].at - distance : to, label[i].at);
    for (size_t i = 0; i < count; i++)
        at[label[i].number] = label[i].at;
    free(label);
}
