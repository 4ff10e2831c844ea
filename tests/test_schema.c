/* The schema of a history: every version is read and upgraded, and whatever belongs to a sweep is
 * deleted with it. */
#include "tests/test.h"

#include "store/schema.h"
#include "store/sql.h"
#include "tests/history.h"

/* Rows that any version of the schema accepts: machine 'm', sweeps 1 and 7, and their trials. */
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

/* A history as left by a program of that schema version. */
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

/* The tables whose rows belong to a sweep or to a trial. */
static const char child_tables[] =
    "SELECT count(*) FROM sqlite_schema AS made, pragma_table_info(made.name) AS has "
    "WHERE made.type = 'table' AND has.name IN ('sweep_id', 'trial_id')";

/* The sqlite3 shell leaves foreign keys off. */
static void deleted_sweep__leaves_nothing_behind(void **state) {
    (void)state;
    make_of_version(newest());
    run("PRAGMA foreign_keys = OFF; DELETE FROM sweep WHERE id = 7");
    assert_int_equal(number(child_tables), 4); /* a new one must be checked below */
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

/* Before schema 10, a deleted sweep left its resumptions behind. */
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

/* If a user's own view uses something that a migration removes, the view is for the user to
 * repair. */
static void own_view_of_the_user__stops_no_upgrade(void **state) {
    (void)state;
    make_of_version(1);
    run("CREATE VIEW mine AS SELECT cpu_per_task FROM trial, sweep");
    open_and_close();
    assert_int_equal(number("PRAGMA user_version"), newest());
    assert_int_equal(number("SELECT count(*) FROM sqlite_schema WHERE name = 'mine'"), 1);
}

/* --- tampered files --------------------------------------------------------------------------- */

/* Change a history with the sqlite3 shell, which may do what the program's own connections may
 * not. */
static void tamper(const char *sql) {
    char name[128], command[512];
    FILE *script;

    snprintf(name, sizeof name, "%s/script", history_folder);
    script = fopen(name, "w");
    fprintf(script, ".output /dev/null\n.dbconfig defensive off\n%s\n", sql);
    fclose(script);
    snprintf(command, sizeof command, "sqlite3 -batch %s < %s && rm %s", history_path, name, name);
    assert_int_equal(system(command), 0);
}

static void assert_part(const struct err *err, const char *sql, const char *part) {
    if (err->kind != ERR_STORE || !strstr(err->text, part))
        fail_msg("%s: '%s' does not say '%s'", sql, err->text, part);
}

static void assert_refused(const char *sql, const char *part) {
    struct err err = {0};

    unlink(history_path);
    make_of_version(newest());
    tamper(sql);
    assert_null(store_open_reading(history_path, &err));
    assert_part(&err, sql, part);
    assert_null(store_open(history_path, &err));
    assert_part(&err, sql, part);
}

#define ENDLESS                                                                                    \
    "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS id FROM r"
#define REWRITE(table, from, to)                                                                   \
    "PRAGMA writable_schema = ON;"                                                                 \
    "UPDATE sqlite_schema SET sql = replace(sql, '" from "', '" to "') WHERE name = '" table "';"
#define SHARE(table, other)                                                                        \
    "CREATE TABLE IF NOT EXISTS mine_too (x); PRAGMA writable_schema = ON;"                        \
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = '" other \
    "') WHERE name = '" table "'"

