/* Reading must leave no trace: the file stays the same byte for byte, and nothing is left next to
 * it. */
#include "tests/test.h"

#include "base/interrupt.h"
#include "store/schema.h"
#include "store/sql.h"
#include "tests/history.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct store *store;

/* A history of one trial. The store stays open for tests with a running runner. */
static int set_up(void **state) {
    struct trial trial = history_trial("thread", 1, 60);
    struct err err;

    if (history_set_up(state) || !(store = store_open(history_path, &err)))
        return -1;
    trial.sweep_id = history_sweep(store);
    return store_commit_trial(store, &trial, NULL, &err);
}

static void stop_runner(void) {
    store_close(store);
    store = NULL;
}

static int tear_down(void **state) {
    store_close(store);
    return history_tear_down(state);
}

/* A hash of the names and sizes in the folder and of the history's content. */
static uint64_t fingerprint(void) {
    uint64_t sum = 0;
    DIR *folder = opendir(history_folder);
    FILE *file = fopen(history_path, "rb");
    struct dirent *entry;
    int c;

    while ((entry = readdir(folder)))
        for (const char *name = entry->d_name; *name; name++)
            sum += (uint64_t)*name * (uint64_t)strlen(entry->d_name);
    closedir(folder);
    while ((c = getc(file)) != EOF)
        sum = sum * 31 + (uint64_t)c;
    fclose(file);
    return sum;
}

static void assert_one_trial(void) {
    struct err err = {0};
    struct db *db = store_open_reading(history_path, &err);
    int64_t trials = -1;

    if (!db)
        fail_msg("%s", err.text);
    assert_int_equal(db_run(db, "CREATE TEMP VIEW mine AS SELECT * FROM main.trial", &err), 0);
    assert_int_equal(db_number(db, "SELECT count(*) FROM mine", &trials, &err), 0);
    assert_int_equal(trials, 1);
    db_close(db);
}

static void finished_history__is_read_and_left_as_it_was(void **state) {
    uint64_t before;

    (void)state;
    stop_runner();
    before = fingerprint();
    assert_one_trial();
    assert_true(fingerprint() == before);
}

/* As left by a runner that failed to turn WAL off at its end. */
static void history_in_wal_mode__is_read_without_a_journal_appearing(void **state) {
    uint64_t before;
    struct err err;
    struct db *db;

    (void)state;
    stop_runner();
    db = db_open(history_path, DB_WRITE, &err);
    assert_int_equal(
        db_run(db, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); DROP TABLE t", &err), 0);
    db_close(db);
    before = fingerprint();
    db = store_open_reading(history_path, &err);
    assert_int_equal(db_run(db, "CREATE TEMP VIEW mine AS SELECT * FROM main.trial", &err), 0);
    assert_true(fingerprint() == before); /* also while it is open */
    db_close(db);
    assert_true(fingerprint() == before);
}

static void history_under_way__is_read_while_the_runner_writes(void **state) {
    uint64_t before = fingerprint();

    (void)state;
    assert_one_trial();
    assert_true(fingerprint() == before);
}

static void wal_without_shm__is_read_from_a_copy(void **state) {
    char command[512];
    uint64_t before;

    (void)state;
    snprintf(command, sizeof command, "cd %s && mkdir copy && cp results.db results.db-wal copy/",
             history_folder);
    assert_int_equal(system(command), 0);
    strcat(history_folder, "/copy");
    snprintf(history_path, sizeof history_path, "%s/results.db", history_folder);
    before = fingerprint();
    assert_one_trial();
    assert_true(fingerprint() == before);
    *strrchr(history_folder, '/') = 0;
}

/* Start a process that holds SQLite's write lock until the returned descriptor is closed. */
static int hold_lock(void) {
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510};
    int locked[2], end[2];
    char byte;

    assert_int_equal(pipe(locked), 0);
    assert_int_equal(pipe(end), 0);
    if (fork() == 0) {
        int fd = open(history_path, O_RDWR);

        close(end[1]);
        if (fcntl(fd, F_SETLK, &lock) || write(locked[1], "x", 1) != 1)
            _exit(1);
        _exit(read(end[0], &byte, 1) != 0);
    }
    close(locked[1]);
    assert_int_equal(read(locked[0], &byte, 1), 1);
    close(locked[0]);
    close(end[0]);
    return end[1];
}

static void leave_journal(void) {
    char name[128];

    stop_runner();
    snprintf(name, sizeof name, "%s-journal", history_path);
    close(open(name, O_CREAT | O_WRONLY, 0600));
}

static void copy_of_a_locked_history__waits_until_it_is_free(void **state) {
    int lock, status;

    (void)state;
    leave_journal();
    lock = hold_lock();
    if (fork() == 0) {
        usleep(50000);
        _exit(0);
    }
    close(lock); /* the other child holds it open until it ends */
    assert_one_trial();
    while (wait(&status) > 0)
        assert_int_equal(status, 0);
}

static void copy_of_a_locked_history__can_be_interrupted(void **state) {
    int lock, status;

    (void)state;
    leave_journal();
    lock = hold_lock();
    if (fork() == 0) {
        struct err err = {0};

        interrupt_arm();
        raise(SIGINT);
        if (store_open_reading(history_path, &err) || err.kind != ERR_INTERRUPTED)
            _exit(1);
        _exit(!strstr(err.text, "was locked by another program"));
    }
    close(lock);
    while (wait(&status) > 0)
        assert_int_equal(status, 0);
}

