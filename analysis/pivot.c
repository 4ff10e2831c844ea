#include "analysis/pivot.h"

#include "base/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <stdlib.h>
#include <string.h>

static struct conditions read_conditions(struct statement *statement) {
    struct conditions conditions = {
        .key = row_text_copy(statement, "conditions"),
        .machine = row_text_copy(statement, "machine"),
        .kind = row_text_copy(statement, "kind"),
        .phase = row_text_copy(statement, "phase"),
        .idle = row_text_copy(statement, "idle"),
        .origin = row_text_copy(statement, "origin"),
        .cpus = row_integer(statement, "cpus"),
        .cpu_quota = row_real(statement, "cpu_quota"),
        .sleep = row_real(statement, "sleep"),
        .work = row_real(statement, "work"),
        .spin = row_real(statement, "spin"),
        .lateness = row_real(statement, "lateness"),
        .tasks = row_integer(statement, "tasks"),
        .per_worker = row_integer(statement, "per_worker"),
        .queue = row_integer(statement, "queue"),
        .stack = row_integer(statement, "stack"),
        .task_times = row_integer(statement, "task_times"),
        .shared = row_integer(statement, "shared"),
    };

    if (conditions.per_worker != RECORD_NULL)
        conditions.tasks = RECORD_NULL;
    return conditions;
}

static struct cell read_cell(struct statement *statement) {
    struct cell cell = {
        .concurrency = row_integer(statement, "concurrency"),
        .trials = row_integer(statement, "trials"),
        .failed = row_integer(statement, "failed"),
        .left_out = row_integer(statement, "left_out"),
        .tasks = row_integer(statement, "tasks"),
        .median = row_real(statement, "median"),
        .stddev = row_real(statement, "stddev"),
        .min = row_real(statement, "min"),
        .max = row_real(statement, "max"),
    };

    for (int i = 0; i < METRIC_COUNT; i++)
        cell.mean[i] = metrics[i].column ? row_real(statement, metrics[i].column) : NAN;
    if (row_real(statement, "sleep") == 0)
        cell.mean[METRIC_OVERHEAD] = row_real(statement, "mean_excess");
    return cell;
}

static void *grow(void *array, size_t count, size_t size) {
    void *grown = realloc(array, (count + 1) * size);

    PROMISE(grown);
    return grown;
}

static struct group *last_group(struct pivot *pivot, struct statement *statement) {
    const char *key = row_text(statement, "conditions");

    if (pivot->count == 0 || strcmp(pivot->groups[pivot->count - 1].conditions.key, key)) {
        pivot->groups = grow(pivot->groups, pivot->count, sizeof *pivot->groups);
        pivot->groups[pivot->count++] = (struct group){.conditions = read_conditions(statement)};
    }
    return &pivot->groups[pivot->count - 1];
}

static struct curve *last_curve(struct group *group, struct statement *statement) {
    const char *model = row_text(statement, "model");
    int64_t engine = row_integer(statement, "engine");
    struct curve *last = group->count ? &group->curves[group->count - 1] : NULL;

    if (last && !strcmp(last->model, model) && last->engine == engine)
        return last;
    group->curves = grow(group->curves, group->count, sizeof *group->curves);
    last = &group->curves[group->count++];
    *last = (struct curve){.model = row_text_copy(statement, "model"),
                           .engine = engine,
                           .memory_slope = NAN,
                           .memory_fixed = NAN};
    return last;
}

/* What is done with each row of a statement. */
typedef void reader(struct pivot *pivot, struct statement *row);

static int read_rows(struct db *db, const char *name, reader *read, struct pivot *pivot,
                     struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, name), err);
    enum step step;

    if (!statement)
        return -1;
    while ((step = statement_step(statement, err)) == STEP_ROW)
        read(pivot, statement);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

static void add_cell(struct pivot *pivot, struct statement *row) {
    struct curve *curve = last_curve(last_group(pivot, row), row);

    curve->cells = grow(curve->cells, curve->count, sizeof *curve->cells);
    curve->cells[curve->count++] = read_cell(row);
}

/* The curve that a row names, which may be none. */
static struct curve *curve_of_row(struct pivot *pivot, struct statement *row) {
    const char *conditions = row_text(row, "conditions"), *model = row_text(row, "model");
    int64_t engine = row_integer(row, "engine");

    for (size_t i = 0; i < pivot->count; i++)
        for (size_t j = 0; j < pivot->groups[i].count; j++) {
            struct curve *curve = &pivot->groups[i].curves[j];

            if (!strcmp(pivot->groups[i].conditions.key, conditions) &&
                !strcmp(curve->model, model) && curve->engine == engine)
                return curve;
        }
    return NULL;
}

