/* Lets SQLite's n-th allocation, or its n-th disk access, fail during everything that the store
 * does, for every n or many of them. The action must succeed or be refused with an error message,
 * and the history must be intact. */
#include "tests/test.h"

#include "base/memory.h"
#include "store/import.h"
#include "store/schema.h"
#include "store/sql.h"
#include "tests/history.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* --- injected faults -------------------------------------------------------------------------- */

enum fault { MEMORY, DISK };

static struct {
    enum fault kind;
    long left; /* calls up to the failing one; 0: none fails */
} armed;

static bool fails(enum fault kind) {
    return armed.left > 0 && armed.kind == kind && --armed.left == 0;
}

static sqlite3_mem_methods usual;

static void *allocate(int size) {
    return fails(MEMORY) ? NULL : usual.xMalloc(size);
}

static void *allocate_again(void *memory, int size) {
    return fails(MEMORY) ? NULL : usual.xRealloc(memory, size);
}

/* Replaces libc's functions, for calls by the store and by SQLite, which uses the other names of
 * some. */
#define WRAP(type, name, number, parameters, arguments, error)                                     \
    type name parameters;                                                                          \
    type name parameters {                                                                         \
        if (!fails(DISK))                                                                          \
            return (type)syscall(number, ARGUMENTS arguments);                                     \
        errno = error;                                                                             \
        return -1;                                                                                 \
    }
#define ARGUMENTS(...) __VA_ARGS__
WRAP(ssize_t, pread, SYS_pread64, (int fd, void *to, size_t size, off_t at), (fd, to, size, at),
     EIO)
WRAP(ssize_t, pread64, SYS_pread64, (int fd, void *to, size_t size, off_t at), (fd, to, size, at),
     EIO)
WRAP(ssize_t, pwrite, SYS_pwrite64, (int fd, const void *from, size_t size, off_t at),
     (fd, from, size, at), EIO)
WRAP(ssize_t, pwrite64, SYS_pwrite64, (int fd, const void *from, size_t size, off_t at),
     (fd, from, size, at), ENOSPC)
WRAP(int, ftruncate, SYS_ftruncate, (int fd, off_t size), (fd, size), EIO)
WRAP(int, ftruncate64, SYS_ftruncate, (int fd, off_t size), (fd, size), EIO)
WRAP(off_t, lseek, SYS_lseek, (int fd, off_t at, int whence), (fd, at, whence), EIO)
WRAP(ssize_t, sendfile, SYS_sendfile, (int to, int from, off_t *at, size_t size),
     (to, from, at, size), EIO)

/* Runs before the first use of SQLite. Lookaside is off, so that small allocations are counted
 * too. */
static int put_in_the_way(void **state) {
    sqlite3_mem_methods ours;

    (void)state;
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    ours = usual;
    ours.xMalloc = allocate;
    ours.xRealloc = allocate_again;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) ||
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

/* --- one try ---------------------------------------------------------------------------------- */

typedef int action(struct err *err);

static struct store *store;

enum { DONE = 0, DONE_UNMET = 10, MUTE = 11, WRONG = 12 };

/* Try the action in a child, because the program ends if memory runs out while a database is being
 * opened. The store is open beforehand if `opened`. */
static int attempt(action *act, bool opened, enum fault kind, long nth) {
    struct err err = {0};
    int status, result;
    pid_t child = fork();

    if (child)
        return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    store = opened ? store_open(history_path, &err) : NULL;
    armed.kind = kind;
    armed.left = nth;
    result = act(&err);
    if (armed.left > 0)
        _exit(result ? MUTE : DONE_UNMET);
    store_close(store);
    _exit(!result ? DONE : err.kind == ERR_STORE && *err.text ? ERR_STORE : MUTE);
}

/* The result of a query that returns one number, or -1 without the file or the table. */
static int64_t number(const char *sql) {
    struct err err;
    struct db *db = access(history_path, F_OK) ? NULL : db_open(history_path, DB_WRITE, &err);
    int64_t value;

    if (!db || db_number(db, sql, &value, &err))
        value = -1;
    db_close(db);
    return value;
}

