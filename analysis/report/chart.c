/* The script goes to gnuplot through a memory file, and the picture comes back on its standard
 * output. A shell never sees a file name or text from the history. */
#include "analysis/report/chart.h"

#include "analysis/compare/comparison.h"
#include "analysis/render/gnuplot.h"
#include "analysis/render/paragraph.h"
#include "analysis/report/omissions.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "record/record.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Where the picture goes. */
enum canvas { CANVAS_TERMINAL, CANVAS_SVG, CANVAS_PNG };

static const char *const terminals[] = {
    [CANVAS_TERMINAL] = "set terminal dumb noenhanced size 79,17\n",
    [CANVAS_SVG] = "set terminal svg noenhanced size 860,520 font 'DejaVu Sans,Arial,sans-serif' "
                   "fontscale 1 background '#ffffff' dynamic\n",
    [CANVAS_PNG] = "set terminal pngcairo noenhanced size 1290,780 fontscale 1.5 linewidth 1.5\n",
};

/* --- the script ------------------------------------------------------------------------------- */

/* A model keeps its colour whatever else is drawn: warm for threads, cool for others. */
static unsigned colour(const struct curve *curve, size_t i) {
    static const unsigned warm[] = {0xc0392b, 0xe67e22, 0x8e4b10};
    static const unsigned cool[] = {0x1f6f8b, 0x2e8b57, 0x6a4c93};

    if (!strcmp(curve->model, "thread"))
        return warm[0];
    if (!strcmp(curve->model, "coroutine"))
        return cool[0];
    return curve->threaded ? warm[1 + i % 2] : cool[1 + i % 2];
}

static bool is_drawn(const struct cell *cell, enum metric metric) {
    return cell->mean[metric] > 0;
}

/* Writes one data block for each curve: concurrency, mean, minimum, maximum. */
static void write_data(FILE *script, const struct curve *curve, enum metric metric, size_t number) {
    double scale = metrics[metric].scale;

    fprintf(script, "$curve%zu << end_of_curve\n", number);
    for (size_t i = 0; i < curve->count; i++) {
        const struct cell *cell = &curve->cells[i];
        bool spread = metric == METRIC_OVERHEAD && !isnan(cell->min);

        if (is_drawn(cell, metric))
            fprintf(script, "%lld %.9g %.9g %.9g\n", (long long)cell->concurrency,
                    cell->mean[metric] * scale, spread ? cell->min : cell->mean[metric] * scale,
                    spread ? cell->max : cell->mean[metric] * scale);
    }
    fprintf(script, "end_of_curve\n");
}

static bool has_data(const struct curve *curve, enum metric metric) {
    for (size_t i = 0; i < curve->count; i++)
        if (is_drawn(&curve->cells[i], metric))
            return true;
    return false;
}

enum { conditions_size = 512 };

/* Is `part` one of the parts of text, which are joined by separators? */
static bool has_part(const char *text, const char *part, size_t length) {
    size_t gap = strlen(paragraph_separator());

    for (const char *at = text; at;
         at = strstr(at, paragraph_separator()), at = at ? at + gap : NULL)
        if (!strncmp(at, part, length) &&
            (!at[length] || !strncmp(at + length, paragraph_separator(), gap)))
            return true;
    return false;
}

static bool all_have_part(const struct pivot *pivot, const char *part, size_t length) {
    char text[conditions_size];

    for (size_t i = 0; i < pivot->count; i++)
        if (!has_part(conditions_text(&pivot->groups[i].conditions, NULL, text), part, length))
            return false;
    return true;
}

/* Sets text to the conditions of a group that all groups share (common), or to those that
 * distinguish it from others. Returns text. */
static const char *some_conditions(const struct pivot *pivot, const struct group *group,
                                   bool common, char text[static conditions_size]) {
    char whole[conditions_size], *part = whole, *end;

    conditions_text(&group->conditions, NULL, whole);
    for (*text = 0; part; part = end ? end + strlen(paragraph_separator()) : NULL) {
        end = strstr(part, paragraph_separator());
        if (all_have_part(pivot, part, end ? (size_t)(end - part) : strlen(part)) == common)
            paragraph_add(text, conditions_size, paragraph_separator(), "%.*s",
                          end ? (int)(end - part) : (int)strlen(part), part);
    }
    return text;
}

static void curve_title(const struct pivot *pivot, const struct group *group,
                        const struct curve *curve, char *title, size_t size) {
    char own[conditions_size];

    some_conditions(pivot, group, false, own);
    snprintf(title, size, "%s%s%s", curve->model, *own ? ", " : "", own);
}

/* The character that marks a curve on the terminal: the first of the model's name, as it is for the
 * first group (t for thread, c for coroutine) and in upper case for the second. A digit for further
 * groups, and for names that begin with anything but a letter or digit. */
