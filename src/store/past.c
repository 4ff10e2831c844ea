/* Reads recorded sweeps for --resume. */
#include "base/memory.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/values.h"

#include <stdlib.h>

int store_find_sweep(struct store *store, int64_t id, struct past_sweep *sweep, bool *found,
                     struct err *err) {
    struct statement *statement =
        db_prepare(store_db(store), sql_find(sql_statements, "find_sweep"), err);
    enum step step;

    *sweep = (struct past_sweep){0};
    if (!statement || schema_check_rows(store_db(store), err)) {
        statement_free(statement);
        return -1;
    }
    bind_integer_or_null(statement, ":id", id);
    step = statement_step(statement, err);
    *found = step == STEP_ROW;
    if (*found)
        *sweep = (struct past_sweep){
            .id = row_integer(statement, "id"),
            .seed = row_integer(statement, "seed"),
            .work_rate = row_real(statement, "work_rate"),
            .thread_cost = row_real(statement, "thread_cost"),
            .finished = row_text(statement, "finished") != NULL,
            .arguments = row_text_copy(statement, "arguments"),
            .command = row_text_copy(statement, "command"),
            .build = row_text_copy(statement, "build"),
            .program = row_text_copy(statement, "program"),
            .machine = row_text_copy(statement, "machine"),
            .cpus = row_integer(statement, "cpus"),
            .cpu_quota = row_real(statement, "cpu_quota"),
        };
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

void past_sweep_free(struct past_sweep *sweep) {
    free(sweep->arguments);
    free(sweep->command);
    free(sweep->build);
    free(sweep->program);
    free(sweep->machine);
    *sweep = (struct past_sweep){0};
}

static struct done_trial read_recorded(struct statement *statement) {
    struct done_trial trial = {
        .position = row_integer(statement, "position"),
        .concurrency = row_integer(statement, "concurrency"),
        .tasks = row_integer(statement, "tasks"),
        .round = row_integer(statement, "round"),
        .total = row_real(statement, "total"),
        .ok = row_integer(statement, "ok"),
    };

    row_text_into(statement, "model", trial.model, sizeof trial.model);
    return trial;
}

int store_recorded_trials(struct store *store, int64_t sweep_id, struct done_trial **trials,
                          size_t *count, struct err *err) {
    struct statement *statement =
        db_prepare(store_db(store), sql_find(sql_statements, "recorded_trials"), err);
    enum step step;

    *trials = NULL;
    *count = 0;
    if (!statement)
        return -1;
    bind_integer(statement, ":id", sweep_id);
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        *trials = memory_resize(*trials, *count + 1, sizeof **trials);
        (*trials)[(*count)++] = read_recorded(statement);
    }
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

int store_add_resumption(struct store *store, int64_t sweep_id, const char *command,
                         const char *boot_id, struct err *err) {
    struct statement *statement =
        db_prepare(store_db(store), sql_find(sql_statements, "add_resumption"), err);
    char started[CLOCK_UTC_SIZE];
    enum step step;

    if (!statement)
        return -1;
    clock_utc(started);
    bind_integer(statement, ":sweep_id", sweep_id);
    bind_text(statement, ":started", started);
    bind_text_or_null(statement, ":boot_id", boot_id);
    bind_text(statement, ":command", command);
    step = statement_step(statement, err);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}
