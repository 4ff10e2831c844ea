#include "analysis/report/chart_layout.h"

#include "analysis/render/wrap.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    picture_width = 960,
    edge = 24, /* free on all sides */
    upper_height = 320,
    lower_height = 150,
    single_height = 450, /* of the curves without a panel below */
    heading_height = 24, /* above a panel */
    axis_height = 46,    /* ticks and title below the last panel */
    mark_height = 20,
    marker_width = 16, /* before a label */
    gap = 8
};

static const unsigned dark = 0x1c2330, dim = 0x5a6475, amber = 0x8a5a00;

/* --- text ------------------------------------------------------------------------------------- */

double layout_line(int size) {
    return round(1.35 * size);
}

double layout_width(const char *text, int size) {
    static const double character = 0.6; /* of the size */

    return character * size * (double)wrap_columns(text);
}

static size_t columns_of(int size) {
    return (size_t)((picture_width - 2 * edge) / layout_width("m", size));
}

/* Do lines of that width break within brackets, as in "(200 to 2,000)"? */
static bool breaks_brackets(const char *text, size_t columns) {
    int depth = 0;
    size_t bytes;

    for (; (bytes = wrap_line(text, columns)) > 0 && depth == 0; text += strspn(text, " "))
        for (; bytes > 0; bytes--, text++)
            depth += (*text == '(') - (*text == ')');
    return depth > 0;
}

/* Places a text below top, in lines of about the same length. Returns where the next one begins. */
static double stack(struct layout_block *block, const char *text, int size, unsigned colour,
                    double top) {
    size_t columns = columns_of(size), lines = wrap_lines(text, columns);

    for (size_t fewer = columns; lines > 1 && wrap_lines(text, --fewer) == lines;)
        if (!breaks_brackets(text, fewer) || breaks_brackets(text, columns))
            columns = fewer;
    *block = (struct layout_block){text, size, colour, top, columns};
    return top + layout_line(size) * (double)lines;
}

static double stack_header(struct layout *layout, const struct chart *chart) {
    size_t lines = wrap_lines(chart->title, columns_of(LAYOUT_TITLE));
    double top = edge;

    top = stack(&layout->block[LAYOUT_WARNING], chart->warning, LAYOUT_TEXT, amber, top);
    top += *chart->warning ? 4 : 0;
    top = stack(&layout->block[LAYOUT_CLAIM], chart->title,
                lines > 2 ? LAYOUT_SMALL_TITLE : LAYOUT_TITLE, dark, top);
    top = stack(&layout->block[LAYOUT_CONDITIONS], chart->conditions, LAYOUT_TEXT, dim, top + 4);
    return stack(&layout->block[LAYOUT_TRUST], chart->trust, LAYOUT_NOTE, dim, top);
}

/* --- axes ------------------------------------------------------------------------------------- */

/* The axis of the ratio: all ratios, the margin, and those parts of the ranges that are near. */
static struct axis ratio_axis(const struct comparison *comparison, bool poor) {
    static const double room = 0.06;
    double least = 1 / (1 + comparison->margin), greatest = 1 + comparison->margin;
    double bottom, top;

    for (size_t i = 0; i < comparison->count; i++)
        if (level_is_known(&comparison->levels[i])) {
            least = fmin(least, level_ratio(&comparison->levels[i], 0));
            greatest = fmax(greatest, level_ratio(&comparison->levels[i], 0));
        }
    bottom = least * least / greatest;
    top = greatest * greatest / least;
    for (size_t i = 0; i < comparison->count && !poor; i++)
        if (level_is_known(&comparison->levels[i]) && !isnan(comparison->levels[i].low)) {
            least = fmin(least, fmax(bottom, comparison->levels[i].low));
            greatest = fmax(greatest, fmin(top, comparison->levels[i].high));
        }
    return axis_of(least, greatest, true, room, room);
}

static double widest(const struct ticks *ticks) {
    double width = 0;

    for (size_t i = 0; i < ticks->count; i++)
        width = fmax(width, layout_width(ticks->tick[i].text, LAYOUT_LABEL));
    return width;
}

