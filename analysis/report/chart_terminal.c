#include "analysis/report/chart_terminal.h"

#include "analysis/render/braille.h"
#include "analysis/render/paragraph.h"
#include "analysis/render/wrap.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { lines_most = 20, rows_least = 5, width = 80 };

/* Its parts in columns: ticks, blank, axis, canvas, blank, labels. */
struct plot {
    const struct chart *chart;
    struct braille *canvas;
    struct axis level, figure;
    struct ticks level_ticks, figure_ticks;
    int left;          /* columns before the canvas */
    int columns, rows; /* of the canvas */
    int *label_row;    /* of each curve; -1: no room */
    bool unicode;
};

/* --- layout ----------------------------------------------------------------------------------- */

static int lines_of_text(const struct chart *chart) {
    size_t lines = paragraph_lines(NULL, chart->title) + 1;

    if (*chart->warning)
        lines += paragraph_lines(NULL, chart->warning);
    return (int)(lines + 2 + chart->mark_count);
}

static int column_of(const struct plot *plot, double level) {
    return (int)lround(axis_at(&plot->level, level) * (plot->columns - 1));
}

static int row_of(const struct plot *plot, double figure) {
    return (int)lround((1 - axis_at(&plot->figure, figure)) * (plot->rows - 1));
}

static void place_labels(struct plot *plot) {
    size_t count = plot->chart->count,
           shown = count < (size_t)plot->rows ? count : (size_t)plot->rows;
    double *at = memory_reals(count);

    plot->label_row = memory_get(count, sizeof *plot->label_row);
    for (size_t i = 0; i < count; i++) {
        const struct chart_curve *curve = &plot->chart->curves[i];

        at[i] = row_of(plot, curve->points[curve->count - 1].mean);
    }
    axis_spread(at, shown, 1, 0, plot->rows - 1);
    for (size_t i = 0; i < count; i++)
        plot->label_row[i] = i < shown ? (int)lround(at[i]) : -1;
    free(at);
}

static struct plot plot_of(const struct chart *chart) {
    static const double room = 0.02;
    struct plot plot = {.chart = chart,
                        .level = chart_level_axis(chart, 0),
                        .figure = chart_figure_axis(chart, room, room),
                        .rows = lines_most - lines_of_text(chart),
                        .unicode = style_has_unicode()};
    size_t label = 0, tick = 0;

    plot.rows = plot.rows < rows_least ? rows_least : plot.rows;
    plot.figure_ticks = axis_ticks(&plot.figure, plot.rows, 0, 2);
    for (size_t i = 0; i < chart->count; i++)
        if (wrap_columns(chart->curves[i].label) > label)
            label = wrap_columns(chart->curves[i].label);
    for (size_t i = 0; i < plot.figure_ticks.count; i++)
        if (strlen(plot.figure_ticks.tick[i].text) > tick)
            tick = strlen(plot.figure_ticks.tick[i].text);
    plot.left = (int)tick + 2;
    plot.columns = width - plot.left - 1 - (int)label;
    plot.level_ticks = axis_ticks(&plot.level, plot.columns, 1, 1);
    plot.canvas = braille_new(plot.columns, plot.rows, plot.unicode);
    place_labels(&plot);
    return plot;
}

/* --- curves ----------------------------------------------------------------------------------- */

/* Its first letter, or a number where another curve has that letter. */
static char letter_of(const struct chart *chart, size_t number) {
    unsigned char first = (unsigned char)chart->curves[number].label[0];

    for (size_t i = 0; i < chart->count; i++)
        if (i != number && (unsigned char)chart->curves[i].label[0] == first)
            return "123456789"[number % 9];
    return isalnum(first) && first < 128 ? (char)first : "123456789"[number % 9];
}

static struct ink ink_of(const struct chart *chart, size_t number) {
    static const enum style others[] = {STYLE_YELLOW, STYLE_PLAIN, STYLE_DIM};
    const struct chart_curve *curve = &chart->curves[number];
    bool first = true;

    for (size_t i = 0; i < number; i++)
        first &= chart->curves[i].threaded != curve->threaded;
    return (struct ink){first ? (curve->threaded ? STYLE_RED : STYLE_BLUE) : others[number % 3],
                        letter_of(chart, number)};
}

static void draw_curve(const struct plot *plot, size_t number) {
    enum { sparsest = 4 };
    const struct chart_curve *curve = &plot->chart->curves[number];
    int every = number < sparsest ? (int)number + 1 : sparsest, drawn = 0;

    for (size_t i = 0; i < curve->count; i++) {
        const struct chart_point *one = &curve->points[i];
        const struct chart_point *other = &curve->points[i + 1 < curve->count ? i + 1 : i];
        double from[] = {axis_at(&plot->level, one->level), axis_at(&plot->figure, one->mean)};
        double to[] = {axis_at(&plot->level, other->level), axis_at(&plot->figure, other->mean)};

        braille_line(plot->canvas, from, to, ink_of(plot->chart, number), plot->unicode ? every : 1,
                     &drawn);
    }
}

