#include "analysis/report/chart_script.h"

#include "analysis/render/gnuplot.h"
#include "analysis/render/wrap.h"
#include "analysis/report/chart_layout.h"
#include "analysis/words/figures.h"
#include "base/host.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { marked_most = 30 }; /* levels that get a marker of the usual size */

/* --- colours ---------------------------------------------------------------------------------- */

static const unsigned dark = 0x1c2330, dim = 0x5a6475, grid = 0xe3e7ee, band = 0xe7ecf3,
                      sameness = 0xe4e6ea;

/* Warm for threads, cool for others, each with its own marker, so that nothing depends on seeing
 * colours. A model keeps its colour whatever else is drawn. */
struct look {
    unsigned colour;
    int marker;
};

static struct look look_of(const struct chart_curve *curve) {
    static const struct look warm[] = {{0xc0392b, 7}, {0xb35c00, 9}, {0x7a4a1e, 13}, {0xb03a72, 6}};
    static const struct look cool[] = {{0x1f6f8b, 5},  {0x2e7d4f, 11}, {0x6a4c93, 15},
                                       {0x3a55c4, 4},  {0x4b5563, 10}, {0x008080, 12},
                                       {0x5f8a00, 14}, {0x27408b, 8}};
    size_t warm_count = sizeof warm / sizeof *warm, cool_count = sizeof cool / sizeof *cool;

    if (curve->rank == 0)
        return curve->threaded ? warm[0] : cool[0];
    return curve->threaded ? warm[1 + (curve->rank - 1) % (warm_count - 1)]
                           : cool[1 + (curve->rank - 1) % (cool_count - 1)];
}

/* The colour between white (0) and a colour (1). */
static unsigned tint(unsigned colour, double part) {
    unsigned mixed = 0;

    for (int shift = 0; shift < 24; shift += 8)
        mixed |= (unsigned)lround(255 + part * ((double)(colour >> shift & 255) - 255)) << shift;
    return mixed;
}

/* --- text ------------------------------------------------------------------------------------- */

/* The position of a text: its left, middle or right at x, its middle at y. */
static void write_text(FILE *script, const struct layout *layout, const char *text, double x,
                       double y, int size, unsigned colour, const char *side) {
    fprintf(script, "set label ");
    gnuplot_text(script, text);
    fprintf(script, " at screen %.6f, screen %.6f %s font ',%d' tc rgb '#%06x' front\n",
            x / layout->width, 1 - y / layout->height, side, size, colour);
}

static void write_block(FILE *script, const struct layout *layout,
                        const struct layout_block *block) {
    double line = layout_line(block->size), y = block->top + line / 2;
    const char *text = block->text;
    size_t bytes;

    for (; (bytes = wrap_line(text, block->columns)) > 0; y += line) {
        char *part = memory_text("%.*s", (int)bytes, text);

        write_text(script, layout, part, layout->width - 936, y, block->size, block->colour,
                   "left");
        free(part);
        text += bytes;
        text += strspn(text, " ");
    }
}

static void write_headings(FILE *script, const struct layout *layout, const struct chart *chart) {
    static const char note[] = "shaded: least to greatest trial";
    double y = layout->top - 20, left = layout->width - 936;
    double room = layout->right - left - layout_width(chart->axis_title, LAYOUT_LABEL);

    write_text(script, layout, chart->axis_title, left, y, LAYOUT_LABEL, dark, "left");
    if (layout->shaded)
        write_text(script, layout, note,
                   room > layout_width(note, LAYOUT_NOTE) + 12 ? layout->right : layout->width - 24,
                   y, LAYOUT_NOTE, dim, "right");
    write_text(script, layout, "concurrent tasks", (layout->left + layout->right) / 2,
               fmax(layout->bottom, layout->lower_bottom) + 36, LAYOUT_LABEL, dark, "center");
    if (layout->lower_bottom > 0) {
        char ratio[512] = "";

        text_add(ratio, sizeof ratio, "%s / %s", chart->pair->pairing->a->model,
                 chart->pair->pairing->b->model);
        write_text(script, layout, ratio, left, layout->lower_top - 20, LAYOUT_LABEL, dark, "left");
    }
}

/* --- curves ----------------------------------------------------------------------------------- */

