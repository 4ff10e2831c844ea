#include "analysis/report/needs.h"

#include "analysis/render/paragraph.h"
#include "analysis/report/choice.h"
#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CELL_SIZE = 96, width_most = 80 };
enum column { MODEL, SUSTAINS, WORKERS, CPUS, MEMORY, P99, COLUMN_COUNT };

static const char *const heads[COLUMN_COUNT] = {"model",     "sustains it", "workers",
                                                "CPUs used", "memory",      "p99"};
static const bool is_number[COLUMN_COUNT] = {[WORKERS] = true, [MEMORY] = true, [P99] = true};

struct row {
    char cell[COLUMN_COUNT][CELL_SIZE];
};

const char *needs_verdict(const struct candidate *candidate) {
    static const char *const names[] = {"yes", "no", "no", "not tested"};

    return names[candidate->known ? candidate->load.verdict : LOAD_NOT_TESTED];
}

/* --- cells ------------------------------------------------------------------------------------ */

static void write_cpus(const struct load *load, bool poor, char *cell) {
    char cores[UNITS_SIZE], low[UNITS_SIZE], high[UNITS_SIZE];

    if (isnan(load->cores))
        return;
    snprintf(cell, CELL_SIZE, "%s", choice_cpus(cores, load->cores, load->cores));
    if (!poor && !isnan(load->error))
        text_add(cell, CELL_SIZE, " (%s to %s)",
                 choice_cpus(low, fmax(load->cores - load->error, 0), load->cores),
                 choice_cpus(high, load->cores + load->error, load->cores));
}

static struct row row_of(const struct candidate *candidate, bool poor) {
    const struct load *load = &candidate->load;
    const char *unit = NULL;
    char number[UNITS_SIZE];
    struct row row;

    for (int i = 0; i < COLUMN_COUNT; i++)
        strcpy(row.cell[i], "-");
    text_plain(row.cell[MODEL], CELL_SIZE, candidate->model);
    snprintf(row.cell[SUSTAINS], CELL_SIZE, "%s", needs_verdict(candidate));
    if (!candidate->known || load->verdict != LOAD_SUSTAINED)
        return row;
    figures_level(number, ceil(load->workers));
    snprintf(row.cell[WORKERS], CELL_SIZE, "%s", number);
    write_cpus(load, poor, row.cell[CPUS]);
    if (!isnan(load->memory)) {
        figures_bytes(number, load->memory, &unit);
        snprintf(row.cell[MEMORY], CELL_SIZE, "%s %s", number, unit);
    }
    if (load->p99 >= 0 && load->p99 < 1e9)
        units_time(row.cell[P99], llround(load->p99 * 1e9));
    return row;
}

/* --- the table -------------------------------------------------------------------------------- */

/* Widens columns to what a row needs. */
static void widen(size_t *widths, const struct row *row) {
    for (int i = 0; i < COLUMN_COUNT; i++)
        if (strlen(row->cell[i]) > widths[i])
            widths[i] = strlen(row->cell[i]);
}

/* Columns are as far apart as fits; a long name is cut. */
static int fit(size_t *widths) {
    size_t others = 2;
    int gap = 3;

    for (int i = 1; i < COLUMN_COUNT; i++)
        others += widths[i];
    while (gap > 1 && others + widths[MODEL] + (COLUMN_COUNT - 1) * (size_t)gap > width_most)
        gap--;
    others += (COLUMN_COUNT - 1) * (size_t)gap;
    if (others + widths[MODEL] > width_most)
        widths[MODEL] = others + 8 < width_most ? width_most - others : 8;
    return gap;
}

static void print_row(const struct row *row, const size_t *widths, int gap) {
    char line[2 * width_most + COLUMN_COUNT * CELL_SIZE] = "";
    size_t length;

    for (int i = 0; i < COLUMN_COUNT; i++)
        text_add(line, sizeof line, is_number[i] ? "%*s%*.*s" : "%*s%-*.*s", i ? gap : 2, "",
                 (int)widths[i], (int)widths[i], row->cell[i]);
    for (length = strlen(line); length > 0 && line[length - 1] == ' ';)
        line[--length] = 0;
    paragraph_line("%s", line);
}

size_t needs_print(const struct decision *decision, size_t most, bool poor) {
    size_t widths[COLUMN_COUNT] = {0}, shown = most < decision->count ? most : decision->count;
    struct row head, row;
    int gap;

    for (int i = 0; i < COLUMN_COUNT; i++)
        snprintf(head.cell[i], CELL_SIZE, "%s", heads[i]);
    widen(widths, &head);
    for (size_t i = 0; i < shown; i++) {
        row = row_of(&decision->candidates[i], poor);
        widen(widths, &row);
    }
    gap = fit(widths);
    print_row(&head, widths, gap);
    for (size_t i = 0; i < shown; i++) {
        row = row_of(&decision->candidates[i], poor);
        print_row(&row, widths, gap);
    }
    return decision->count - shown;
}
