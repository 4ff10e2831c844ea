#include "analysis/dataset/selection.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "base/text.h"
#include "record/record.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- unknown names ---------------------------------------------------------------------------- */

static int refuse_sweep(struct db *db, int64_t id, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "sweep_ids"), err);
    const char *ids;

    if (!statement)
        return -1;
    if (statement_step(statement, err) == STEP_ROW) {
        ids = column_text(statement, 0);
        err_set(err, ERR_USAGE, "--sweep: there is no sweep %lld in '%s'; known are %s",
                (long long)id, db_path(db), ids ? ids : "none");
    }
    statement_free(statement);
    return -1;
}

static int check_sweeps(struct db *db, const int64_t *sweeps, size_t count, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "has_sweep"), err);
    enum step step = STEP_ROW;

    if (!statement)
        return -1;
    for (size_t i = 0; i < count && step == STEP_ROW; i++) {
        bind_integer(statement, ":id", sweeps[i]);
        step = statement_step(statement, err);
        if (step == STEP_DONE)
            refuse_sweep(db, sweeps[i], err);
    }
    statement_free(statement);
    return step == STEP_ROW ? 0 : -1;
}

/* The models of a history. */
struct known {
    char **model;
    size_t count;
};

static int read_known(struct db *db, struct known *known, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "model_names"), err);
    enum step step;

    if (!statement)
        return -1;
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        known->model = memory_resize(known->model, known->count + 1, sizeof *known->model);
        known->model[known->count++] = memory_copy_text(column_text_known(statement, 0));
    }
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

static int check_model(const struct known *known, const char *lead, const char *model,
                       struct err *err) {
    for (size_t i = 0; i < known->count; i++)
        if (!strcmp(known->model[i], model))
            return 0;
    return suggest_refuse(err, lead, model, (const char *const *)known->model, known->count);
}

static int check_models(struct db *db, const struct filter *filter, struct err *err) {
    struct known known = {0};
    char *lead = memory_text("'%s' has no model", db_path(db));
    int result = filter->model_count > 0 ? read_known(db, &known, err) : 0;

    for (size_t i = 0; i < filter->model_count && known.count > 0 && !result; i++)
        result = check_model(&known, lead, filter->models[i], err);
    while (known.count > 0)
        free(known.model[--known.count]);
    free(known.model);
    free(lead);
    return result;
}

/* --- the selection ---------------------------------------------------------------------------- */

static void bind_list(struct statement *statement, const char *name, struct json_object *list) {
    bind_text(statement, name, json_object_array_length(list) ? json_written(list) : NULL);
    json_object_put(list);
}

static void bind_ids(struct statement *statement, const char *name, const int64_t *ids,
                     size_t count) {
    struct json_object *list = json_list();

    for (size_t i = 0; i < count; i++)
        json_append(list, json_integer(ids[i]));
    bind_list(statement, name, list);
}

static void bind_models(struct statement *statement, const struct filter *filter) {
    struct json_object *list = json_list();

    for (size_t i = 0; i < filter->model_count; i++)
        json_append(list, json_text(filter->models[i]));
    bind_list(statement, ":models", list);
}

/* Runs a statement that returns one text, and frees the statement. Sets *text to a copy owned by
 * the caller, or to NULL if no row is returned. Returns -1 and sets *err on failure. */
static int read_text(struct statement *statement, char **text, struct err *err) {
    enum step step = statement_step(statement, err);

    *text = step == STEP_ROW ? memory_copy_text(column_text(statement, 0)) : NULL;
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

/* unit: the column's, in ns. */
static void bind_time(struct statement *statement, const char *name, int64_t ns, double unit) {
    if (ns == NO_VALUE)
        bind_null(statement, name);
    else
        bind_real(statement, name, (double)ns / unit);
}

/* Sets *clause to what the options select, as a WHERE clause. Owned by the caller. */
static int clause_of(struct db *db, const struct filter *filter, char **clause, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "select_matching"), err);

    if (!statement)
        return -1;
    bind_models(statement, filter);
    bind_ids(statement, ":sweeps", filter->sweeps, filter->sweep_count);
    bind_ids(statement, ":excluded", filter->excluded, filter->excluded_count);
    bind_text(statement, ":machine", filter->machine);
    bind_text(statement, ":kind", filter->kind);
    bind_text(statement, ":phase", filter->phase < 0 ? NULL : phase_names[filter->phase]);
    bind_time(statement, ":sleep", filter->sleep_ns, 1e6);
    bind_time(statement, ":work", filter->work_ns, 1e9);
    bind_integer_or_null(statement, ":tasks", filter->tasks);
    bind_integer_or_null(statement, ":per_worker", filter->per_worker);
    return read_text(statement, clause, err);
}

/* Sets *newest to the newest sweep of the matching trials; NO_VALUE if there is none. */
static int find_newest(struct db *db, int64_t *newest, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "select_newest"), err);
    enum step step;

    if (!statement)
        return -1;
    step = statement_step(statement, err);
    *newest = step == STEP_ROW && column_type(statement, 0) != DB_NULL
                  ? column_integer(statement, 0)
                  : NO_VALUE;
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