static void write_data(FILE *script, const struct chart *chart, const struct layout *layout) {
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_curve *curve = &chart->curves[i];
        double half = curve->count == 1 ? 0.006 : 0; /* the range of one level gets a width */

        fprintf(script, "$curve%zu << end_of_curve\n", i);
        for (size_t k = 0; k < curve->count; k++)
            fprintf(script, "%.9g %.9g\n", curve->points[k].level, curve->points[k].mean);
        fprintf(script, "end_of_curve\n$trials%zu << end_of_trials\n", i);
        for (size_t k = 0; k < curve->count; k++)
            for (int side = half > 0 ? -1 : 1; side < 2; side += 2)
                fprintf(script, "%.9g %.9g %.9g\n",
                        curve->points[k].level *
                            pow(layout->level.to / layout->level.from, side * half),
                        curve->points[k].least, curve->points[k].greatest);
        fprintf(script, "end_of_trials\n");
    }
}

static void write_curves(FILE *script, const struct chart *chart) {
    fprintf(script, "plot ");
    for (size_t i = 0; i < chart->count; i++)
        fprintf(script,
                "$trials%zu using 1:2:3 with filledcurves fs transparent solid %.2f noborder lc "
                "rgb '#%06x' notitle, ",
                i, chart->count > 2 ? 0.08 : 0.16, look_of(&chart->curves[i]).colour);
    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_curve *curve = &chart->curves[i];
        struct look look = look_of(curve);

        fprintf(script,
                "$curve%zu using 1:2 with linespoints lc rgb '#%06x' lw 2 pt %d ps %.2f notitle%s",
                i, look.colour, look.marker, curve->count > marked_most ? 0.3 : 0.65,
                i + 1 < chart->count ? ", " : "\n");
    }
}

/* Returns how many curves have a label. */
static size_t write_labels(FILE *script, const struct layout *layout, const struct chart *chart) {
    size_t count;
    struct layout_label *labels = layout_labels(layout, chart, &count);

    for (size_t i = 0; i < count; i++) {
        const struct chart_curve *curve = &chart->curves[i];
        const struct chart_point *last = &curve->points[curve->count - 1];
        struct look look = look_of(curve);
        double x = layout_x(layout, last->level), y = layout_y(layout, last->mean);

        fprintf(script,
                "set label at screen %.6f, screen %.6f point pt %d ps 0.65 lc rgb '#%06x' front\n",
                (labels[i].x + 5) / layout->width, 1 - labels[i].y / layout->height, look.marker,
                look.colour);
        write_text(script, layout, curve->label, labels[i].x + 16, labels[i].y, LAYOUT_TEXT,
                   look.colour, "left");
        if (!labels[i].inside && (labels[i].x - x > 60 || fabs(labels[i].y - y) > 4))
            fprintf(script,
                    "set arrow from screen %.6f, screen %.6f to screen %.6f, screen %.6f nohead lc "
                    "rgb '#%06x' lw 0.7 dt 3 back\n",
                    (x + 4) / layout->width, 1 - y / layout->height,
                    (labels[i].x - 1) / layout->width, 1 - labels[i].y / layout->height,
                    tint(look.colour, 0.7));
    }
    free(labels);
    return count;
}

/* --- marks ------------------------------------------------------------------------------------ */

static void write_rectangle(FILE *script, double from, double to, unsigned colour) {
    fprintf(script,
            "set object rectangle from graph %.6f, graph 0 to graph %.6f, graph 1 behind fc rgb "
            "'#%06x' fs solid noborder\n",
            from, to, colour);
}

/* From a place to the panel's edge, ever paler. */
static void write_fading(FILE *script, double from, double edge) {
    enum { strips = 24 };

    for (int i = 0; i < strips; i++) {
        double one = from + (edge - from) * i / strips,
               other = from + (edge - from) * (i + 1) / strips;

        write_rectangle(script, fmin(one, other), fmax(one, other),
                        tint(band, 1 - (i + 0.5) / strips));
    }
}

static double within(double part) {
    return fmin(fmax(part, 0), 1);
}