static char sign_of(const struct pivot *pivot, const struct group *group, size_t i, size_t number) {
    unsigned char first = (unsigned char)group->curves[i].model[0];

    if (group > pivot->groups + 1 || first > 127 || !isalnum(first))
        return "0123456789"[number % 10];
    return group == pivot->groups ? (char)first : (char)toupper(first);
}

static void write_curve(FILE *script, enum canvas canvas, const struct pivot *pivot,
                        const struct group *group, size_t i, size_t number) {
    const struct curve *curve = &group->curves[i];
    char title[conditions_size];

    curve_title(pivot, group, curve, title, sizeof title);
    if (canvas == CANVAS_TERMINAL) {
        fprintf(script, "$curve%zu using 1:2 with points pt '%c' title ", number,
                sign_of(pivot, group, i, number));
    } else {
        fprintf(script,
                "$curve%zu using 1:3:4 with filledcurves fs transparent solid 0.15 noborder lc "
                "rgb '#%06x' notitle, ",
                number, colour(curve, i));
        fprintf(script,
                "$curve%zu using 1:2 with linespoints lc rgb '#%06x' lw 2 pt 7 ps 0.35 dt %d "
                "title ",
                number, colour(curve, i), (int)(group - pivot->groups) % 5 + 1);
    }
    gnuplot_text(script, title);
    fprintf(script, ", ");
}

/* Marks the level from which on the first pair differs by 5% with a vertical line. Its label is
 * above the frame, to the left of the line, because most pairs differ on the right. */
static void write_mark(FILE *script, const struct pairing *pairing, const struct request *request) {
    struct comparison comparison = comparison_make(pairing, request->metric, request->margin);

    for (int which = 0; which < 2; which++) {
        double at = comparison.crossover.threshold[which][0].concurrency;
        const char *model = which ? pairing->b->model : pairing->a->model;
        char level[32], words[conditions_size];

        if (isnan(at) || (double)comparison.levels[0].concurrency >= at)
            continue;
        snprintf(words, sizeof words, "%s %s 5%% %s from %s", model, metrics[request->metric].verb,
                 metrics[request->metric].more, figures_level(level, at));
        fprintf(script,
                "set arrow from %.6g, graph 0 to %.6g, graph 1 nohead lc rgb '#888888' dt 3\n"
                "set label ",
                at, at);
        gnuplot_text(script, words);
        fprintf(script, " at %.6g, graph 1.03 right tc rgb '#555555'\n", at);
    }
    comparison_free(&comparison);
}

/* The range of the drawn cells in both directions. */
struct span {
    double left, right, least, greatest;
};

static void widen(struct span *span, const struct cell *cell, enum metric metric) {
    bool spread = metric == METRIC_OVERHEAD && !isnan(cell->min);
    double scale = metrics[metric].scale;

    if (!is_drawn(cell, metric))
        return;
    span->left = fmin(span->left, (double)cell->concurrency);
    span->right = fmax(span->right, (double)cell->concurrency);
    span->least = fmin(span->least, spread ? cell->min : cell->mean[metric] * scale);
    span->greatest = fmax(span->greatest, spread ? cell->max : cell->mean[metric] * scale);
}

static struct span span_of(const struct pivot *pivot, enum metric metric) {
    struct span span = {INFINITY, 0, INFINITY, 0};

    for (size_t i = 0; i < pivot->count; i++)
        for (size_t j = 0; j < pivot->groups[i].count; j++)
            for (size_t k = 0; k < pivot->groups[i].curves[j].count; k++)
                widen(&span, &pivot->groups[i].curves[j].cells[k], metric);
    return span;
}

/* Axes are not extended to whole decades, but leave room for the characters on a terminal.
 * Overheads rise to the right, costs per task and per worker fall; the key is placed where the
 * curves are not. */
static void write_axes(FILE *script, enum canvas canvas, const struct pivot *pivot,
                       enum metric metric) {
    struct span span = span_of(pivot, metric);
    double room = canvas == CANVAS_TERMINAL ? 1.12 : 1.03;
    bool overhead = metric == METRIC_OVERHEAD || metric == METRIC_STEADY;
    bool fine = canvas != CANVAS_TERMINAL && span.greatest < 3;

    fprintf(script,
            "set logscale x\nset logscale y\nset format y '%%g'\nset xlabel 'concurrency'\n");
    fprintf(script, "set xrange [%.6g:%.6g]\nset yrange [%.6g:%.6g]\n", span.left / room,
            span.right * room, span.least / room, span.greatest * room);
    fprintf(script, "set key %s left reverse Left\n", overhead ? "top" : "bottom");
    if (overhead)
        fprintf(script, "set ytics (1, %s1.2, 1.5, 2, 3, 5, 10, 20, 50, 100)\n",
                fine ? "1.05, 1.1, " : "");
}