/* In a child, because a process cannot regain root after giving it up. */
static void folder_that_cannot_be_written__is_read_by_another_user(void **state) {
    uint64_t before;
    int status;

    (void)state;
    if (getuid() != 0) {
        print_message("skipped: needs root to become another user\n");
        skip();
    }
    stop_runner();
    assert_int_equal(chmod(history_path, 0444), 0);
    assert_int_equal(chmod(history_folder, 0555), 0);
    before = fingerprint();
    if (fork() == 0) {
        struct err err = {0};
        struct db *db;

        if (setuid(65534) || !access(history_folder, W_OK))
            _exit(2);
        db = store_open_reading(history_path, &err);
        if (!db || db_run(db, "CREATE TEMP VIEW mine AS SELECT * FROM main.trial", &err))
            _exit(1);
        db_close(db);
        _exit(0);
    }
    wait(&status);
    assert_int_equal(status, 0);
    assert_true(fingerprint() == before);
}

/* Every released schema: tests/fixtures/v000N.sql. Its history is read as if it were new. */
static void older_schema__is_read_and_left_as_it_was(void **state) {
    struct err err = {0};
    struct db *db;
    int64_t trials = 0, stamped = -1, cells = 0;
    char command[256];
    uint64_t before;

    (void)state;
    stop_runner();
    unlink(history_path);
    snprintf(command, sizeof command, "sqlite3 %s < tests/fixtures/v0001.sql", history_path);
    assert_int_equal(system(command), 0);
    before = fingerprint();
    db = store_open_reading(history_path, &err);
    if (!db)
        fail_msg("%s", err.text);
    assert_int_equal(db_number(db, "SELECT count(*) FROM trial", &trials, &err), 0);
    assert_int_equal(db_number(db, "SELECT count(wake) FROM trial", &stamped, &err), 0);
    assert_int_equal(schema_temporary_views(db, &err), 0);
    assert_int_equal(db_number(db, "SELECT count(*) FROM pivot", &cells, &err), 0);
    assert_string_equal(db_path(db), history_path);
    db_close(db);
    assert_int_equal(trials, 40);
    assert_int_equal(stamped, 0);
    assert_int_equal(cells, 13);
    assert_true(fingerprint() == before);
}

/* The runner upgrades the file itself, and its rows stay the same. */
static void older_schema__is_upgraded_by_the_runner(void **state) {
    struct err err = {0};
    struct db *db;
    int64_t version = 0, newest = 0, sum = 0;
    char command[256];

    (void)state;
    while (sql_migrations[newest].name)
        newest++;
    stop_runner();
    unlink(history_path);
    snprintf(command, sizeof command, "sqlite3 %s < tests/fixtures/v0001.sql", history_path);
    assert_int_equal(system(command), 0);
    store = store_open(history_path, &err);
    assert_non_null(store);
    stop_runner();
    db = db_open(history_path, DB_READ, &err);
    assert_int_equal(db_number(db, "SELECT max(version) FROM migration", &version, &err), 0);
    assert_int_equal(db_number(db,
                               "SELECT round(sum(total) * 1e6) FROM trial WHERE model = 'thread'",
                               &sum, &err),
                     0);
    db_close(db);
    assert_true(newest > 1);
    assert_int_equal(version, newest);
    assert_int_equal(sum, 1098946);
}

static void missing_file__is_a_sentence(void **state) {
    struct err err = {0};

    (void)state;
    stop_runner();
    unlink(history_path);
    assert_null(store_open_reading(history_path, &err));
    assert_int_equal(err.kind, ERR_STORE);
    assert_non_null(strstr(err.text, "there is no database"));
    assert_int_equal(access(history_path, F_OK), -1);
}

static void empty_file__is_no_error_but_nothing(void **state) {
    struct err err = {0};

    (void)state;
    stop_runner();
    assert_int_equal(truncate(history_path, 0), 0);
    assert_null(store_open_reading(history_path, &err));
    assert_int_equal(err.kind, ERR_NONE);
}

static void writing__is_refused(void **state) {
    struct err err = {0};
    struct db *db;

    (void)state;
    stop_runner();
    db = store_open_reading(history_path, &err);
    assert_int_equal(db_run(db, "DELETE FROM main.trial", &err), -1);
    assert_null(db_prepare_foreign(db, "DELETE FROM trial", &err));
    assert_non_null(strstr(err.text, "would change something"));
    assert_null(db_prepare_foreign(db, "SELECT 1; SELECT 2", &err));
    assert_null(db_prepare_foreign(db, "SELEKT", &err));
    assert_null(db_prepare_foreign(db, "  ", &err));
    db_close(db);
}

#define WITH_HISTORY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_HISTORY(finished_history__is_read_and_left_as_it_was),
        WITH_HISTORY(history_in_wal_mode__is_read_without_a_journal_appearing),
        WITH_HISTORY(history_under_way__is_read_while_the_runner_writes),
        WITH_HISTORY(wal_without_shm__is_read_from_a_copy),
        WITH_HISTORY(copy_of_a_locked_history__waits_until_it_is_free),
        WITH_HISTORY(copy_of_a_locked_history__can_be_interrupted),
        WITH_HISTORY(folder_that_cannot_be_written__is_read_by_another_user),
        WITH_HISTORY(older_schema__is_read_and_left_as_it_was),
        WITH_HISTORY(older_schema__is_upgraded_by_the_runner),
        WITH_HISTORY(missing_file__is_a_sentence),
        WITH_HISTORY(empty_file__is_no_error_but_nothing),
        WITH_HISTORY(writing__is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
