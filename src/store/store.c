#include "store/store.h"

#include "base/host.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/columns.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/values.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct store {
    struct db *db;
    struct statement *add_trial, *add_latency, *add_latency_buckets, *has_place;
    struct random random; /* for uuids */
};

/* WAL: readers and a second runner never wait long. FULL: a row printed on stdout survives a power
 * cut. */
static const char journal_begin[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
static const char journal_end[] = "PRAGMA journal_mode = DELETE;";

/* Prepares "INSERT INTO trial (sweep_id, a, b …) VALUES (:sweep_id, :a, :b …)" from the table of
 * columns. */
static struct statement *prepare_add_trial(struct db *db, struct err *err) {
    char sql[4096] = "INSERT INTO trial (sweep_id";

    for (const struct column *column = columns; column->name; column++)
        text_add(sql, sizeof sql, ", %s", column->name);
    text_add(sql, sizeof sql, ") VALUES (:sweep_id");
    for (const struct column *column = columns; column->name; column++)
        text_add(sql, sizeof sql, ", :%s", column->name);
    text_add(sql, sizeof sql, ")");
    ASSERT(strlen(sql) < sizeof sql - 1);
    return db_prepare(db, sql, err);
}

static int prepare_statements(struct store *store, struct err *err) {
    store->add_trial = prepare_add_trial(store->db, err);
    store->add_latency = db_prepare(store->db, sql_find(sql_statements, "add_latency"), err);
    store->add_latency_buckets =
        db_prepare(store->db, sql_find(sql_statements, "add_latency_buckets"), err);
    store->has_place = db_prepare(store->db, sql_find(sql_statements, "has_place"), err);
    return store->add_trial && store->add_latency && store->add_latency_buckets && store->has_place
               ? 0
               : -1;
}

static void free_statements(struct store *store) {
    statement_free(store->add_trial);
    statement_free(store->add_latency);
    statement_free(store->add_latency_buckets);
    statement_free(store->has_place);
}

/* Creates the file if it does not exist. Returns true if this process created it. SQLite reports
 * why it could not be created. */
static bool make_file(const char *path) {
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* Nobody else can write during this transaction; a process that waits for it finds that the file
 * has moved. */
static void remove_unused(struct db *db) {
    struct err ignored;
    bool empty = false;

    if (!db_run(db, "BEGIN IMMEDIATE", &ignored) && !schema_is_empty(db, &empty, &ignored) &&
        empty && !db_has_moved(db))
        unlink(db_path(db));
}

/* Switches to WAL last, so that a file that cannot be filled has no files next to it. The switch
 * needs a moment without other users, and a runner that is just closing the file turns WAL off. */
static int prepare(struct store *store, struct err *err) {
    return schema_check(store->db, err) || schema_upgrade(store->db, err) ||
                   db_run_when_free(store->db, journal_begin, err) ||
                   db_run(store->db, "PRAGMA foreign_keys = ON", err) ||
                   prepare_statements(store, err)
               ? -1
               : 0;
}

struct store *store_open(const char *path, struct err *err) {
    struct store *store = memory_get(1, sizeof *store);
    bool made = *path && make_file(path);

    store->random.state = random_seed();
    store->db = db_open(path, DB_WRITE, err);
    if (store->db && !prepare(store, err))
        return store;
    free_statements(store);
    if (store->db && made)
        remove_unused(store->db);
    db_close(store->db);
    free(store);
    return NULL;
}

void store_close(struct store *store) {
    struct err ignored; /* fails if another runner still uses the file; the last one succeeds */

    if (!store)
        return;
    free_statements(store);
    db_impatient(store->db);
    db_run(store->db, journal_end, &ignored);
    db_close(store->db);
    free(store);
}

struct db *store_db(struct store *store) {
    return store->db;
}

static int run_to_end(struct statement *statement, struct err *err) {
    enum step step = statement_step(statement, err);

    ASSERT(step != STEP_ROW);
    return step == STEP_DONE ? 0 : -1;
}

static void bind_span(struct statement *statement, const char *name, int64_t ns, double scale) {
    bind_real_or_null(statement, name, ns == NO_VALUE ? NAN : (double)ns / scale);
}

static void bind_column(struct statement *statement, const struct column *column,
                        const struct trial *trial) {
    const void *field = (const char *)trial + column->offset;
    char name[48];

    snprintf(name, sizeof name, ":%s", column->name);
    switch (column->form) {
    case COLUMN_TEXT:
    case COLUMN_WORD:
        bind_text_or_null(statement, name, field);
        break;
    case COLUMN_NAME:
        bind_text(statement, name, column->names[*(const int32_t *)field]);
        break;
    case COLUMN_FLAG:
        bind_integer(statement, name, *(const int32_t *)field);
        break;
    case COLUMN_INTEGER:
    case COLUMN_GROWTH:
        bind_integer_or_null(statement, name, *(const int64_t *)field);
        break;
    case COLUMN_REAL:
        bind_real_or_null(statement, name, *(const double *)field);
        break;
    case COLUMN_SECONDS:
        bind_span(statement, name, *(const int64_t *)field, 1e9);
        break;
    case COLUMN_MILLISECONDS:
        bind_span(statement, name, *(const int64_t *)field, 1e6);
        break;
    }
}

static void bind_fact(struct statement *statement, const struct machine_fact *fact,
                      const struct machine *machine) {
    const void *field = (const char *)machine + fact->offset;
    char name[48];

    snprintf(name, sizeof name, ":%s", fact->name);
    switch (fact->form) {
    case FACT_TEXT:
        bind_text_or_null(statement, name, field);
        break;
    case FACT_INTEGER:
        bind_integer_or_null(statement, name, *(const int64_t *)field);
        break;
    case FACT_REAL:
        bind_real_or_null(statement, name, *(const double *)field);
        break;
    }
}

int store_add_machine(struct store *store, const struct machine *machine, struct err *err) {
    struct statement *statement =
        db_prepare(store->db, sql_find(sql_statements, "add_machine"), err);
    int result;

    if (!statement)
        return -1;
    bind_text(statement, ":id", machine->id);
    for (const struct machine_fact *fact = machine_facts; fact->name; fact++)
        bind_fact(statement, fact, machine);
    result = run_to_end(statement, err);
    statement_free(statement);
    return result;
}

int store_add_sweep(struct store *store, const struct sweep *sweep, int64_t *sweep_id,
                    struct err *err) {
    struct statement *statement = db_prepare(store->db, sql_find(sql_statements, "add_sweep"), err);
    char uuid[UUID_SIZE], started[CLOCK_UTC_SIZE];
    enum step step;

    if (!statement)
        return -1;
    random_uuid(&store->random, uuid);
    clock_utc(started);
    bind_text(statement, ":uuid", sweep->uuid ? sweep->uuid : uuid);
    bind_text(statement, ":started", started);
    bind_text_or_null(statement, ":label", sweep->label);
    bind_text(statement, ":command", sweep->command);
    bind_text(statement, ":trial_order", sweep->trial_order);
    bind_integer_or_null(statement, ":seed", sweep->seed);
    bind_integer_or_null(statement, ":planned", sweep->planned);
    bind_real_or_null(statement, ":work_rate", sweep->work_rate);
    bind_real_or_null(statement, ":thread_cost", sweep->thread_cost);
    bind_text_or_null(statement, ":arguments", sweep->arguments);
    bind_text_or_null(statement, ":program", sweep->program);
    bind_text(statement, ":build", host_build());
    bind_text_or_null(statement, ":boot_id", sweep->boot_id);
    step = statement_step(statement, err);
    if (step == STEP_ROW) {
        *sweep_id = column_integer(statement, 0);
        step = statement_step(statement, err);
    }
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

int store_finish_sweep(struct store *store, int64_t sweep_id, struct err *err) {
    struct statement *statement =
        db_prepare(store->db, sql_find(sql_statements, "finish_sweep"), err);
    char finished[CLOCK_UTC_SIZE];
    int result;

    if (!statement)
        return -1;
    clock_utc(finished);
    bind_text(statement, ":finished", finished);
    bind_integer(statement, ":id", sweep_id);
    result = run_to_end(statement, err);
    statement_free(statement);
    return result;
}

/* Returns {"bucket":count,…} with all buckets that are not empty. Owned by the caller: free(). */
static char *buckets_text(const struct histogram *histogram) {
    enum { entry = 24 }; /* the longest entry, "4608":4294967295, with its comma */
    char *text = memory_get(HISTOGRAM_BUCKETS * entry + 3, 1), *out = text;

    *out++ = '{';
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++)
        if (histogram->bucket[i] > 0)
            out += sprintf(out, "%s\"%d\":%u", out > text + 1 ? "," : "", i, histogram->bucket[i]);
    strcpy(out, "}");
    return text;
}

static int add_buckets(struct statement *statement, int64_t trial_id, const char *metric,
                       const struct histogram *histogram, struct err *err) {
    char *text = buckets_text(histogram);

    bind_integer(statement, ":trial_id", trial_id);
    bind_text(statement, ":metric", metric);
    bind_text(statement, ":buckets", text);
    free(text);
    return run_to_end(statement, err);
}

/* Adds the exact figures of one metric and its histogram. */
static int add_metric(struct store *store, int64_t trial_id, const char *metric,
                      const struct histogram *histogram, struct err *err) {
    struct statement *figures = store->add_latency;

    if (histogram->exact.count == 0)
        return 0;
    bind_integer(figures, ":trial_id", trial_id);
    bind_text(figures, ":metric", metric);
    bind_integer(figures, ":n", histogram->exact.count);
    bind_real(figures, ":sum", (double)histogram->exact.sum / 1e9);
    bind_real(figures, ":min", (double)histogram->exact.least / 1e9);
    bind_real(figures, ":max", (double)histogram->exact.greatest / 1e9);
    if (run_to_end(figures, err))
        return -1;
    return add_buckets(store->add_latency_buckets, trial_id, metric, histogram, err);
}

int store_add_trial(struct store *store, const struct trial *trial, const struct latency *latency,
                    struct err *err) {
    struct trial named = *trial;
    int64_t id;

    if (!*named.uuid)
        random_uuid(&store->random, named.uuid);
    bind_integer(store->add_trial, ":sweep_id", named.sweep_id);
    for (const struct column *column = columns; column->name; column++)
        bind_column(store->add_trial, column, &named);
    if (run_to_end(store->add_trial, err))
        return -1;
    id = db_last_id(store->db);
    for (int i = 0; latency && i < LATENCY_METRICS; i++)
        if (add_metric(store, id, latency_names[i], &latency->metric[i], err))
            return -1;
    return 0;
}

static int check_place(struct store *store, const struct trial *trial, struct err *err) {
    enum step step;

    bind_integer(store->has_place, ":sweep_id", trial->sweep_id);
    bind_integer_or_null(store->has_place, ":position", trial->spec.position);
    step = statement_step(store->has_place, err);
    if (step == STEP_DONE)
        return 0;
    if (step == STEP_ROW)
        err_set(err, ERR_STORE,
                "trial %lld of sweep %lld was recorded by another runner at the same time; let one "
                "of them "
                "finish it",
                (long long)trial->spec.position, (long long)trial->sweep_id);
    return -1;
}

int store_commit_trial(struct store *store, const struct trial *trial,
                       const struct latency *latency, struct err *err) {
    if (store_begin(store, err))
        return -1;
    if (!check_place(store, trial, err) && !store_add_trial(store, trial, latency, err) &&
        !store_commit(store, err))
        return 0;
    store_rollback(store);
    return -1;
}

int store_begin(struct store *store, struct err *err) {
    return db_run(store->db, "BEGIN IMMEDIATE", err);
}

int store_commit(struct store *store, struct err *err) {
    return db_run(store->db, "COMMIT", err);
}

void store_rollback(struct store *store) {
    struct err ignored; /* after some errors SQLite has already rolled back */

    db_run(store->db, "ROLLBACK", &ignored);
}

int store_has_trial(struct store *store, const char *uuid, bool *found, struct err *err) {
    struct statement *statement = db_prepare(store->db, sql_find(sql_statements, "has_trial"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":uuid", uuid);
    step = statement_step(statement, err);
    *found = step == STEP_ROW;
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}
