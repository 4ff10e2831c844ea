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
        .median = row_real(statement, "median"),
        .min = row_real(statement, "min"),
        .max = row_real(statement, "max"),
    };

    for (int i = 0; i < METRIC_COUNT; i++)
        cell.mean[i] = row_real(statement, metrics[i].column);
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
    *last = (struct curve){.model = row_text_copy(statement, "model"), .engine = engine};
    return last;
}

int pivot_read(struct db *db, struct pivot *pivot, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "pivot"), err);
    enum step step;

    *pivot = (struct pivot){0};
    if (!statement)
        return -1;
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        struct curve *curve = last_curve(last_group(pivot, statement), statement);

        curve->cells = grow(curve->cells, curve->count, sizeof *curve->cells);
        curve->cells[curve->count++] = read_cell(statement);
    }
    statement_free(statement);
    if (step == STEP_DONE)
        return 0;
    pivot_free(pivot);
    return -1;
}

static void group_free(struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
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
