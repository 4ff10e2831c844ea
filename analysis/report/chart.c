/* The script goes to gnuplot through a memory file, and the picture comes back on its standard
 * output. A shell never sees a file name or text from the history. */
#include "analysis/report/chart.h"

#include "analysis/dataset/selection.h"
#include "analysis/render/gnuplot.h"
#include "analysis/report/chart_facts.h"
#include "analysis/report/chart_script.h"
#include "analysis/report/chart_terminal.h"
#include "analysis/report/elsewhere.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* --- which set of conditions ------------------------------------------------------------------ */

static int64_t newest_sweep(const struct group *group) {
    int64_t newest = INT64_MIN;

    for (size_t i = 0; i < group->count; i++)
        for (size_t k = 0; k < group->curves[i].count; k++) {
            const struct cell *cell = &group->curves[i].cells[k];

            for (size_t j = 0; j < cell->figure_count; j++)
                if (cell->figures[j].sweep > newest)
                    newest = cell->figures[j].sweep;
        }
    return newest;
}

/* The newest with figures, the first of equals; NULL: none has figures. */
static const struct group *choose(const struct pivot *pivot, enum metric metric) {
    const struct group *chosen = NULL;

    for (size_t i = 0; i < pivot->count; i++)
        if (chart_has_figures(&pivot->groups[i], metric) &&
            (!chosen || newest_sweep(&pivot->groups[i]) > newest_sweep(chosen)))
            chosen = &pivot->groups[i];
    return chosen;
}

/* Was the set asked for, but not drawn? */
static bool is_left_out(const struct pivot *pivot, const struct elsewhere_set *set) {
    for (size_t i = 0; i < pivot->count && !set->shown; i++)
        if (conditions_same(&pivot->groups[i].conditions, &set->conditions, PART_ALL))
            return true;
    return false;
}

/* The file of another chart: "chart-2.svg". */
static void add_file(char *command, size_t size, const char *file, size_t number) {
    const char *dot = strrchr(file, '.');
    char name[4200] = "";

    text_add(name, sizeof name, "%.*s", dot ? (int)(dot - file) : (int)strlen(file), file);
    if (dot)
        text_add(name, sizeof name, "-%zu%s", number, dot);
    text_add(command, size, " --plot=");
    text_add_word(command, size, name);
}

static void print_command(const struct elsewhere_set *set, const struct request *request,
                          size_t number) {
    char command[8192] = "";

    text_add(command, sizeof command, "%s", set->command);
    if (request->metric_given)
        text_add(command, sizeof command, " --metric=%s", metrics[request->metric].name);
    add_file(command, sizeof command, request->plot, number);
    fprintf(stderr, "  %s\n", command);
}

static void print_rest(const struct request *request, size_t sets) {
    char file[4200] = "", number[UNITS_SIZE];

    text_add_word(file, sizeof file, request->db);
    fprintf(stderr, "  analyze --db=%s --sweep=all --crossover    # %s more\n", file,
            units_count(number, (int64_t)sets));
}

static int name_others(struct db *db, const struct pivot *pivot, const struct group *drawn,
                       const struct request *request, struct err *err) {
    enum { named_most = 5 };
    struct pivot own = {.groups = (struct group *)drawn, .count = 1};
    struct elsewhere elsewhere = {0};
    char sets[UNITS_SIZE];
    size_t number = 1;

    if (pivot->count < 2)
        return 0;
    if (elsewhere_find(db, &own, request, &elsewhere, err)) {
        elsewhere_free(&elsewhere);
        return -1;
    }
    fprintf(stderr, "analyze: the chart shows one of %s sets of conditions; for the others:\n",
            units_count(sets, (int64_t)pivot->count));
    for (size_t i = 0; i < elsewhere.count && number <= named_most; i++)
        if (is_left_out(pivot, &elsewhere.set[i]))
            print_command(&elsewhere.set[i], request, ++number);
    if (pivot->count > number)
        print_rest(request, pivot->count - number);
    elsewhere_free(&elsewhere);
    return 0;
}

/* --- gnuplot ---------------------------------------------------------------------------------- */

static enum chart_format format_of(const char *file) {
    return strcmp(strrchr(file, '.'), ".svg") ? CHART_PNG : CHART_SVG;
}

/* Returns the script as a memory file, at its beginning; the caller closes it. Sets *labelled to
 * how many curves have a label. Returns -1 and sets *err on failure. */
static int open_script(const struct chart *chart, const struct request *request, size_t *labelled,
                       struct err *err) {
    int fd = memfd_create("script", MFD_CLOEXEC);
    int copy = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
    FILE *script = copy < 0 ? NULL : fdopen(copy, "w");
    bool written = false;

    if (script) {
        *labelled = chart_script_write(script, format_of(request->plot), chart, request->db);
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

static int draw_file(const struct chart *chart, const struct request *request, size_t *labelled,
                     struct err *err) {
    int script = open_script(chart, request, labelled, err), result;

    if (script < 0)
        return -1;
    result = gnuplot_draw(script, request->plot, err);
    close(script);
    return result;
}

/* --- all together ----------------------------------------------------------------------------- */

/* Draws it, and reports curves without a label. */
static int draw(const struct chart *chart, const struct request *request, struct err *err) {
    size_t labelled = 0;

    if (!strcmp(request->plot, "-"))
        labelled = chart_terminal_print(chart);
    else if (draw_file(chart, request, &labelled, err))
        return -1;
    if (labelled < chart->count)
        fprintf(stderr,
                "analyze: %zu of %zu curves have no room for their name; --model=A,B,... chooses "
                "among them\n",
                chart->count - labelled, chart->count);
    return 0;
}

int chart_draw(struct db *db, const struct pivot *pivot, const struct request *request,
               struct err *err) {
    const struct group *drawn = choose(pivot, request->metric);
    struct chart chart;
    int result;

    if (!drawn)
        return err_set(err, ERR_STORE, "no chart: no trial has a figure for --metric=%s",
                       metrics[request->metric].name);
    result = selection_keep(db, "trial_conditions", err);
    if (!result) {
        result = chart_make(db, drawn, request, &chart, err);
        if (!result)
            result = draw(&chart, request, err);
        chart_free(&chart);
    }
    return result || name_others(db, pivot, drawn, request, err) ? -1 : 0;
}