static void add_memory(struct pivot *pivot, struct statement *row) {
    struct curve *curve = curve_of_row(pivot, row);

    if (!curve)
        return;
    curve->memory_slope = row_real(row, "memory_per_worker");
    curve->memory_fixed = row_real(row, "fixed");
}

static struct cell *cell_of_row(struct pivot *pivot, struct statement *row) {
    struct curve *curve = curve_of_row(pivot, row);
    int64_t concurrency = row_integer(row, "concurrency");

    for (size_t i = 0; curve && i < curve->count; i++)
        if (curve->cells[i].concurrency == concurrency)
            return &curve->cells[i];
    return NULL;
}

static void add_p99(struct pivot *pivot, struct statement *row) {
    struct cell *cell = cell_of_row(pivot, row);

    if (cell)
        cell->mean[METRIC_P99] = row_real(row, "p99");
}

static void add_figures(struct pivot *pivot, struct statement *row) {
    struct cell *cell = cell_of_row(pivot, row);
    struct figures *figures;

    if (!cell)
        return;
    cell->figures = grow(cell->figures, cell->figure_count, sizeof *cell->figures);
    figures = &cell->figures[cell->figure_count++];
    figures->sweep = row_integer(row, "sweep_id");
    figures->position = row_integer(row, "position");
    for (int i = 0; i < METRIC_COUNT; i++)
        figures->value[i] = metrics[i].column ? row_real(row, metrics[i].column) : NAN;
}

static void add_p99_figure(struct pivot *pivot, struct statement *row) {
    struct cell *cell = cell_of_row(pivot, row);

    for (size_t i = 0; cell && i < cell->figure_count; i++)
        if (cell->figures[i].sweep == row_integer(row, "sweep_id") &&
            cell->figures[i].position == row_integer(row, "position"))
            cell->figures[i].value[METRIC_P99] = row_real(row, "p99");
}

int pivot_read(struct db *db, bool with_p99, struct pivot *pivot, struct err *err) {
    *pivot = (struct pivot){0};
    if (!read_rows(db, "pivot", add_cell, pivot, err) &&
        !read_rows(db, "memory", add_memory, pivot, err) &&
        !read_rows(db, "samples", add_figures, pivot, err) &&
        (!with_p99 || (!read_rows(db, "pivot_p99", add_p99, pivot, err) &&
                       !read_rows(db, "samples_p99", add_p99_figure, pivot, err))))
        return 0;
    pivot_free(pivot);
    return -1;
}

static void group_free(struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
        for (size_t j = 0; j < group->curves[i].count; j++)
            free(group->curves[i].cells[j].figures);
        free(group->curves[i].model);
        free(group->curves[i].cells);
    }
    free(group->curves);
    free(group->conditions.key);
    free(group->conditions.machine);
    free(group->conditions.kind);
    free(group->conditions.phase);
    free(group->conditions.idle);
    free(group->conditions.origin);
}

void pivot_free(struct pivot *pivot) {
    for (size_t i = 0; i < pivot->count; i++)
        group_free(&pivot->groups[i]);
    free(pivot->groups);
    *pivot = (struct pivot){0};
}

const struct curve *group_curve(const struct group *group, const char *model) {
    for (size_t i = 0; i < group->count; i++)
        if (!strcmp(group->curves[i].model, model))
            return &group->curves[i];
    return NULL;
}

static bool same_text(const char *one, const char *other) {
    return one && other ? !strcmp(one, other) : one == other;
}

static bool same_number(double one, double other) {
    return isnan(one) ? isnan(other) : fabs(one - other) <= 1e-12 * fabs(one);
}

bool conditions_same_design(const struct conditions *one, const struct conditions *other) {
    return same_text(one->kind, other->kind) && same_text(one->phase, other->phase) &&
           same_text(one->idle, other->idle) && same_number(one->work, other->work) &&
           same_number(one->spin, other->spin) && same_number(one->lateness, other->lateness) &&
           one->tasks == other->tasks && one->per_worker == other->per_worker &&
           one->queue == other->queue && one->stack == other->stack &&
           one->task_times == other->task_times;
}

bool conditions_same_sleep(const struct conditions *one, const struct conditions *other) {
    return same_number(one->sleep, other->sleep);
}

bool conditions_same_place(const struct conditions *one, const struct conditions *other) {
    return same_text(one->machine, other->machine) && one->cpus == other->cpus &&
           same_number(one->cpu_quota, other->cpu_quota) && one->shared == other->shared;
}