static void assert_whole(void) {
    assert_int_equal(
        number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    assert_int_equal(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/* --- histories to start from ------------------------------------------------------------------ */

static char kept_path[96]; /* a copy of the history that the current tries start from */

/* Copy a history together with SQLite's files next to it. */
static void copy(const char *from, const char *to) {
    char command[512];

    snprintf(command, sizeof command,
             "rm -f '%s' '%s'-*; for end in '' -journal -wal; do [ ! -e '%s'$end ] || "
             "cp '%s'$end '%s'$end; done",
             to, to, from, from, to);
    assert_int_equal(system(command), 0);
}

static void make_history(void) {
    struct trial trial = history_trial("thread", 1, 60);
    struct err err;
    struct store *made = store_open(history_path, &err);

    assert_non_null(made);
    trial.sweep_id = history_sweep(made);
    assert_int_equal(store_commit_trial(made, &trial, NULL, &err), 0);
    store_close(made);
}

/* A history as left by the very first version. */
static void make_oldest_history(void) {
    char stamp[96];
    struct err err;
    struct db *db = db_open(history_path, DB_WRITE, &err);

    snprintf(stamp, sizeof stamp, "PRAGMA application_id = %lld; PRAGMA user_version = 1",
             (long long)schema_application_id);
    assert_int_equal(db_run(db, sql_migrations[0].text, &err), 0);
    assert_int_equal(db_run(db, stamp, &err), 0);
    db_close(db);
}

static void make_none(void) {}

/* Leave the files of a process that is killed after these statements. */
static void leave_behind(const char *statements) {
    struct err err;
    int status;

    if (fork() == 0) {
        struct db *db = db_open(history_path, DB_WRITE, &err);

        _exit(!db || db_run(db, statements, &err));
    }
    wait(&status);
    assert_int_equal(status, 0);
}

/* The file contains some pages of a transaction, the journal their previous contents. */
static void make_hot_journal(void) {
    make_history();
    leave_behind(
        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE trial SET total = 99;"
        "CREATE TABLE much (x); INSERT INTO much VALUES (zeroblob(900000));"
        "INSERT INTO much SELECT x FROM much");
}

static void make_wal_alone(void) {
    char shm[128];

    make_history();
    leave_behind("PRAGMA journal_mode = WAL; UPDATE trial SET total = 0.5");
    snprintf(shm, sizeof shm, "%s-shm", history_path);
    assert_int_equal(unlink(shm), 0);
}

/* --- all tries of one action ------------------------------------------------------------------ */

struct scene {
    void (*prepare)(void);
    action *act;
    bool opened;          /* the store is opened before the action */
    const char *question; /* its result tells whether it was done */
    int64_t before, after;
};

static const struct scene *under_way;

static void check(const struct scene *scene, enum fault kind, long nth, int outcome) {
    int64_t answer = number(scene->question);

    if (outcome != DONE && outcome != DONE_UNMET && outcome != ERR_STORE)
        fail_msg("%s fault %ld: ends with %d", kind == MEMORY ? "memory" : "disk", nth, outcome);
    if (answer != scene->after && (answer != scene->before || outcome != ERR_STORE))
        fail_msg("%s fault %ld: status %d, but the answer is %lld",
                 kind == MEMORY ? "memory" : "disk", nth, outcome, (long long)answer);
    if (answer >= 0)
        assert_whole();
}

/* Try every n at first, then with growing gaps. */
static void try_kind(const struct scene *scene, enum fault kind) {
    int outcome, refused = 0;
    long nth = 1;

    under_way = scene;
    snprintf(kept_path, sizeof kept_path, "%s/kept", history_folder);
    copy("none", history_path);
    scene->prepare();
    copy(history_path, kept_path);
    do {
        copy(kept_path, history_path);
        outcome = attempt(scene->act, scene->opened, kind, nth);
        check(scene, kind, nth, outcome);
        refused += outcome == ERR_STORE;
        nth += 1 + nth / 20;
    } while (outcome != DONE_UNMET);
    assert_true(refused > 0);
}

static void try_all(const struct scene *scene) {
    try_kind(scene, MEMORY);
    try_kind(scene, DISK);
}

/* --- actions ---------------------------------------------------------------------------------- */

static int open_it(struct err *err) {
    store = store_open(history_path, err);
    return store ? 0 : -1;
}

/* A successful read returns the true answer. */
static int read_it(struct err *err) {
    struct db *db = store_open_reading(history_path, err);
    int64_t answer = 0;
    int result =
        !db || schema_temporary_views(db, err) || db_number(db, under_way->question, &answer, err);

    db_close(db);
    if (!result && answer != under_way->after)
        _exit(WRONG);
    return result;
}

static int record_it(struct err *err) {
    struct trial trial = history_trial("coroutine", 7, 60);
    static struct latency latency;
    struct machine machine;
    struct sweep sweep = history_sweep_facts();

    machine_clear(&machine);
    strcpy(machine.id, "0123456789ab");
    strcpy(trial.machine, machine.id);
    for (int i = 0; i < LATENCY_METRICS; i++)
        histogram_add(&latency.metric[i], 1000);
    return store_add_machine(store, &machine, err) ||
           store_add_sweep(store, &sweep, &trial.sweep_id, err) ||
           store_commit_trial(store, &trial, &latency, err) ||
           store_finish_sweep(store, trial.sweep_id, err);
}

static int take_up(struct err *err) {
    struct past_sweep past = {0};
    struct done_trial *trials = NULL;
    size_t count;
    bool found;
    int result = store_find_sweep(store, 1, &past, &found, err) ||
                 store_recorded_trials(store, 1, &trials, &count, err) ||
                 store_has_trial(store, "no such", &found, err) ||
                 store_add_resumption(store, 1, "test", NULL, err);

    past_sweep_free(&past);
    free(trials);
    return result;
}

static int import_it(struct err *err) {
    struct import_result result;
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/file.csv", history_folder);
    if ((file = fopen(path, "w")))
        fputs("model,sleep,concurrency,tasks,total,machine\nm,5,1,10,0.1,0123456789ab\nm,5,2,10,0."
              "1,\n",
              file);
    return !file || fclose(file) || import_file(store, path, "test", NULL, &result, err);
}

static void new_history__is_done_or_refused(void **state) {
    static const struct scene scene = {make_none, open_it, false, "SELECT count(*) FROM trial",
                                       -1,        0};

    (void)state;
    try_all(&scene);
}

static void history_that_is_opened__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_history, open_it, false, "SELECT count(*) FROM trial", 1, 1};

    (void)state;
    try_all(&scene);
}

static void history_that_is_brought_up_to_date__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_oldest_history, open_it, false, "SELECT count(*) FROM resumption", -1, 0};

    (void)state;
    try_all(&scene);
}

