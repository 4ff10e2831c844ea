#include "analysis/dataset/percentiles.h"

#include "base/memory.h"
#include "record/histogram.h"
#include "record/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- finding trials by id --------------------------------------------------------------------- */

/* A trial, found by its id. */
struct known {
    int64_t id;
    struct figures *figures;
    size_t cell; /* index among all cells of the pivot */
};

struct tails {
    struct known *known;
    size_t count;
    /* All responses of each cell; in `exact`, only count and greatest are meaningful. */
    struct histogram *cells;
};

/* Calls `use` for every cell of a pivot, with its index. */
static void for_each_cell(struct pivot *pivot,
                          void (*use)(struct cell *cell, size_t number, void *data), void *data) {
    size_t number = 0;

    for (size_t i = 0; i < pivot->count; i++)
        for (size_t j = 0; j < pivot->groups[i].count; j++)
            for (size_t k = 0; k < pivot->groups[i].curves[j].count; k++)
                use(&pivot->groups[i].curves[j].cells[k], number++, data);
}

static void count_cell(struct cell *cell, size_t number, void *data) {
    size_t *counts = data;

    counts[0] = number + 1;
    counts[1] += cell->figure_count;
}

static void note_figures(struct cell *cell, size_t number, void *data) {
    struct tails *tails = data;

    for (size_t i = 0; i < cell->figure_count; i++)
        tails->known[tails->count++] =
            (struct known){cell->figures[i].id, &cell->figures[i], number};
}

static int by_id(const void *a, const void *b) {
    const struct known *one = a, *other = b;

    return (one->id > other->id) - (one->id < other->id);
}

static struct tails tails_new(struct pivot *pivot) {
    size_t counts[2] = {0, 0};
    struct tails tails = {0};

    for_each_cell(pivot, count_cell, counts);
    tails.known = memory_get(counts[1] + 1, sizeof *tails.known);
    tails.cells = memory_get(counts[0] + 1, sizeof *tails.cells);
    for_each_cell(pivot, note_figures, &tails);
    qsort(tails.known, tails.count, sizeof *tails.known, by_id);
    return tails;
}

/* --- percentiles ------------------------------------------------------------------------------ */

static double percentile_99(const struct histogram *histogram) {
    static const double share = 0.99, beyond_least = 10;
    int64_t count = histogram->exact.count, upto = 0;
    int bucket = 0;

    if ((1 - share) * (double)count < beyond_least * (1 - 1e-9))
        return NAN;
    for (; bucket < HISTOGRAM_BUCKETS; bucket++)
        if ((double)(upto += histogram->bucket[bucket]) >= share * (double)count)
            break;
    return fmin((double)histogram_high(bucket) + 1, (double)histogram->exact.greatest) / 1e9;
}

static void settle_cell(struct cell *cell, size_t number, void *data) {
    const struct tails *tails = data;

    cell->mean[METRIC_P99] = percentile_99(&tails->cells[number]);
}

static void settle_trial(struct tails *tails, int64_t id, struct histogram *trial) {
    struct known *known =
        bsearch(&(struct known){.id = id}, tails->known, tails->count, sizeof *tails->known, by_id);

    if (known) {
        known->figures->value[METRIC_P99] = percentile_99(trial);
        histogram_merge(&tails->cells[known->cell], trial);
    }
    memset(trial, 0, sizeof *trial);
}

/* --- reading ---------------------------------------------------------------------------------- */

static int read_buckets(struct statement *row, struct tails *tails, struct err *err) {
    struct histogram *trial = memory_get(1, sizeof *trial);
    int64_t id = NO_VALUE;
    enum step step;

    while ((step = statement_step(row, err)) == STEP_ROW) {
        int64_t bucket = column_integer(row, 1), greatest = llround(column_real(row, 3) * 1e9);

        if (id != column_integer(row, 0) && id != NO_VALUE)
            settle_trial(tails, id, trial);
        id = column_integer(row, 0);
        if (bucket < 0 || bucket >= HISTOGRAM_BUCKETS)
            continue; /* inserted by hand */
        trial->bucket[bucket] += (uint32_t)column_integer(row, 2);
        trial->exact.count += column_integer(row, 2);
        trial->exact.greatest = greatest;
    }
    if (id != NO_VALUE)
        settle_trial(tails, id, trial);
    free(trial);
    return step == STEP_DONE ? 0 : -1;
}

int percentiles_read(struct db *db, struct pivot *pivot, struct err *err) {
    struct statement *row = db_prepare(db, sql_find(sql_statements, "response_buckets"), err);
    struct tails tails;
    int result;

    if (!row)
        return -1;
    tails = tails_new(pivot);
    result = read_buckets(row, &tails, err);
    for_each_cell(pivot, settle_cell, &tails);
    statement_free(row);
    free(tails.known);
    free(tails.cells);
    return result;
}