static void write_band(FILE *script, const struct layout *layout, const struct chart_mark *mark) {
    double low = within(axis_at(&layout->level, mark->low));
    double high = within(axis_at(&layout->level, mark->high));
    double at = within(axis_at(&layout->level, mark->at));

    if (!mark->has_range)
        return;
    if (isnan(mark->low))
        write_fading(script, low = isnan(mark->at) ? high : at, 0);
    if (isnan(mark->high))
        write_fading(script, high = isnan(mark->at) ? low : at, 1);
    if (high > low)
        write_rectangle(script, low, high, band);
}

/* Draws the marks in the current panel, up to a height. */
static void write_marks(FILE *script, const struct layout *layout, const struct chart *chart,
                        bool with_text) {
    for (size_t i = 0; i < chart->mark_count; i++)
        write_band(script, layout, &chart->marks[i]);
    for (size_t i = 0; i < chart->mark_count; i++) {
        const struct chart_mark *mark = &chart->marks[i];
        double x, row = layout_mark_row(layout, i);
        enum layout_side side = layout_mark(layout, mark, &x);
        double top = row + (side == LAYOUT_ACROSS ? 10 : -8);

        if (with_text)
            write_text(script, layout, mark->text, x, row, LAYOUT_LABEL, dark,
                       side == LAYOUT_LEFT ? "right" : "left");
        if (!isnan(mark->at))
            fprintf(script,
                    "set arrow from graph %.6f, graph 0 to graph %.6f, graph %.6f nohead lc rgb "
                    "'#%06x' lw 1 dt '-' back\n",
                    axis_at(&layout->level, mark->at), axis_at(&layout->level, mark->at),
                    with_text ? (layout->bottom - top) / (layout->bottom - layout->top) : 1.0, dim);
    }
}

/* --- panels ----------------------------------------------------------------------------------- */

static void write_ticks(FILE *script, char axis, const struct ticks *ticks, bool with_text) {
    fprintf(script, "set %ctics scale 0 nomirror font ',%d' tc rgb '#%06x' (", axis, LAYOUT_LABEL,
            dim);
    for (size_t i = 0; i < ticks->count; i++) {
        fprintf(script, i ? ", " : "");
        gnuplot_text(script, with_text ? ticks->tick[i].text : "");
        fprintf(script, " %.9g", ticks->tick[i].value);
    }
    fprintf(script, ")\n");
}

static void write_axis(FILE *script, char name, const struct axis *axis) {
    fprintf(script, axis->is_log ? "set logscale %c\n" : "unset logscale %c\n", name);
    fprintf(script, "set %crange [%.9g:%.9g]\n", name, axis->from, axis->to);
}

static void write_panel(FILE *script, const struct layout *layout, double top, double bottom,
                        const struct axis *axis, const struct ticks *ticks, bool last) {
    fprintf(script,
            "set lmargin at screen %.6f\nset rmargin at screen %.6f\nset tmargin at screen "
            "%.6f\nset bmargin at screen %.6f\n",
            layout->left / layout->width, layout->right / layout->width, 1 - top / layout->height,
            1 - bottom / layout->height);
    write_axis(script, 'x', &layout->level);
    write_axis(script, 'y', axis);
    write_ticks(script, 'x', &layout->level_ticks, last);
    write_ticks(script, 'y', ticks, true);
    fprintf(script,
            "set border 1 lc rgb '#b8c0cc'\nset grid xtics ytics lt 1 lc rgb '#%06x' lw 1\n", grid);
}

/* The colour of the model that costs more, by the margin or more, at this level alone. */
static unsigned ratio_colour(const struct chart *chart, const struct level *level, double margin) {
    double ratio = level_ratio(level, 0);
    const struct curve *more = ratio > 1 ? chart->pair->pairing->a : chart->pair->pairing->b;

    if (fabs(log(ratio)) < log1p(margin) || (level->low <= 1 && level->high >= 1))
        return dim;
    for (size_t i = 0; i < chart->count; i++)
        if (chart->curves[i].source == more)
            return look_of(&chart->curves[i]).colour;
    return dim;
}

