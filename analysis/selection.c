#include "analysis/selection.h"

#include "base/record.h"
#include "base/suggest.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/values.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- names that are not there
 * --------------------------------------------------------------------- */

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

static int check_models(struct db *db, const struct request *request, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "model_names"), err);
    char *known[256], lead[4200];
    size_t count = 0;
    int result = 0;

    if (!statement)
        return -1;
    while (count < 256 && statement_step(statement, err) == STEP_ROW)
        PROMISE(known[count++] = strdup(column_text(statement, 0)));
    snprintf(lead, sizeof lead, "'%s' has no model", db_path(db));
    for (size_t i = 0; i < request->model_count && !result && count > 0; i++) {
        size_t j = 0;

        while (j < count && strcmp(known[j], request->models[i]))
            j++;
        if (j == count)
            result =
                suggest_refuse(err, lead, request->models[i], (const char *const *)known, count);
    }
    while (count > 0)
        free(known[--count]);
    statement_free(statement);
    return result;
}

/* --- the selection
 * -------------------------------------------------------------------------------- */

static void bind_list(struct statement *statement, const char *name, struct json_object *list) {
    bind_text(statement, name,
              json_object_array_length(list) ? json_object_to_json_string(list) : NULL);
    json_object_put(list);
}

static void bind_ids(struct statement *statement, const char *name, const int64_t *ids,
                     size_t count) {
    struct json_object *list = json_object_new_array();

    for (size_t i = 0; i < count; i++)
        json_object_array_add(list, json_object_new_int64(ids[i]));
    bind_list(statement, name, list);
}

static void bind_models(struct statement *statement, const struct request *request) {
    struct json_object *list = json_object_new_array();

    for (size_t i = 0; i < request->model_count; i++)
        json_object_array_add(list, json_object_new_string(request->models[i]));
    bind_list(statement, ":models", list);
}

/* The single text that a statement answers, which is freed; NULL: it answered with no row, or failed. */
static char *read_text(struct statement *statement, struct err *err) {
    char *text = NULL;

    if (statement_step(statement, err) == STEP_ROW)
        PROMISE(text = strdup(column_text(statement, 0)));
    statement_free(statement);
    return text;
}

/* What the options choose, as a WHERE clause. Owned by the caller. */
static char *clause_of(struct db *db, const struct request *request, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "select_matching"), err);

    if (!statement)
        return NULL;
    bind_models(statement, request);
    bind_ids(statement, ":sweeps", request->sweeps, request->sweep_count);
    bind_ids(statement, ":excluded", request->excluded, request->excluded_count);
    bind_text(statement, ":machine", request->machine);
    bind_text(statement, ":kind", request->kind);
    if (request->sleep_ns == RECORD_NULL)
        bind_null(statement, ":sleep");
    else
        bind_real(statement, ":sleep", (double)request->sleep_ns / 1e6);
    bind_integer_or_null(statement, ":tasks", request->tasks);
    return read_text(statement, err);
}

/* The conditions of the newest sweep of the matching trials, or that sweep, or all, as a WHERE clause. Owned by the
 * caller. */
static char *scope_clause(struct db *db, enum scope scope, struct err *err) {
    struct statement *statement;
    char *newest = NULL, *clause = NULL;

    if (scope != SCOPE_ALL) {
        statement = db_prepare(db, sql_find(sql_statements, "select_newest"), err);
        newest = statement ? read_text(statement, err) : NULL;
    }
    if (!newest) {
        PROMISE(clause = strdup("1")); /* all; or nothing matches */
    } else if (scope == SCOPE_LATEST) {
        PROMISE(asprintf(&clause, "sweep_id = %s", newest) > 0);
    } else if ((statement = db_prepare(db, sql_find(sql_statements, "select_conditions"), err))) {
        bind_text(statement, ":sweep", newest);
        clause = read_text(statement, err);
    }
    free(newest);
    return clause;
}

/* A temporary view of that name. */
static int lay(struct db *db, const char *name, const char *from, const char *clause,
               struct err *err) {
    char *view;
    int result;

    PROMISE(asprintf(&view, "CREATE TEMP VIEW %s AS SELECT * FROM %s WHERE %s", name, from,
                     clause) > 0);
    result = db_run(db, view, err);
    free(view);
    return result;
}

/* Sentinels have conditions of their own and go with their sweep. */
static int lay_over(struct db *db, const char *scope, struct err *err) {
    char *own, *all;
    int result;

    PROMISE(asprintf(&own, "role <> 'sentinel' AND (%s)", scope) > 0);
    PROMISE(asprintf(&all,
                     "%s OR role = 'sentinel' AND sweep_id IN (SELECT sweep_id FROM temp.chosen)",
                     own) > 0);
    result =
        lay(db, "chosen", "temp.matching", own, err) || lay(db, "trial", "temp.matching", all, err)
            ? -1
            : 0;
    free(own);
    free(all);
    return result;
}

static int select_trials(struct db *db, const struct request *request, struct err *err) {
    char *clause = clause_of(db, request, err), *scope = NULL;
    int result = -1;

    if (clause && !lay(db, "matching", "main.trial", clause, err) &&
        (scope = scope_clause(db, request->scope, err)))
        result = lay_over(db, scope, err);
    free(clause);
    free(scope);
    return result;
}

static int read_facts(struct db *db, struct selection *selection, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "selection_facts"), err);
    enum step step;

    if (!statement)
        return -1;
    step = statement_step(statement, err);
    if (step == STEP_ROW)
        *selection = (struct selection){
            .trials = column_integer(statement, column_find(statement, "trials")),
            .sweeps = column_integer(statement, column_find(statement, "sweeps")),
            .origins = column_integer(statement, column_find(statement, "origins")),
            .is_short = column_integer(statement, column_find(statement, "short")),
            .uneven = column_integer(statement, column_find(statement, "uneven")),
            .failed = column_integer(statement, column_find(statement, "failed")),
        };
    statement_free(statement);
    return step == STEP_ROW ? 0 : -1;
}

int selection_make(struct db *db, const struct request *request, struct selection *selection,
                   struct err *err) {
    if (check_sweeps(db, request->sweeps, request->sweep_count, err) ||
        check_sweeps(db, request->excluded, request->excluded_count, err) ||
        check_models(db, request, err) || select_trials(db, request, err))
        return -1;
    return read_facts(db, selection, err);
}
