#include "analysis/pivot.h"

#include "base/record.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

static double real_of(struct statement *statement, const char *name) {
    return column_real(statement, column_find(statement, name));
}

static int64_t integer_of(struct statement *statement, const char *name) {
    int column = column_find(statement, name);

    return column_type(statement, column) == DB_NULL ? RECORD_NULL
                                                     : column_integer(statement, column);
}

/* A copy; NULL for SQL NULL. */
static char *text_of(struct statement *statement, const char *name) {
    const char *text = column_text(statement, column_find(statement, name));
    char *copy = text ? strdup(text) : NULL;

    PROMISE(copy || !text);
    return copy;
}

static struct conditions read_conditions(struct statement *statement) {
    struct conditions conditions = {
        .key = text_of(statement, "conditions"),
        .machine = text_of(statement, "machine"),
        .kind = text_of(statement, "kind"),
        .phase = text_of(statement, "phase"),
        .idle = text_of(statement, "idle"),
        .origin = text_of(statement, "origin"),
        .cpus = integer_of(statement, "cpus"),
        .cpu_quota = real_of(statement, "cpu_quota"),
        .sleep = real_of(statement, "sleep"),
        .work = real_of(statement, "work"),
        .spin = real_of(statement, "spin"),
        .lateness = real_of(statement, "lateness"),
        .tasks = integer_of(statement, "tasks"),
        .per_worker = integer_of(statement, "per_worker"),
        .queue = integer_of(statement, "queue"),
        .stack = integer_of(statement, "stack"),
        .task_times = integer_of(statement, "task_times"),
        .shared = integer_of(statement, "shared"),
    };

    if (conditions.per_worker != RECORD_NULL)
        conditions.tasks = RECORD_NULL;
    return conditions;
}

static struct cell read_cell(struct statement *statement) {
    struct cell cell = {
        .concurrency = integer_of(statement, "concurrency"),
        .trials = integer_of(statement, "trials"),
        .failed = integer_of(statement, "failed"),
        .left_out = integer_of(statement, "left_out"),
        .median = real_of(statement, "median"),
        .min = real_of(statement, "min"),
        .max = real_of(statement, "max"),
    };

    for (int i = 0; i < METRIC_COUNT; i++)
        cell.mean[i] = real_of(statement, metrics[i].column);
    if (real_of(statement, "sleep") == 0)
        cell.mean[METRIC_OVERHEAD] = real_of(statement, "mean_excess");
    return cell;
}

static void *grow(void *array, size_t count, size_t size) {
    void *grown = realloc(array, (count + 1) * size);

    PROMISE(grown);
    return grown;
}

static struct group *last_group(struct pivot *pivot, struct statement *statement) {
    const char *key = column_text(statement, column_find(statement, "conditions"));

    if (pivot->count == 0 || strcmp(pivot->groups[pivot->count - 1].conditions.key, key)) {
        pivot->groups = grow(pivot->groups, pivot->count, sizeof *pivot->groups);
        pivot->groups[pivot->count++] = (struct group){.conditions = read_conditions(statement)};
    }
    return &pivot->groups[pivot->count - 1];
}

static struct curve *last_curve(struct group *group, struct statement *statement) {
    const char *model = column_text(statement, column_find(statement, "model"));
    int64_t engine = integer_of(statement, "engine");
    struct curve *last = group->count ? &group->curves[group->count - 1] : NULL;

    if (last && !strcmp(last->model, model) && last->engine == engine)
        return last;
    group->curves = grow(group->curves, group->count, sizeof *group->curves);
    last = &group->curves[group->count++];
    *last = (struct curve){.model = text_of(statement, "model"), .engine = engine};
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
