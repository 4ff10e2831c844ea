#include "store/db.h"

#include "base/memory.h"
#include "store/connection.h"
#include "store/guard.h"

#include <ctype.h>
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns a path as a URI, with everything except plain characters written as %XX. A relative path
 * gets the prefix "./", without which ":memory:" would not be a file. Owned by the caller:
 * free(). */
static char *path_uri(const char *path, const char *query) {
    char *uri = memory_get(strlen(path) * 3 + strlen(query) + 16, 1);
    char *out = uri;

    out += sprintf(out, "file:%s", path[0] == '/' ? "//" : "./");
    for (; *path; path++)
        out += isalnum((unsigned char)*path) || strchr("/._-", *path)
                   ? sprintf(out, "%c", *path)
                   : sprintf(out, "%%%02X", (unsigned char)*path);
    sprintf(out, "?%s", query);
    return uri;
}

/* --- opening ---------------------------------------------------------------------------------- */

static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
enum { ending_count = sizeof endings / sizeof *endings };

/* Opening a pipe would block, and a device may never end. A missing file passes; SQLite reports
 * it. */
static int check_kind(const char *path, struct err *err) {
    struct stat file;

    if (!*path)
        return err_set(err, ERR_USAGE, "the database has no name; name a file: --db=FILE");
    if (stat(path, &file))
        return 0;
    if (S_ISDIR(file.st_mode))
        return err_set(err, ERR_STORE, "'%s' is a directory; name a database file", path);
    if (!S_ISREG(file.st_mode))
        return err_set(err, ERR_STORE, "'%s' is not a regular file; name a database file", path);
    return 0;
}

static int check_beside(const char *path, struct err *err) {
    char *real = realpath(path, NULL);
    int result = 0;

    for (int i = 1; real && i < ending_count && !result; i++) {
        char *name = memory_text("%s%s", real, endings[i]);
        struct stat file;

        if (!lstat(name, &file) && !S_ISREG(file.st_mode))
            result =
                err_set(err, ERR_STORE,
                        "'%s' is next to the database and is not a regular file; remove it", name);
        free(name);
    }
    free(real);
    return result;
}

static int open_trouble(const char *path, enum db_mode mode, struct err *err) {
    struct stat file;

    if (stat(path, &file) && errno == ENOENT && mode != DB_WRITE)
        return err_set(err, ERR_STORE, "there is no database '%s'; make one with: runner --db=%s",
                       path, path);
    return err_set(err, ERR_STORE,
                   mode == DB_WRITE
                       ? "'%s' cannot be opened or made; name a file in a directory that "
                         "exists and can be written"
                       : "'%s' cannot be read",
                   path);
}

int db_check_place(const char *path, struct err *err) {
    char *real = realpath(path, NULL), *copy = memory_copy_text(real ? real : path);
    bool can = !euidaccess(dirname(copy), W_OK | X_OK) && (!real || !euidaccess(real, R_OK | W_OK));

    free(copy);
    free(real);
    if (check_kind(path, err))
        return -1;
    return can ? 0 : open_trouble(path, DB_WRITE, err);
}

static struct db *open_handle(const char *path, const char *name, int flags,
                              struct nameless *copy) {
    struct db *db = memory_get(1, sizeof *db);
    int code = sqlite3_open_v2(name, &db->handle, flags | SQLITE_OPEN_NOMUTEX,
                               copy ? nameless_vfs(copy) : NULL);

    db->path = memory_copy_text(path);
    db->copy = copy;
    if (code == SQLITE_OK)
        code = guard_set(db->handle, &db->waiting_since);
    if (code == SQLITE_NOMEM)
        memory_missing();
    if (code == SQLITE_OK)
        return db;
    db_close(db);
    return NULL;
}

struct db *db_open(const char *path, enum db_mode mode, struct err *err) {
    static const char *const query[] = {"mode=rwc", "mode=ro", "mode=ro&immutable=1"};
    int flags =
        mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    struct db *db;
    char *uri;

    if (check_kind(path, err) || check_beside(path, err))
        return NULL;
    uri = path_uri(path, query[mode]);
    db = open_handle(path, uri, SQLITE_OPEN_URI | flags, NULL);
    free(uri);
    if (!db)
        open_trouble(path, mode, err);
    return db;
}

struct db *db_open_copy(const char *path, struct err *err) {
    struct nameless *copy;
    struct db *db = NULL;
    char *real;

    if (check_kind(path, err) || check_beside(path, err))
        return NULL;
    real = realpath(path, NULL);
    copy = nameless_copy(real ? real : path, err);
    free(real);
    if (copy && !(db = open_handle(path, "history", SQLITE_OPEN_READWRITE, copy)))
        err_set(err, ERR_STORE, "the copy of '%s' cannot be opened", path);
    if (db && db_run(db, "PRAGMA locking_mode = EXCLUSIVE", err)) {
        db_close(db);
        db = NULL;
    }
    return db;
}

/* SQLite keeps a database with an empty name in a temporary file without a name. */
struct db *db_open_scratch(const char *path, struct err *err) {
    struct db *db = open_handle(path, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

    if (!db)
        err_set(err, ERR_STORE, "cannot open a temporary database to read '%s'", path);
    return db;
}

struct db *db_snapshot(struct db *db, struct err *err) {
    struct db *snapshot = db_open_scratch(db->path, err);
    sqlite3_backup *backup;

    if (!snapshot)
        return NULL;
    backup = sqlite3_backup_init(snapshot->handle, "main", db->handle, "main");
    if (backup)
        sqlite3_backup_step(backup, -1);
    if (backup && sqlite3_backup_finish(backup) == SQLITE_OK)
        return snapshot;
    connection_last_error(snapshot, err);
    db_close(snapshot);
    return NULL;
}

bool db_is_copy(const struct db *db) {
    return db->copy != NULL;
}

void db_close(struct db *db) {
    if (!db)
        return;
    ASSERT(sqlite3_close(db->handle) == SQLITE_OK); /* fails if a statement was not freed */
    nameless_free(db->copy);
    free(db->path);
    free(db);
}

bool db_has_moved(struct db *db) {
    int moved = 0;

    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved;
}

int db_run_when_free(struct db *db, const char *sql, struct err *err) {
    int64_t waiting_since;
    int result, tries = 0;

    do
        result = db_run(db, sql, err);
    while (result && sqlite3_errcode(db->handle) == SQLITE_BUSY &&
           guard_wait(&waiting_since, tries++));
    return result;
}

void db_impatient(struct db *db) {
    sqlite3_busy_timeout(db->handle, 0);
}

const char *db_path(const struct db *db) {
    return db->path;
}

int db_run(struct db *db, const char *sql, struct err *err) {
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK
               ? 0
               : connection_last_error(db, err);
}

int db_number(struct db *db, const char *sql, int64_t *value, struct err *err) {
    struct statement *statement = db_prepare(db, sql, err);
    enum step step;

    if (!statement)
        return -1;
    step = statement_step(statement, err);
    ASSERT(step != STEP_DONE);
    if (step == STEP_ROW)
        *value = column_integer(statement, 0);
    statement_free(statement);
    return step == STEP_ROW ? 0 : -1;
}

int64_t db_last_id(struct db *db) {
    return sqlite3_last_insert_rowid(db->handle);
}