/* --- lines ------------------------------------------------------------------------------------ */

static const char *tick_at(const struct plot *plot, int row) {
    for (size_t i = 0; i < plot->figure_ticks.count; i++)
        if (row_of(plot, plot->figure_ticks.tick[i].value) == row)
            return plot->figure_ticks.tick[i].text;
    return "";
}

static void print_row(const struct plot *plot, int row) {
    const char *tick = tick_at(plot, row);
    int used;

    printf("%*s ", plot->left - 2, tick);
    printf("%s", plot->unicode ? (*tick ? "\u2524" : "\u2502") : *tick ? "+" : "|");
    used = braille_print_row(plot->canvas, row);
    for (size_t i = 0; i < plot->chart->count; i++) {
        if (plot->label_row[i] != row)
            continue;
        printf("%*s", plot->columns - used + 1, "");
        style_print(ink_of(plot->chart, i).style);
        text_write(stdout, plot->chart->curves[i].label);
        style_print(STYLE_PLAIN);
    }
    printf("\n");
}

static bool has_tick(const struct plot *plot, int column) {
    for (size_t i = 0; i < plot->level_ticks.count; i++)
        if (column_of(plot, plot->level_ticks.tick[i].value) == column)
            return true;
    return false;
}

/* Does the range of a mark cover the column? */
static bool is_in_range(const struct plot *plot, int column) {
    for (size_t i = 0; i < plot->chart->mark_count; i++) {
        const struct chart_mark *mark = &plot->chart->marks[i];

        if (mark->has_range && (isnan(mark->low) || column >= column_of(plot, mark->low)) &&
            (isnan(mark->high) || column <= column_of(plot, mark->high)))
            return true;
    }
    return false;
}

static void print_axis(const struct plot *plot) {
    printf("%*s%s", plot->left - 1, "", plot->unicode ? "\u2514" : "+");
    for (int column = 0; column < plot->columns; column++) {
        bool tick = has_tick(plot, column), heavy = is_in_range(plot, column);

        if (plot->unicode)
            printf("%s", heavy ? (tick ? "\u252f" : "\u2501") : tick ? "\u252c" : "\u2500");
        else
            printf("%s", tick ? "+" : heavy ? "=" : "-");
    }
    printf("\n");
}

static void print_ticks(const struct plot *plot) {
    int column = 0;

    for (size_t i = 0; i < plot->level_ticks.count; i++) {
        const char *text = plot->level_ticks.tick[i].text;
        int length = (int)strlen(text);
        int at = plot->left + column_of(plot, plot->level_ticks.tick[i].value) - length / 2;

        at = at + length > width ? width - length : at;
        printf("%*s%s", at > column ? at - column : 0, "", text);
        column = (at > column ? at : column) + length;
    }
    printf("\n");
}

static void print_mark(const struct plot *plot, const struct chart_mark *mark) {
    int length = (int)wrap_columns(mark->text);
    double level = !isnan(mark->at) ? mark->at : !isnan(mark->low) ? mark->low : plot->level.from;
    int at = plot->left + column_of(plot, level) - length / 2;

    at = at + length > width ? width - length : at;
    printf("%*s", at > 0 ? at : 0, "");
    style_print(STYLE_BOLD);
    text_write(stdout, mark->text);
    style_print(STYLE_PLAIN);
    printf("\n");
}

/* --- all together ----------------------------------------------------------------------------- */

static void print_header(const struct chart *chart) {
    if (*chart->warning) {
        style_print(STYLE_YELLOW);
        paragraph_print(NULL, chart->warning);
        style_print(STYLE_PLAIN);
    }
    paragraph_print_bold(NULL, chart->title, strlen(chart->title));
    style_print(STYLE_DIM);
    printf("%s, over concurrent tasks\n", chart->axis_title);
    style_print(STYLE_PLAIN);
}

size_t chart_terminal_print(const struct chart *chart) {
    struct plot plot = plot_of(chart);
    size_t labelled = 0;

    for (size_t i = 0; i < chart->mark_count; i++)
        if (!isnan(chart->marks[i].at))
            braille_rule(plot.canvas, axis_at(&plot.level, chart->marks[i].at));
    for (size_t i = chart->count; i-- > 0;)
        draw_curve(&plot, i);
    print_header(chart);
    for (int row = 0; row < plot.rows; row++)
        print_row(&plot, row);
    print_axis(&plot);
    print_ticks(&plot);
    for (size_t i = 0; i < chart->mark_count; i++)
        print_mark(&plot, &chart->marks[i]);
    for (size_t i = 0; i < chart->count; i++)
        labelled += plot.label_row[i] >= 0;
    braille_free(plot.canvas);
    free(plot.label_row);
    return labelled;
}
