#include "tests/test.h"

#include "base/memory.h"
#include "record/columns.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/values.h"
#include "tests/history.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct store *open_or_fail(void) {
    struct err err = {0};
    struct store *store = store_open(history_path, &err);

    if (!store)
        fail_msg("%s", err.text);
    return store;
}

/* The result of a query with one row and one column, as text. Static. */
static const char *ask(const char *sql) {
    static char answer[512];
    struct err err = {0};
    struct db *db = db_open(history_path, DB_READ, &err);
    struct statement *statement = db_prepare(db, sql, &err);

    assert_non_null(statement);
    assert_int_equal(statement_step(statement, &err), STEP_ROW);
    snprintf(answer, sizeof answer, "%s",
             column_text(statement, 0) ? column_text(statement, 0) : "NULL");
    statement_free(statement);
    db_close(db);
    return answer;
}

static void trial__comes_back_with_every_column_as_it_was(void **state) {
    struct store *store = open_or_fail();
    struct trial trial = history_trial("thread", 7, 51.5);
    struct err err;

    (void)state;
    trial.sweep_id = history_sweep(store);
    trial.spec.work_ns = 20000;
    trial.spec.phase = PHASE_SPREAD;
    trial.record.user_ns = 1500000;
    trial.record.system_ns = 2000000;
    trial.record.steady = 1.25;
    trial.record.status = STATUS_SHORT;
    strcpy(trial.record.error, "a sentence");
    assert_int_equal(store_commit_trial(store, &trial, NULL, &err), 0);
    store_close(store);

    assert_string_equal(
        ask("SELECT model || concurrency || '/' || tasks || '/' || sleep FROM trial"),
        "thread7/70/5.0");
    assert_string_equal(ask("SELECT total FROM trial"), "0.0515");
    assert_string_equal(ask("SELECT ideal || '/' || floor FROM trial"), "0.05/0.05");
    assert_string_equal(ask("SELECT overhead FROM trial"), "1.03");
    assert_string_equal(ask("SELECT round(cpu_per_task * 1e9) FROM trial"), "50000.0");
    assert_string_equal(ask("SELECT work || '/' || lateness || '/' || phase FROM trial"),
                        "2.0e-05/5.0e-05/spread");
    assert_string_equal(ask("SELECT steady || status || error FROM trial"), "1.25shorta sentence");
    assert_string_equal(ask("SELECT queue FROM trial"), "NULL");
    assert_string_equal(ask("SELECT cpu_quota FROM trial"), "NULL");
    assert_string_equal(ask("SELECT length(uuid) FROM trial"), "36");
}

static void every_column_of_the_table__is_known_to_c_or_derived(void **state) {
    struct err err;
    struct db *db;
    struct statement *statement;
    int known = 0;

    (void)state;
    store_close(open_or_fail());
    db = db_open(history_path, DB_READ, &err);
    statement = db_prepare(db, "SELECT * FROM trial", &err);
    for (int i = 0; i < column_count(statement); i++) {
        const char *name = column_name(statement, i);

        known += column_by_name(name) != NULL;
        if (!column_by_name(name) && names_find(columns_derived, name) < 0)
            fail_msg("column %s is unknown to store/columns.c", name);
    }
    while (columns[known].name) /* and the reverse */
        fail_msg("column %s is not in the table", columns[known].name);
    statement_free(statement);
    db_close(db);
}

static void close__leaves_one_file(void **state) {
    struct store *store = open_or_fail();
    char wal[128];

    (void)state;
    snprintf(wal, sizeof wal, "%s-wal", history_path);
    history_sweep(store);
    assert_int_equal(access(wal, F_OK), 0);
    store_close(store);
    assert_int_equal(access(wal, F_OK), -1);
    assert_string_equal(ask("PRAGMA journal_mode"), "delete");
}

static void two_runners__lose_nothing(void **state) {
    struct store *first = open_or_fail(), *second = open_or_fail();
    struct trial one = history_trial("thread", 1, 60), other = history_trial("coroutine", 1, 60);
    struct err err;

    (void)state;
    one.sweep_id = history_sweep(first);
    other.sweep_id = history_sweep(second);
    assert_int_not_equal(one.sweep_id, other.sweep_id);
    for (int i = 0; i < 50; i++) {
        one.spec.position = other.spec.position = i;
        assert_int_equal(store_commit_trial(first, &one, NULL, &err), 0);
        assert_int_equal(store_commit_trial(second, &other, NULL, &err), 0);
    }
    store_close(first);
    other.spec.position = 50;
    assert_int_equal(store_commit_trial(second, &other, NULL, &err), 0);
    store_close(second);
    assert_string_equal(ask("SELECT count(*) FROM trial"), "101");
    assert_string_equal(ask("PRAGMA journal_mode"), "delete");
}