static void schema_that_is_not_ours__is_refused(void **state) {
    static const struct {
        const char *sql, *part;
    } cases[] = {
        {"DROP TABLE trial; CREATE VIEW trial AS SELECT 1", "view 'trial' differs"},
        {"DROP TABLE trial; CREATE VIEW trial AS " ENDLESS, "view 'trial' differs"},
        {"DROP TABLE latency", "table 'latency' is missing"},
        {"CREATE TABLE k AS SELECT * FROM machine; DROP TABLE machine; ALTER TABLE k RENAME TO "
         "machine",
         "table 'machine' differs"},
        {REWRITE("trial", ") STRICT", ")"), "table 'trial' differs"},
        {REWRITE("trial", "TEXT NOT NULL", "TEXT"), "table 'trial' differs"},
        {REWRITE("trial", "CHECK (tasks > 0)", ""), "table 'trial' differs"},
        {REWRITE("sweep", "AUTOINCREMENT", ""), "table 'sweep' differs"},
        {"CREATE TRIGGER t AFTER INSERT ON trial BEGIN DELETE FROM trial; END",
         "trigger 't' does not come from runner"},
        {"CREATE TRIGGER t BEFORE INSERT ON trial BEGIN SELECT raise(IGNORE); END",
         "trigger 't' does not come from runner"},
        {"CREATE TRIGGER t INSTEAD OF DELETE ON mine BEGIN SELECT 1; END",
         "does not come from runner"},
        {"CREATE TRIGGER \"a\x1b[2J\" AFTER INSERT ON trial BEGIN SELECT 1; END", "'a?[2J'"},
        {"DROP TRIGGER trial_deleted", "trigger 'trial_deleted' is missing"},
        {"DROP TRIGGER trial_deleted; CREATE TRIGGER trial_deleted AFTER DELETE ON trial BEGIN "
         "SELECT 1; END",
         "trigger 'trial_deleted' differs"},
        {"DROP INDEX trial_place; CREATE UNIQUE INDEX trial_place ON trial (uuid)",
         "index 'trial_place' differs"},
        {"CREATE TABLE pivot (x)", "table 'pivot' has the name of a view"},
        {SHARE("trial", "sweep"), "'trial' has no page of its own"},
        {SHARE("latency_bucket", "latency"), "'latency_bucket' has no page of its own"},
        {SHARE("mine_too", "trial"), "'trial' has no page of its own"},
        {"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'trial'",
         "'trial' has no page of its own"},
        {"PRAGMA user_version = -1", "user_version is -1"},
        {"PRAGMA user_version = -2147483648", "user_version is -2147483648"},
        {"PRAGMA user_version = 0", "user_version is 0"},
        {"PRAGMA user_version = 1", "differs"},
        {"PRAGMA user_version = 99", "newer program (schema 99"},
        {"PRAGMA application_id = 1", "another program's database"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char sql[1024];

        snprintf(sql, sizeof sql, "CREATE VIEW mine AS SELECT 1; %s;", cases[i].sql);
        assert_refused(sql, cases[i].part);
    }
}

/* Users may add what their own queries need. */
static void additions_of_the_user__are_no_trouble(void **state) {
    struct err err = {0};
    struct db *db;

    (void)state;
    make_of_version(newest());
    tamper("CREATE TABLE mine (x); CREATE INDEX by_model ON trial (model); CREATE VIEW slow "
           "AS " ENDLESS
           "; ANALYZE; VACUUM;" REWRITE("trial", "-- the cell", "/* - it''''s */ -- the -- cell"));
    db = store_open_reading(history_path, &err);
    if (!db)
        fail_msg("%s", err.text);
    db_close(db);
    open_and_close();
    assert_int_equal(number("SELECT count(*) FROM sqlite_schema WHERE name = 'slow'"), 1);
}

/* The rows were written under another schema, which was then restored. */
static void rows_that_the_schema_forbids__are_refused(void **state) {
    static const struct {
        const char *sql, *part;
    } cases[] = {
        {"UPDATE trial SET model = NULL WHERE id = 7", "NULL value in trial.model"},
        {"UPDATE trial SET sweep_id = NULL WHERE id = 7", "NULL value in trial.sweep_id"},
        {"UPDATE trial SET concurrency = -5 WHERE id = 7", "trial 7 has a concurrency"},
        {"UPDATE trial SET sleep = -1 WHERE id = 7", "trial 7 has a concurrency"},
        {"UPDATE trial SET model = x'4142' WHERE id = 7", "non-TEXT value in trial.model"},
        {"UPDATE trial SET total = 'abc' WHERE id = 7", "non-REAL value in trial.total"},
        {"UPDATE trial SET cpus = 'abc' WHERE id = 7", "non-INTEGER value in trial.cpus"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char sql[1024];
        struct err err = {0};

        unlink(history_path);
        make_of_version(newest());
        snprintf(sql, sizeof sql,
                 "CREATE TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'trial';\n"
                 "PRAGMA ignore_check_constraints = ON;\n"
                 "%s\nUPDATE sqlite_schema SET sql = replace(replace(sql, 'NOT NULL', ''), "
                 "'STRICT', '')"
                 " WHERE name = 'trial';\nPRAGMA writable_schema = RESET;\n%s;\n"
                 ".dbconfig defensive off\nPRAGMA writable_schema = ON;\n"
                 "UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'trial';",
                 REWRITE("none", "", ""), cases[i].sql);
        tamper(sql);
        if (store_open_reading(history_path, &err))
            fail_msg("%s: it is read", cases[i].sql);
        assert_part(&err, cases[i].sql, cases[i].part);
    }
}

/* The disk has room for one more page each time. Either all migrations are applied or none, and the
 * views are there only after a success. */
static void upgrade_that_finds_no_room__is_all_or_nothing(void **state) {
    int refused = 0, result = -1;

    (void)state;
    for (int pages = 2; result && pages < 1000; pages++) {
        struct err err = {0};
        struct db *db = db_open(history_path, DB_WRITE, &err);
        char room[96];
        int64_t tables, version, views;

        assert_non_null(db);
        snprintf(room, sizeof room, "PRAGMA synchronous = OFF; PRAGMA max_page_count = %d", pages);
        assert_int_equal(db_run(db, room, &err), 0);
        result = schema_upgrade(db, &err);
        assert_true(!result || strstr(err.text, "the disk is full"));
        refused += result != 0;
        db_number(db, "PRAGMA user_version", &version, &err);
        db_number(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'", &tables, &err);
        db_number(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'", &views, &err);
        assert_int_equal(version, tables ? schema_version() : 0);
        assert_int_equal(result == 0, views > 0);
        assert_int_equal(schema_check(db, &err), 0);
        db_close(db);
    }
    assert_int_equal(result, 0);
    assert_true(refused > 10);
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
        WITH_HISTORY(schema_that_is_not_ours__is_refused),
        WITH_HISTORY(additions_of_the_user__are_no_trouble),
        WITH_HISTORY(rows_that_the_schema_forbids__are_refused),
        WITH_HISTORY(upgrade_that_finds_no_room__is_all_or_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
