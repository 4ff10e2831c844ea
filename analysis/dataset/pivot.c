#include "analysis/dataset/pivot.h"

#include "analysis/dataset/percentiles.h"
#include "analysis/dataset/summary.h"
#include "base/memory.h"
#include "record/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <stdlib.h>
#include <string.h>

/* --- a row ------------------------------------------------------------------------------------ */

/* The columns of the statement `figures` that follow the conditions, in its order. */
enum source_column {
    ID = CONDITION_COUNT,
    TASKS,
    MODEL,
    ENGINE,
    THREADED,
    CONCURRENCY,
    STATUS,
    SWEEP,
    ROUND,
    POSITION,
    OVERHEAD,
    STEADY,
    CPU_PER_TASK,
    MEMORY_PER_WORKER,
    RULER
};

/* A value that no clock can have measured was inserted by hand; it counts as unknown. */
static double figure_at(struct statement *row, enum source_column column) {
    static const double absurd = 1e100;
    double value = column_real(row, column);

    return fabs(value) < absurd ? value : NAN;
}

static struct figures read_figures(struct statement *row, bool ok) {
    return (struct figures){
        .id = column_integer(row, ID),
        .sweep = column_integer(row, SWEEP),
        .round = column_integer_or_null(row, ROUND),
        .position = column_integer_or_null(row, POSITION),
        .ok = ok,
        .value = {[METRIC_OVERHEAD] = figure_at(row, OVERHEAD),
                  [METRIC_STEADY] = figure_at(row, STEADY),
                  [METRIC_CPU] = figure_at(row, CPU_PER_TASK),
                  [METRIC_MEMORY] = figure_at(row, MEMORY_PER_WORKER),
                  [METRIC_P99] = NAN},
        .ruler = figure_at(row, RULER),
    };
}

/* --- the cell of a row ------------------------------------------------------------------------ */

/* Makes room for one more item. Arrays double, so a long history is not copied repeatedly. */
static void *grow(void *array, size_t count, size_t size) {
    if ((count & (count - 1)) == 0)
        array = memory_resize(array, count ? 2 * count : 1, size);
    return array;
}

/* Sets *key to the text of a trial's conditions, owned by the caller, with the statement
 * conditions_of_trial. Returns -1 and sets *err on failure. */
static int read_key(struct statement *keys, int64_t id, char **key, struct err *err) {
    enum step step;

    bind_integer(keys, ":id", id);
    step = statement_step(keys, err);
    if (step == STEP_ROW)
        *key = memory_copy_text(column_text_known(keys, 0));
    else if (step == STEP_DONE)
        err_set(err, ERR_STORE, "trial %lld disappeared from the history while it was read",
                (long long)id);
    return step == STEP_ROW ? 0 : -1;
}

/* Returns the group of a row's conditions. Rows are ordered by conditions, so it is either the last
 * group or a new one. Returns NULL and sets *err if SQL fails. */
static struct group *find_group(struct statement *keys, struct pivot *pivot, struct statement *row,
                                struct err *err) {
    struct conditions conditions = conditions_read(row);

    if (pivot->count > 0 &&
        conditions_same(&pivot->groups[pivot->count - 1].conditions, &conditions, PART_ALL))
        return &pivot->groups[pivot->count - 1];
    if (read_key(keys, column_integer(row, ID), &conditions.key, err))
        return NULL;
    conditions_keep(&conditions);
    pivot->groups = grow(pivot->groups, pivot->count, sizeof *pivot->groups);
    pivot->groups[pivot->count] = (struct group){.conditions = conditions};
    return &pivot->groups[pivot->count++];
}

static struct curve *find_curve(struct group *group, struct statement *row) {
    const char *model = column_text(row, MODEL);
    int64_t engine = column_integer_or_null(row, ENGINE);

    for (size_t i = 0; i < group->count; i++)
        if (group->curves[i].engine == engine && !strcmp(group->curves[i].model, model))
            return &group->curves[i];
    group->curves = grow(group->curves, group->count, sizeof *group->curves);
    group->curves[group->count] = (struct curve){.model = memory_copy_text(model),
                                                 .engine = engine,
                                                 .threaded = column_integer(row, THREADED) > 0};
    return &group->curves[group->count++];
}