static void reading__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_history, read_it, false, "SELECT count(*) FROM trial", 1, 1};

    (void)state;
    try_all(&scene);
}

static void reading_of_an_old_one__is_done_or_refused(void **state) {
    static const struct scene scene = {make_oldest_history,          read_it, false,
                                       "SELECT count(*) FROM trial", 0,       0};

    (void)state;
    try_all(&scene);
}

static void reading_of_a_cut_transaction__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_hot_journal, read_it, false, "SELECT count(*) FROM trial WHERE total < 1", 1, 1};

    (void)state;
    try_all(&scene);
}

static void reading_of_what_only_the_wal_holds__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_wal_alone, read_it, false, "SELECT count(*) FROM trial WHERE total = 0.5", 1, 1};

    (void)state;
    try_all(&scene);
}

static void recording__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_history, record_it, true, "SELECT count(*) FROM trial", 1, 2};

    (void)state;
    try_all(&scene);
}

static void resuming__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_history, take_up, true, "SELECT count(*) FROM resumption", 0, 1};

    (void)state;
    try_all(&scene);
}

static void importing__is_done_or_refused(void **state) {
    static const struct scene scene = {
        make_history, import_it, true, "SELECT count(*) FROM trial WHERE origin = 'import'", 0, 2};

    (void)state;
    try_all(&scene);
}

#define WITH_HISTORY(test) cmocka_unit_test_setup_teardown(test, history_set_up, history_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_HISTORY(new_history__is_done_or_refused),
        WITH_HISTORY(history_that_is_opened__is_done_or_refused),
        WITH_HISTORY(history_that_is_brought_up_to_date__is_done_or_refused),
        WITH_HISTORY(reading__is_done_or_refused),
        WITH_HISTORY(reading_of_an_old_one__is_done_or_refused),
        WITH_HISTORY(reading_of_a_cut_transaction__is_done_or_refused),
        WITH_HISTORY(reading_of_what_only_the_wal_holds__is_done_or_refused),
        WITH_HISTORY(recording__is_done_or_refused),
        WITH_HISTORY(resuming__is_done_or_refused),
        WITH_HISTORY(importing__is_done_or_refused),
    };

    return cmocka_run_group_tests(tests, put_in_the_way, NULL);
}