static void place_of_a_sweep__is_recorded_once(void **state) {
    struct store *store = open_or_fail();
    struct trial trial = history_trial("thread", 1, 60);
    struct err err;

    (void)state;
    trial.sweep_id = history_sweep(store);
    assert_int_equal(store_commit_trial(store, &trial, NULL, &err), 0);
    assert_int_equal(store_commit_trial(store, &trial, NULL, &err), -1);
    trial.spec.position++;
    assert_int_equal(store_commit_trial(store, &trial, NULL, &err), 0);
    store_close(store);
    assert_string_equal(ask("SELECT count(*) FROM trial"), "2");
}

static void deleted_sweep__takes_its_trials_along(void **state) {
    struct store *store = open_or_fail();
    struct trial trial = history_trial("thread", 1, 60);
    struct err err;
    struct db *db;

    (void)state;
    trial.sweep_id = history_sweep(store);
    assert_int_equal(store_commit_trial(store, &trial, NULL, &err), 0);
    store_close(store);
    db = db_open(history_path, DB_WRITE, &err);
    assert_int_equal(db_run(db, "DELETE FROM sweep", &err), 0);
    db_close(db);
    assert_string_equal(ask("SELECT count(*) FROM trial"), "0");
}

static void changed_view__is_renewed_and_foreign_ones_stay(void **state) {
    struct err err;
    struct db *db;

    (void)state;
    store_close(open_or_fail());
    db = db_open(history_path, DB_WRITE, &err);
    assert_int_equal(
        db_run(db, "DROP VIEW pivot; CREATE VIEW pivot AS SELECT 1; CREATE VIEW mine AS SELECT 2",
               &err),
        0);
    db_close(db);
    store_close(open_or_fail());
    assert_string_equal(
        ask("SELECT sql LIKE '%mean_overhead%' FROM sqlite_schema WHERE name = 'pivot'"), "1");
    assert_string_equal(ask("SELECT * FROM mine"), "2");
}

static void text_longer_than_its_field__is_cut_between_two_characters(void **state) {
    struct err err;
    struct db *db = db_open(history_path, DB_WRITE, &err);
    struct statement *statement =
        db_prepare(db, "SELECT 'abc\u00e4' AS long, 'abc' AS fits, NULL AS none", &err);
    char text[5];

    (void)state;
    assert_int_equal(statement_step(statement, &err), STEP_ROW);
    assert_string_equal(row_text_into(statement, "long", text, sizeof text), "abc");
    assert_string_equal(row_text_into(statement, "fits", text, sizeof text), "abc");
    assert_string_equal(row_text_into(statement, "none", text, sizeof text), "");
    statement_free(statement);
    db_close(db);
}

/* --- what cannot be recorded ------------------------------------------------------------------ */

static void value_that_is_too_long__is_an_error_and_no_null(void **state) {
    struct store *store = open_or_fail();
    struct sweep sweep = {.thread_cost = NAN, .trial_order = "rounds", .work_rate = NAN};
    char *command = memory_get(1100001, 1);
    struct err err = {0};
    int64_t id;

    (void)state;
    sweep.command = memset(command, 'x', 1100000);
    assert_int_equal(store_add_sweep(store, &sweep, &id, &err), -1);
    assert_int_equal(err.kind, ERR_STORE);
    assert_non_null(strstr(err.text, "a value is longer than 1000000 bytes"));
    sweep.command = "short";
    assert_int_equal(store_add_sweep(store, &sweep, &id, &err), 0);
    store_close(store);
    free(command);
    assert_string_equal(ask("SELECT group_concat(command) FROM sweep"), "short");
}

/* Another runner that could not fill the file that it had created may remove it after this one has
 * opened it and before it fills it. */
static void file_that_was_removed_while_open__is_not_filled(void **state) {
    struct err err = {0};
    struct db *db = db_open(history_path, DB_WRITE, &err);

    (void)state;
    assert_int_equal(db_run(db, "PRAGMA user_version = 0; BEGIN; COMMIT", &err), 0);
    assert_false(db_has_moved(db));
    unlink(history_path);
    assert_true(db_has_moved(db));
    assert_int_equal(schema_upgrade(db, &err), -1);
    assert_non_null(strstr(err.text, "removed or renamed while it was open"));
    db_close(db);
    assert_int_equal(access(history_path, F_OK), -1);
}