/* Cells are ordered by concurrency. */
static struct cell *find_cell(struct curve *curve, struct statement *row) {
    int64_t concurrency = column_integer(row, CONCURRENCY);
    size_t low = 0, high = curve->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (curve->cells[middle].concurrency < concurrency)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < curve->count && curve->cells[low].concurrency == concurrency)
        return &curve->cells[low];
    curve->cells = grow(curve->cells, curve->count, sizeof *curve->cells);
    memmove(&curve->cells[low + 1], &curve->cells[low],
            (curve->count++ - low) * sizeof *curve->cells);
    curve->cells[low] =
        (struct cell){.concurrency = concurrency, .tasks = column_integer(row, TASKS)};
    return &curve->cells[low];
}

static void add_row(struct cell *cell, struct statement *row) {
    const char *status = column_text(row, STATUS);
    bool ok = !strcmp(status, "ok"), bounded = !strcmp(status, "timeout");

    if (ok)
        cell->trials++;
    else if (!strcmp(status, "short") || !strcmp(status, "uneven"))
        cell->left_out++;
    else
        cell->failed++;
    if (!ok && !bounded)
        return;
    cell->figures = grow(cell->figures, cell->figure_count, sizeof *cell->figures);
    cell->figures[cell->figure_count++] = read_figures(row, ok);
}

/* --- all rows --------------------------------------------------------------------------------- */

static int read_rows(struct statement *row, struct statement *keys, struct pivot *pivot,
                     struct err *err) {
    enum step step;

    ASSERT(column_count(row) == RULER + 1);
    while ((step = statement_step(row, err)) == STEP_ROW) {
        struct group *group = find_group(keys, pivot, row, err);

        if (!group)
            return -1;
        add_row(find_cell(find_curve(group, row), row), row);
    }
    return step == STEP_DONE ? 0 : -1;
}

static int read_all(struct db *db, struct pivot *pivot, struct err *err) {
    struct statement *row = db_prepare(db, sql_find(sql_statements, "figures"), err);
    struct statement *keys =
        row ? db_prepare(db, sql_find(sql_statements, "conditions_of_trial"), err) : NULL;
    int result = keys ? read_rows(row, keys, pivot, err) : -1;

    if (keys)
        statement_free(keys);
    if (row)
        statement_free(row);
    return result;
}

static int by_key(const void *one, const void *other) {
    return strcmp(((const struct group *)one)->conditions.key,
                  ((const struct group *)other)->conditions.key);
}

static int by_model_and_engine(const void *one, const void *other) {
    const struct curve *left = one, *right = other;
    int order = strcmp(left->model, right->model);

    return order ? order : (left->engine > right->engine) - (left->engine < right->engine);
}

static void settle(struct pivot *pivot) {
    if (pivot->count > 0)
        qsort(pivot->groups, pivot->count, sizeof *pivot->groups, by_key);
    for (size_t i = 0; i < pivot->count; i++) {
        struct group *group = &pivot->groups[i];

        qsort(group->curves, group->count, sizeof *group->curves, by_model_and_engine);
        for (size_t j = 0; j < group->count; j++)
            summary_fill(&group->curves[j]);
    }
}

int pivot_read(struct db *db, bool with_p99, struct pivot *pivot, struct err *err) {
    int result;

    *pivot = (struct pivot){0};
    result = read_all(db, pivot, err);
    settle(pivot);
    if (!result && with_p99)
        result = percentiles_read(db, pivot, err);
    if (result)
        pivot_free(pivot);
    return result;
}

static void group_free(struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
        for (size_t j = 0; j < group->curves[i].count; j++)
            free(group->curves[i].cells[j].figures);
        free(group->curves[i].model);
        free(group->curves[i].cells);
    }
    free(group->curves);
    conditions_free(&group->conditions);
}

void pivot_free(struct pivot *pivot) {
    for (size_t i = 0; i < pivot->count; i++)
        group_free(&pivot->groups[i]);
    free(pivot->groups);
    *pivot = (struct pivot){0};
}