/* Level, ratio, its range, and a colour. */
static void write_ratios(FILE *script, const struct chart *chart) {
    const struct pair_answer *pair = chart->pair;
    const struct comparison *comparison = &pair->comparisons[pair->metric];

    fprintf(script, "$ratio << end_of_ratio\n");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct level *level = &comparison->levels[i];
        double ratio = level_is_known(level) ? level_ratio(level, 0) : NAN;
        bool ranged = level->low > 0 && isfinite(level->high) && !pair->poor;

        if (ratio > 0)
            fprintf(script, "%lld %.9g %.9g %.9g %u\n", (long long)level->concurrency, ratio,
                    ranged ? level->low : ratio, ranged ? level->high : ratio,
                    ratio_colour(chart, level, comparison->margin));
    }
    fprintf(script, "end_of_ratio\n");
}

static void write_lower_panel(FILE *script, const struct layout *layout,
                              const struct chart *chart) {
    double margin = chart->pair->comparisons[chart->pair->metric].margin;
    double y = layout->lower_bottom -
               axis_at(&layout->ratio, 1) * (layout->lower_bottom - layout->lower_top);
    bool dense = chart->pair->comparisons[chart->pair->metric].count > marked_most;
    char percent[UNITS_SIZE], same[2 * UNITS_SIZE];

    fprintf(script, "unset label\nunset arrow\nunset object\n");
    write_panel(script, layout, layout->lower_top, layout->lower_bottom, &layout->ratio,
                &layout->ratio_ticks, true);
    write_marks(script, layout, chart, false);
    fprintf(script,
            "set object rectangle from graph 0, first %.9g to graph 1, first %.9g behind fc rgb "
            "'#%06x' fs solid noborder\n"
            "set arrow from graph 0, first 1 to graph 1, first 1 nohead lc rgb '#%06x' lw 0.8 "
            "back\n",
            1 / (1 + margin), 1 + margin, sameness, dim);
    snprintf(same, sizeof same, "same: within %s", figures_percent(percent, margin));
    write_text(script, layout, same, layout->right + 8, y, LAYOUT_NOTE, dim, "left");
    write_ratios(script, chart);
    fprintf(script,
            "plot $ratio using 1:2 with lines lc rgb '#9aa3b2' lw 1 notitle, "
            "$ratio using 1:3:(0):($4-$3):5 with vectors nohead lw %.1f lc rgb variable notitle, "
            "$ratio using 1:2:5 with points pt 7 ps %.1f lc rgb variable notitle\n",
            dense ? 0.7 : 1.5, dense ? 0.3 : 0.5);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void write_terminal(FILE *script, enum chart_format format, const struct layout *layout) {
    if (format == CHART_SVG)
        fprintf(script,
                "set terminal svg noenhanced size %.0f,%.0f font 'DejaVu Sans,Arial,sans-serif,%d' "
                "fontscale 1 background '#ffffff' dynamic\n",
                layout->width, layout->height, LAYOUT_LABEL);
    else
        fprintf(script,
                "set terminal pngcairo noenhanced size %.0f,%.0f font 'DejaVu Sans,%d' "
                "fontscale 1.5 linewidth 2 pointscale 2\n",
                2 * layout->width, 2 * layout->height, LAYOUT_LABEL);
    fprintf(script, "set encoding utf8\nunset key\n");
}

/* The file's name without its folders: "crossover 1.0, service.db". Owned by the caller. */
static char *footer_text(const char *file) {
    const char *slash = strrchr(file, '/'), *build = host_build();

    return memory_text("crossover %.*s, %s", (int)strcspn(build, ","), build,
                       slash && slash[1] ? slash + 1 : file);
}

size_t chart_script_write(FILE *script, enum chart_format format, const struct chart *chart,
                          const char *file) {
    char *footer = footer_text(file);
    struct layout layout = layout_of(chart, footer);
    bool two = layout.lower_bottom > 0;
    size_t labelled;

    write_terminal(script, format, &layout);
    write_data(script, chart, &layout);
    for (int i = 0; i < LAYOUT_BLOCKS; i++)
        write_block(script, &layout, &layout.block[i]);
    write_block(script, &layout, &layout.footer);
    write_headings(script, &layout, chart);
    labelled = write_labels(script, &layout, chart);
    write_marks(script, &layout, chart, true);
    fprintf(script, "set multiplot\n");
    write_panel(script, &layout, layout.top, layout.bottom, &layout.figure, &layout.figure_ticks,
                !two);
    write_curves(script, chart);
    if (two)
        write_lower_panel(script, &layout, chart);
    fprintf(script, "unset multiplot\n");
    free(footer);
    return labelled;
}
