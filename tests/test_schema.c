/* The history's schema: every age of it is read and brought up to date, and what a sweep owns goes with it. */
#include "tests/test.h"

#include "store/sql.h"
#include "tests/history.h"

/* What a history holds besides its schema, as any age can hold it; machine 'm', sweeps 1 and 7, and their trials. */
static const char rows[] =
    "INSERT INTO machine (id) VALUES ('m');"
    "INSERT INTO sweep (id, uuid, started, command, trial_order, build)"
    " VALUES (1, 'a', '2026', 'runner', 'rounds', 'b'), (7, 'c', '2026', 'runner', 'rounds', 'b');"
    "INSERT INTO trial (id, uuid, sweep_id, position, model, concurrency, tasks, machine, kind, "
    "sleep, work, phase,"
    "                   spin, idle, task_times, shared, origin, role, status, total)"
    " SELECT id, 't' || id, id, 1, 'thread', 1, 10, 'm', 'sleep', 5, 0, 'lockstep',"
    "        0, 'halt', 1, 0, 'runner', 'grid', 'ok', 0.06 FROM sweep;";

static const char latencies[] = "INSERT INTO latency SELECT id, 'wake', 1, 1, 1, 1 FROM trial;"
                                "INSERT INTO latency_bucket SELECT id, 'wake', 3, 1 FROM trial;";

static const char resumptions[] =
    "INSERT INTO resumption (sweep_id, started, command) SELECT id, '2026', 'runner' FROM sweep;";

static void run(const char *sql) {
    struct err err = {0};
    struct db *db = db_open(history_path, DB_WRITE, &err);

    if (!db || db_run(db, sql, &err))
        fail_msg("%s: %s", sql, err.text);
    db_close(db);
}

static int64_t number(const char *sql) {
    struct err err = {0};
    int64_t value = -1;
    struct db *db = db_open(history_path, DB_READ, &err);

    if (!db || db_number(db, sql, &value, &err))
        fail_msg("%s: %s", sql, err.text);
    db_close(db);
    return value;
}

static int newest(void) {
    int version = 0;

    while (sql_migrations[version].name)
        version++;
    return version;
}

/* A history as a program of that schema left it. */
static void make_of_version(int version) {
    char stamp[96];

    for (int i = 0; i < version; i++)
        run(sql_migrations[i].text);
    snprintf(stamp, sizeof stamp, "PRAGMA application_id = 2020570738; PRAGMA user_version = %d",
             version);
    run(stamp);
    run(rows);
    if (version >= 2)
        run(latencies);
    if (version >= 4)
        run(resumptions);
}

static void open_and_close(void) {
    struct err err = {0};
    struct store *store = store_open(history_path, &err);

    if (!store)
        fail_msg("%s", err.text);
    store_close(store);
}

static void every_age__is_read(void **state) {
    (void)state;
    for (int version = 1; version <= newest(); version++) {
        struct err err = {0};
        int64_t trials = 0;
        struct db *db;

        unlink(history_path);
        make_of_version(version);
        db = store_open_reading(history_path, &err);
        if (!db)
            fail_msg("schema %d: %s", version, err.text);
        assert_int_equal(db_number(db, "SELECT count(*) FROM trial", &trials, &err), 0);
        assert_int_equal(trials, 2);
        db_close(db);
        assert_int_equal(number("PRAGMA user_version"), version);
    }
}

static void every_age__is_brought_up_to_date_with_all_its_rows(void **state) {
    (void)state;
    for (int version = 1; version <= newest(); version++) {
        unlink(history_path);
        make_of_version(version);
        open_and_close();
        assert_int_equal(number("PRAGMA user_version"), newest());
        assert_int_equal(number("SELECT count(*) FROM trial JOIN sweep ON sweep.id = sweep_id"), 2);
        assert_int_equal(number("SELECT count(*) FROM latency_bucket"), version >= 2 ? 2 : 0);
        assert_int_equal(number("SELECT count(*) FROM resumption"), version >= 4 ? 2 : 0);
        assert_int_equal(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }
}

/* What belongs to a sweep or to a trial. */
static const char child_tables[] =
    "SELECT count(*) FROM sqlite_schema AS made, pragma_table_info(made.name) AS has "
    "WHERE made.type = 'table' AND has.name IN ('sweep_id', 'trial_id')";

/* The stock shell keeps foreign keys off. */
static void deleted_sweep__leaves_nothing_behind(void **state) {
    (void)state;
    make_of_version(newest());
    run("PRAGMA foreign_keys = OFF; DELETE FROM sweep WHERE id = 7");
    assert_int_equal(number(child_tables), 4); /* another one is looked at here as well */
    assert_int_equal(number("SELECT sum(sweep_id) FROM trial"), 1);
    assert_int_equal(number("SELECT sum(trial_id) FROM latency"), 1);
    assert_int_equal(number("SELECT sum(trial_id) FROM latency_bucket"), 1);
    assert_int_equal(number("SELECT sum(sweep_id) FROM resumption"), 1);
}

static void id_of_a_deleted_sweep__is_not_given_again(void **state) {
    struct err err = {0};
    struct store *store;

    (void)state;
    make_of_version(newest());
    run("DELETE FROM sweep WHERE id = 7");
    store = store_open(history_path, &err);
    assert_int_equal(history_sweep(store), 8);
    store_close(store);
}

/* Before schema 10 a deleted sweep left its resumptions behind. */
static void orphans_of_older_schemas__are_removed_and_their_id_stays_unused(void **state) {
    struct err err = {0};
    struct store *store;

    (void)state;
    make_of_version(9);
    run("DELETE FROM sweep WHERE id = 7");
    assert_int_equal(number("SELECT count(*) FROM resumption"), 2);
    store = store_open(history_path, &err);
    assert_int_equal(history_sweep(store), 8);
    store_close(store);
    assert_int_equal(number("SELECT count(*) FROM resumption"), 1);
}

/* A view of the user's own that names what a step takes away is the user's to mend. */
static void own_view_of_the_user__stops_no_upgrade(void **state) {
    (void)state;
    make_of_version(1);
    run("CREATE VIEW mine AS SELECT cpu_per_task FROM trial, sweep");
    open_and_close();
    assert_int_equal(number("PRAGMA user_version"), newest());
    assert_int_equal(number("SELECT count(*) FROM sqlite_schema WHERE name = 'mine'"), 1);
}

#define WITH_HISTORY(test) cmocka_unit_test_setup_teardown(test, history_set_up, history_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_HISTORY(every_age__is_read),
        WITH_HISTORY(every_age__is_brought_up_to_date_with_all_its_rows),
        WITH_HISTORY(deleted_sweep__leaves_nothing_behind),
        WITH_HISTORY(id_of_a_deleted_sweep__is_not_given_again),
        WITH_HISTORY(orphans_of_older_schemas__are_removed_and_their_id_stays_unused),
        WITH_HISTORY(own_view_of_the_user__stops_no_upgrade),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
