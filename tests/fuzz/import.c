/* Fuzzes --import with whole files. The history is in memory if there is a tmpfs. It is emptied
 * after each file and has no name, so that nothing is left behind when the target is ended. */
#include "store/import.h"

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static struct store *store;

static void run(const char *sql) {
    struct err err;

    ASSERT(!db_run(store_db(store), sql, &err));
}

static int64_t number(const char *sql) {
    struct err err;
    int64_t value;

    ASSERT(!db_number(store_db(store), sql, &value, &err));
    return value;
}

static void open_history(void) {
    char folder[64], history[96];
    struct err err;

    snprintf(folder, sizeof folder, "%s/crossover-fuzz-XXXXXX",
             access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
    ASSERT(mkdtemp(folder));
    snprintf(history, sizeof history, "%s/results.db", folder);
    ASSERT(store = store_open(history, &err));
    run("PRAGMA journal_mode = MEMORY");
    run("PRAGMA synchronous = OFF");
    unlink(history);
    rmdir(folder);
}

/* The imported texts are plain. */
static void check_texts(void) {
    struct err err;
    struct statement *statement =
        db_prepare(store_db(store), "SELECT model, kind, error, uuid, runtime FROM trial", &err);

    ASSERT(statement);
    while (statement_step(statement, &err) == STEP_ROW)
        for (int i = 0; i < column_count(statement); i++)
            ASSERT(!column_text(statement, i) || !text_trouble(column_text(statement, i)));
    statement_free(statement);
}

/* An import records all of the file or nothing, and nothing new the second time. */
static void check(const char *path) {
    struct import_result result, again;
    struct err err = {0};

    if (import_file(store, path, "fuzz", NULL, &result, &err)) {
        ASSERT(err.kind == ERR_USAGE && *err.text && !text_trouble(err.text));
        ASSERT(number("SELECT (SELECT count(*) FROM trial) + (SELECT count(*) FROM sweep)") == 0);
        return;
    }
    ASSERT(result.recorded == number("SELECT count(*) FROM trial"));
    check_texts();
    ASSERT(!import_file(store, path, "fuzz", NULL, &again, &err));
    ASSERT(again.recorded == 0 && again.known == result.recorded + result.known);
    run("DELETE FROM sweep");
    run("DELETE FROM machine");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    int fd = memfd_create("file", MFD_CLOEXEC);
    char path[32];

    if (!store)
        open_history();
    ASSERT(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    check(path);
    close(fd);
    return 0;
}