/* Leaves out the ticks in the rows of the marks, whose lines would run through the text. */
static void keep_below_marks(struct layout *layout, const struct chart *chart) {
    size_t kept = 0;

    for (size_t i = 0; i < layout->figure_ticks.count; i++)
        if (layout_y(layout, layout->figure_ticks.tick[i].value) >=
            layout->top + mark_height * (double)chart->mark_count)
            layout->figure_ticks.tick[kept++] = layout->figure_ticks.tick[i];
    layout->figure_ticks.count = kept;
}

static void fill_axes(struct layout *layout, const struct chart *chart) {
    static const double room = 0.05, level_room = 0.02;
    double height = layout->bottom - layout->top;
    double strip = mark_height * (double)chart->mark_count;
    double line = 1.6 * layout_line(LAYOUT_LABEL);

    layout->level = chart_level_axis(chart, level_room);
    layout->figure = chart_figure_axis(chart, room, room + strip / height);
    layout->figure_ticks = axis_ticks(&layout->figure, height, 0, line);
    keep_below_marks(layout, chart);
    if (layout->lower_bottom > 0) {
        layout->ratio =
            ratio_axis(&chart->pair->comparisons[chart->pair->metric], chart->pair->poor);
        layout->ratio_ticks =
            axis_ticks(&layout->ratio, layout->lower_bottom - layout->lower_top, 0, line);
    }
}

static void fill_margins(struct layout *layout, const struct chart *chart) {
    double label = layout->lower_bottom > 0 ? layout_width("same: within 25%", LAYOUT_NOTE) : 0;

    for (size_t i = 0; i < chart->count; i++)
        label = fmax(label, marker_width + layout_width(chart->curves[i].label, LAYOUT_TEXT));
    layout->left = edge + gap + fmax(widest(&layout->figure_ticks), widest(&layout->ratio_ticks));
    layout->right = fmax(layout->left + picture_width / 4.0, picture_width - edge - gap - label);
    layout->width = layout->right + gap + label + edge;
    layout->level_ticks = axis_ticks(&layout->level, layout->right - layout->left,
                                     layout_width("m", LAYOUT_LABEL), gap);
}

/* --- the panels ------------------------------------------------------------------------------- */

double layout_x(const struct layout *layout, double level) {
    return layout->left + axis_at(&layout->level, level) * (layout->right - layout->left);
}

double layout_y(const struct layout *layout, double figure) {
    return layout->bottom - axis_at(&layout->figure, figure) * (layout->bottom - layout->top);
}

static bool is_shaded(const struct layout *layout, const struct chart *chart) {
    static const double visible = 2;

    for (size_t i = 0; i < chart->count; i++)
        for (size_t k = 0; k < chart->curves[i].count; k++) {
            const struct chart_point *point = &chart->curves[i].points[k];

            if (layout_y(layout, point->least) - layout_y(layout, point->greatest) > visible)
                return true;
        }
    return false;
}

struct layout layout_of(const struct chart *chart, const char *footer) {
    struct layout layout = {.width = picture_width};
    bool has_ratio =
        chart->pair && level_outermost(&chart->pair->comparisons[chart->pair->metric], true);

    layout.top = stack_header(&layout, chart) + 2 * gap + heading_height + gap;
    layout.bottom = layout.top + (has_ratio ? upper_height : single_height);
    layout.height = layout.bottom;
    if (has_ratio) {
        layout.lower_top = layout.bottom + heading_height + 2 * gap;
        layout.height = layout.lower_bottom = layout.lower_top + lower_height;
    }
    layout.height = stack(&layout.footer, footer, LAYOUT_FOOTER, dim, layout.height + axis_height);
    layout.height += edge / 2.0;
    fill_axes(&layout, chart);
    fill_margins(&layout, chart);
    layout.shaded = is_shaded(&layout, chart);
    return layout;
}

/* --- marks ------------------------------------------------------------------------------------ */

double layout_mark_row(const struct layout *layout, size_t i) {
    return layout->top + mark_height * ((double)i + 0.5);
}