/* Stores the conditions of a sweep's matching trials in a temporary table: a clause that lists
 * thousands of them would be too long for SQLite. */
static int keep_conditions(struct db *db, int64_t sweep, struct err *err) {
    struct statement *statement =
        db_prepare(db, sql_find(sql_statements, "select_conditions"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_integer(statement, ":sweep", sweep);
    step = statement_step(statement, err);
    statement_free(statement);
    return step == STEP_DONE ? db_run(db, sql_find(sql_statements, "index_conditions"), err) : -1;
}

/* Sets *clause to a WHERE clause for the scope: the conditions of the newest sweep of the matching
 * trials, that sweep alone, or everything. Owned by the caller. */
static int scope_clause(struct db *db, enum scope scope, char **clause, struct err *err) {
    int64_t newest = NO_VALUE;

    if (scope != SCOPE_ALL && find_newest(db, &newest, err))
        return -1;
    if (scope == SCOPE_ALL)
        *clause = memory_copy_text("1");
    else if (newest == NO_VALUE)
        *clause = memory_copy_text("0");
    else if (scope == SCOPE_LATEST)
        *clause = memory_text("sweep_id = %lld", (long long)newest);
    else if (keep_conditions(db, newest, err))
        return -1;
    else
        *clause = memory_copy_text(sql_find(sql_statements, "has_conditions"));
    return 0;
}

/* Creates a temporary view. */
static int lay(struct db *db, const char *name, const char *from, const char *clause,
               struct err *err) {
    char *view =
        memory_text("CREATE TEMP VIEW %s AS SELECT * FROM %s WHERE %s", name, from, clause);
    int result = db_run(db, view, err);

    free(view);
    return result;
}

/* Sentinels (reference trials) have conditions of their own and are selected with their sweep. */
static int lay_over(struct db *db, const char *scope, struct err *err) {
    char *own = memory_text("role <> 'sentinel' AND (%s)", scope);
    char *all = memory_text(
        "%s OR role = 'sentinel' AND sweep_id IN (SELECT sweep_id FROM temp.chosen)", own);
    int result;

    result =
        lay(db, "chosen", "temp.matching", own, err) || lay(db, "trial", "temp.matching", all, err)
            ? -1
            : 0;
    free(own);
    free(all);
    return result;
}

static int select_trials(struct db *db, const struct filter *filter, struct err *err) {
    char *clause = NULL, *scope = NULL;
    int result = -1;

    if (!clause_of(db, filter, &clause, err) && clause &&
        !lay(db, "asked", "main.trial", clause, err) &&
        !lay(db, "matching", "temp.asked", sql_find(sql_statements, "select_sound"), err) &&
        !scope_clause(db, filter->scope, &scope, err))
        result = lay_over(db, scope, err);
    free(clause);
    free(scope);
    return result;
}

static int read_facts(struct db *db, struct selection *selection, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "selection_facts"), err);
    const char *newest;
    enum step step;

    if (!statement)
        return -1;
    step = statement_step(statement, err);
    if (step == STEP_ROW) {
        *selection = (struct selection){
            .trials = column_integer(statement, column_find(statement, "trials")),
            .sweeps = column_integer(statement, column_find(statement, "sweeps")),
            .origins = column_integer(statement, column_find(statement, "origins")),
            .is_short = column_integer(statement, column_find(statement, "short")),
            .uneven = column_integer(statement, column_find(statement, "uneven")),
            .failed = column_integer(statement, column_find(statement, "failed")),
        };
        newest = column_text(statement, column_find(statement, "newest"));
        text_plain(selection->newest, sizeof selection->newest, newest ? newest : "");
    }
    statement_free(statement);
    return step == STEP_ROW ? 0 : -1;
}

static int count_unsound(struct db *db, struct selection *selection, struct err *err) {
    char *question = memory_text(
        "SELECT count(*) FROM temp.asked WHERE role IN ('grid', 'search') AND (%s) IS NOT TRUE",
        sql_find(sql_statements, "select_sound"));
    int result = db_number(db, question, &selection->unsound, err);

    free(question);
    return result;
}

int selection_make(struct db *db, const struct filter *filter, struct selection *selection,
                   struct err *err) {
    if (check_sweeps(db, filter->sweeps, filter->sweep_count, err) ||
        check_sweeps(db, filter->excluded, filter->excluded_count, err) ||
        check_models(db, filter, err) || select_trials(db, filter, err))
        return -1;
    return read_facts(db, selection, err) || count_unsound(db, selection, err) ? -1 : 0;
}

int selection_keep(struct db *db, const char *view, struct err *err) {
    char *keep = memory_text("CREATE TEMP TABLE kept_%1$s AS SELECT * FROM %1$s;"
                             "CREATE INDEX temp.kept_%1$s_conditions ON kept_%1$s (conditions);"
                             "DROP VIEW temp.%1$s;"
                             "CREATE TEMP VIEW %1$s AS SELECT * FROM temp.kept_%1$s",
                             view);
    int result = db_run(db, keep, err);

    free(keep);
    return result;
}