/* A file that this runner did not create stays, even if nothing could be written to it. */
static void empty_file_of_another__stays_when_it_is_refused(void **state) {
    struct err err = {0};
    char journal[128];

    (void)state;
    fclose(fopen(history_path, "w"));
    snprintf(journal, sizeof journal, "%s-journal", history_path);
    assert_int_equal(mkdir(journal, 0700), 0);
    assert_null(store_open(history_path, &err));
    assert_non_null(strstr(err.text, "is not a regular file"));
    assert_int_equal(access(history_path, F_OK), 0);
}

/* Each try runs in a child, because the program may end. */
static void little_memory__is_a_sentence(void **state) {
    int outcomes[2] = {0}, status;

    (void)state;
    store_close(open_or_fail());
    for (int64_t bytes = 20000; bytes < 4000000; bytes += bytes / 8) {
        if (fork() == 0) {
            struct err err = {0};
            struct store *store;

            fclose(stderr);
            sqlite3_hard_heap_limit64(bytes);
            store = store_open(history_path, &err);
            store_close(store);
            _exit(store ? 0 : (int)err.kind);
        }
        wait(&status);
        if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != ERR_STORE))
            fail_msg("%lld bytes: status %d", (long long)bytes, status);
        outcomes[WEXITSTATUS(status) != 0]++;
    }
    assert_true(outcomes[0] > 0);
    assert_true(outcomes[1] > 0);
    assert_string_equal(ask("SELECT count(*) FROM trial"), "0");
}

/* --- foreign files ---------------------------------------------------------------------------- */

static void write_file(const char *text) {
    FILE *file = fopen(history_path, "w");

    fputs(text, file);
    fclose(file);
}

static void assert_refused(const char *part) {
    struct err err = {0};

    assert_null(store_open(history_path, &err));
    assert_int_equal(err.kind, ERR_STORE);
    if (!strstr(err.text, part))
        fail_msg("'%s' does not say '%s'", err.text, part);
}

static void text_file__is_refused_and_left_as_it_was(void **state) {
    char line[64];
    FILE *file;

    (void)state;
    write_file("this is a text file, and long enough to be looked at as a database header "
               "........................\n");
    assert_refused("is not a SQLite database");
    file = fopen(history_path, "r");
    assert_non_null(fgets(line, 20, file));
    assert_string_equal(line, "this is a text file");
    fclose(file);
}

static void foreign_database__is_refused(void **state) {
    struct err err;
    struct db *db = db_open(history_path, DB_WRITE, &err);

    (void)state;
    assert_int_equal(db_run(db, "CREATE TABLE theirs (x)", &err), 0);
    db_close(db);
    assert_refused("another program's database");
    assert_string_equal(ask("SELECT group_concat(name) FROM sqlite_schema"), "theirs");
}

static void newer_schema__is_refused(void **state) {
    struct err err;
    struct db *db;

    (void)state;
    store_close(open_or_fail());
    db = db_open(history_path, DB_WRITE, &err);
    assert_int_equal(db_run(db, "PRAGMA user_version = 99", &err), 0);
    db_close(db);
    assert_refused("newer program (schema 99");
}

static void missing_directory__is_a_sentence(void **state) {
    (void)state;
    strcat(history_path, "/no/where.db");
    assert_refused("cannot be opened or made");
}

static void directory__is_a_sentence(void **state) {
    (void)state;
    strcpy(history_path, history_folder);
    assert_refused("is a directory");
}

#define WITH_HISTORY(test) cmocka_unit_test_setup_teardown(test, history_set_up, history_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_HISTORY(trial__comes_back_with_every_column_as_it_was),
        WITH_HISTORY(every_column_of_the_table__is_known_to_c_or_derived),
        WITH_HISTORY(close__leaves_one_file),
        WITH_HISTORY(two_runners__lose_nothing),
        WITH_HISTORY(place_of_a_sweep__is_recorded_once),
        WITH_HISTORY(deleted_sweep__takes_its_trials_along),
        WITH_HISTORY(changed_view__is_renewed_and_foreign_ones_stay),
        WITH_HISTORY(text_longer_than_its_field__is_cut_between_two_characters),
        WITH_HISTORY(value_that_is_too_long__is_an_error_and_no_null),
        WITH_HISTORY(file_that_was_removed_while_open__is_not_filled),
        WITH_HISTORY(empty_file_of_another__stays_when_it_is_refused),
        WITH_HISTORY(little_memory__is_a_sentence),
        WITH_HISTORY(text_file__is_refused_and_left_as_it_was),
        WITH_HISTORY(foreign_database__is_refused),
        WITH_HISTORY(newer_schema__is_refused),
        WITH_HISTORY(missing_directory__is_a_sentence),
        WITH_HISTORY(directory__is_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