/* Tasks that do not wait have no overhead; pivot.h says what replaces it. */
static const char *axis_title(const struct pivot *pivot, enum metric metric) {
    bool waits = pivot->count > 0 && pivot->groups[0].conditions.sleep > 0;

    return metric == METRIC_OVERHEAD && !waits ? "wall time per task (s)" : metrics[metric].title;
}

static void set_text(FILE *script, const char *what, const char *text) {
    fprintf(script, "set %s ", what);
    gnuplot_text(script, text);
}

static void write_frame(FILE *script, enum canvas canvas, const struct pivot *pivot,
                        const struct request *request) {
    const char *title = axis_title(pivot, request->metric);
    char conditions[conditions_size];

    fprintf(script, "%sset encoding utf8\n", terminals[canvas]);
    write_axes(script, canvas, pivot, request->metric);
    if (canvas == CANVAS_TERMINAL) {
        set_text(script, "title", title);
        fprintf(script, "\n");
        return;
    }
    some_conditions(pivot, &pivot->groups[0], true, conditions);
    set_text(script, "ylabel", title);
    fprintf(script, "\n");
    set_text(script, "title", conditions);
    fprintf(script,
            " offset 0,0.8 tc rgb '#333333'\nset key samplen 2 spacing 1.2\n"
            "set grid xtics ytics lc rgb '#dddddd' lw 1 dt 1\nset border 3 lc rgb '#999999'\n"
            "set tics nomirror tc rgb '#444444'\nset rmargin 5\nset tmargin 4.5\n");
}

/* Draws the mark of the first pair, except on a terminal, which has no room for it. */
static void write_marks(FILE *script, enum canvas canvas, const struct pivot *pivot,
                        const struct request *request) {
    size_t count;
    struct pairing *pairings = pairings_list(pivot, &request->filter, &count);

    if (canvas != CANVAS_TERMINAL && count > 0)
        write_mark(script, &pairings[0], request);
    free(pairings);
}

static void write_script(FILE *script, enum canvas canvas, const struct pivot *pivot,
                         const struct request *request) {
    size_t number = 0;

    write_frame(script, canvas, pivot, request);
    write_marks(script, canvas, pivot, request);
    for (size_t i = 0; i < pivot->count; i++)
        for (size_t j = 0; j < pivot->groups[i].count; j++)
            write_data(script, &pivot->groups[i].curves[j], request->metric, number++);
    fprintf(script, "plot ");
    number = 0;
    for (size_t i = 0; i < pivot->count; i++)
        for (size_t j = 0; j < pivot->groups[i].count; j++, number++)
            if (has_data(&pivot->groups[i].curves[j], request->metric))
                write_curve(script, canvas, pivot, &pivot->groups[i], j, number);
    fprintf(script, "\n");
}

/* --- the picture ------------------------------------------------------------------------------ */

static bool is_any_drawn(const struct pivot *pivot, enum metric metric) {
    for (size_t i = 0; i < pivot->count; i++)
        for (size_t j = 0; j < pivot->groups[i].count; j++)
            if (has_data(&pivot->groups[i].curves[j], metric))
                return true;
    return false;
}

/* Returns the script as a memory file, at its beginning; the caller closes it. Returns -1 and sets
 * *err on failure. */
static int open_script(const struct pivot *pivot, const struct request *request, enum canvas canvas,
                       struct err *err) {
    int fd = memfd_create("script", MFD_CLOEXEC);
    int copy = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
    FILE *script = copy < 0 ? NULL : fdopen(copy, "w");
    bool written = false;

    if (script) {
        write_script(script, canvas, pivot, request);
        written = !ferror(script) & !fclose(script);
        lseek(fd, 0, SEEK_SET);
    } else if (copy >= 0) {
        close(copy);
    }
    if (written)
        return fd;
    err_set(err, ERR_STORE, "no chart: %s", strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

static enum canvas canvas_for(const char *file) {
    if (!strcmp(file, "-"))
        return CANVAS_TERMINAL;
    return strcmp(strrchr(file, '.'), ".svg") ? CANVAS_PNG : CANVAS_SVG;
}

int chart_draw(const struct pivot *pivot, const struct request *request, const char *file,
               struct err *err) {
    enum canvas canvas = canvas_for(file);
    struct pivot drawn = omissions_conditions(pivot, "--crossover");
    int script, result;

    if (!is_any_drawn(&drawn, request->metric))
        return err_set(err, ERR_STORE, "no chart: no trial has a figure for --metric=%s",
                       metrics[request->metric].name);
    script = open_script(&drawn, request, canvas, err);
    if (script < 0)
        return -1;
    result =
        canvas == CANVAS_TERMINAL ? gnuplot_print(script, err) : gnuplot_draw(script, file, err);
    close(script);
    return result;
}