enum layout_side layout_mark(const struct layout *layout, const struct chart_mark *mark,
                             double *x) {
    double width = layout_width(mark->text, LAYOUT_LABEL);
    double at = !isnan(mark->at)    ? layout_x(layout, mark->at)
                : !isnan(mark->low) ? layout_x(layout, mark->low)
                                    : layout->left;

    *x = at + gap;
    if (*x + width <= layout->right)
        return LAYOUT_RIGHT;
    *x = at - gap;
    if (*x - width >= layout->left)
        return LAYOUT_LEFT;
    *x = fmax(layout->left, layout->right - width);
    return LAYOUT_ACROSS;
}

/* --- labels ----------------------------------------------------------------------------------- */

/* Does a curve, with the range of its trials, run through a box? */
static bool runs_through(const struct layout *layout, const struct chart_curve *curve, double left,
                         double right, double top, double bottom) {
    for (size_t i = 0; i < curve->count; i++) {
        const struct chart_point *one = &curve->points[i];
        const struct chart_point *other = &curve->points[i + 1 < curve->count ? i + 1 : i];
        double high = fmin(layout_y(layout, one->greatest), layout_y(layout, other->greatest));
        double low = fmax(layout_y(layout, one->least), layout_y(layout, other->least));

        if (layout_x(layout, one->level) < right && layout_x(layout, other->level) > left &&
            high < bottom && low > top)
            return true;
    }
    return false;
}

static bool meets_label(const struct layout_label *labels, size_t count, double y) {
    for (size_t i = 0; i < count; i++)
        if (labels[i].inside && fabs(labels[i].y - y) < layout_line(LAYOUT_TEXT))
            return true;
    return false;
}

/* Tries to label a curve that ends early within the panel, above or below its end. Those before it
 * have their labels. */
static bool label_inside(const struct layout *layout, const struct chart *chart, size_t number,
                         struct layout_label *labels) {
    const struct chart_curve *own = &chart->curves[number];
    const struct chart_point *last = &own->points[own->count - 1];
    double x = layout_x(layout, last->level), half = layout_line(LAYOUT_TEXT) / 2;
    double right = x + marker_width + layout_width(own->label, LAYOUT_TEXT);
    double strip = layout_mark_row(layout, chart->mark_count) - mark_height / 2.0;

    for (int try = 0; try < 12; try++) {
        double y = layout_y(layout, last->mean) + (try % 2 ? 1 : -1) * half * (0.5 + try / 2);
        bool free = y - half > strip && y + half < layout->bottom && right < layout->right - gap &&
                    !meets_label(labels, number, y);

        for (size_t i = 0; i < chart->count && free; i++)
            free = !runs_through(layout, &chart->curves[i], x, right, y - half, y + half);
        if (free) {
            labels[number] = (struct layout_label){x + gap, y, true};
            return true;
        }
    }
    return false;
}

struct layout_label *layout_labels(const struct layout *layout, const struct chart *chart,
                                   size_t *count) {
    static const double early = 40;
    double line = layout_line(LAYOUT_TEXT);
    size_t most = (size_t)((layout->bottom - layout->top) / line), beside = 0;
    struct layout_label *labels = memory_get(chart->count, sizeof *labels);
    double *at = memory_reals(chart->count);

    *count = chart->count < most ? chart->count : most;
    for (size_t i = 0; i < *count; i++) {
        const struct chart_curve *curve = &chart->curves[i];
        const struct chart_point *last = &curve->points[curve->count - 1];

        if (layout_x(layout, last->level) > layout->right - early ||
            !label_inside(layout, chart, i, labels))
            at[beside++] = layout_y(layout, last->mean);
    }
    axis_spread(at, beside, line, layout->top + line / 2, layout->bottom - line / 2);
    beside = 0;
    for (size_t i = 0; i < *count; i++)
        if (!labels[i].inside)
            labels[i] = (struct layout_label){layout->right + gap, at[beside++], false};
    free(at);
    return labels;
}
