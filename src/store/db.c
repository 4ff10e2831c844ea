#include "store/db.h"

#include "base/interrupt.h"
#include "base/memory.h"
#include "store/guard.h"
#include "store/nameless.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct db {
    sqlite3 *handle;
    char *path;
    struct nameless *copy; /* what is really open; else NULL */
    int64_t waiting_since; /* for a lock */
};

struct statement {
    sqlite3_stmt *handle;
    struct db *db;
    unsigned __int128 bound; /* one bit per parameter */
    bool fresh;              /* not stepped since it was bound */
    int refused;             /* why a value could not be bound; SQLITE_OK: all could */
};

/* What went wrong, as a sentence; message is SQLite's. */
static int tell(struct db *db, int code, const char *message, struct err *err) {
    switch (code) {
    case SQLITE_NOTADB:
        return err_set(err, ERR_STORE,
                       "'%s' is not a SQLite database; name a file that runner made", db->path);
    case SQLITE_FULL:
        return err_set(err, ERR_STORE, "'%s': the disk is full; free some space and start again",
                       db->path);
    case SQLITE_IOERR_WRITE:
        return err_set(err, ERR_STORE,
                       "'%s' can grow no more: the disk is full or failing, or a limit is reached "
                       "(ulimit -f); make room and start again",
                       db->path);
    case SQLITE_READONLY:
        return err_set(err, ERR_STORE, "'%s' cannot be written; choose a file that can", db->path);
    case SQLITE_BUSY:
        if (interrupt_requested())
            return err_set(err, ERR_INTERRUPTED,
                           "interrupted while '%s' was locked by another program", db->path);
        return err_set(err, ERR_STORE, "'%s' is locked by another program; close that first",
                       db->path);
    case SQLITE_INTERRUPT:
        return err_set(err, ERR_INTERRUPTED, "interrupted while '%s' was read", db->path);
    case SQLITE_TOOBIG:
        return err_set(err, ERR_STORE,
                       "'%s': a value is longer than %d bytes, the most there may be", db->path,
                       guard_longest());
    case SQLITE_NOMEM:
        return err_set(err, ERR_STORE, "'%s': out of memory", db->path);
    default:
        return err_set(err, ERR_STORE, "'%s': %s", db->path, message);
    }
}

static int db_trouble(struct db *db, struct err *err) {
    int code = sqlite3_errcode(db->handle);

    if (code == SQLITE_IOERR && sqlite3_system_errno(db->handle) == ENOSPC)
        code = SQLITE_FULL;
    if (sqlite3_extended_errcode(db->handle) == SQLITE_IOERR_WRITE)
        code = SQLITE_IOERR_WRITE;
    return tell(db, code, sqlite3_errmsg(db->handle), err);
}

/* A path as a URI, with everything but plain characters written as %XX. Owned by the caller. A relative path begins with
 * "./", or ":memory:" would be no file. */
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

/* --- opening ----------------------------------------------------------------------------------- */

static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
enum { ending_count = sizeof endings / sizeof *endings };

/* A pipe would keep us waiting, a device never end. What is missing is left to SQLite. */
static int check_kind(const char *path, struct err *err) {
    struct stat file;

    if (!*path)
        return err_set(err, ERR_USAGE, "the database has no name; name a file: --db=FILE");
    if (stat(path, &file))
        return 0;
    if (S_ISDIR(file.st_mode))
        return err_set(err, ERR_STORE, "'%s' is a directory; name a database file", path);
    if (!S_ISREG(file.st_mode))
        return err_set(err, ERR_STORE, "'%s' is no regular file; name a database file", path);
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
                        "'%s' stands beside the database and is no regular file; remove it", name);
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

/* An unnamed database is a file without a name, too. */
struct db *db_open_scratch(const char *path, struct err *err) {
    struct db *db = open_handle(path, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

    if (!db)
        err_set(err, ERR_STORE, "no temporary database can be opened to read '%s'", path);
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
    db_trouble(snapshot, err);
    db_close(snapshot);
    return NULL;
}

bool db_is_copy(const struct db *db) {
    return db->copy != NULL;
}

void db_close(struct db *db) {
    if (!db)
        return;
    PROMISE(sqlite3_close(db->handle) == SQLITE_OK); /* every statement was freed */
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
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_trouble(db, err);
}

int db_number(struct db *db, const char *sql, int64_t *value, struct err *err) {
    struct statement *statement = db_prepare(db, sql, err);
    enum step step;

    if (!statement)
        return -1;
    step = statement_step(statement, err);
    PROMISE(step != STEP_DONE);
    if (step == STEP_ROW)
        *value = column_integer(statement, 0);
    statement_free(statement);
    return step == STEP_ROW ? 0 : -1;
}

static struct statement *prepare(struct db *db, const char *sql, const char **rest) {
    struct statement *statement = memory_get(1, sizeof *statement);

    statement->db = db;
    statement->fresh = true;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &statement->handle, rest) != SQLITE_OK) {
        free(statement);
        return NULL;
    }
    while (isspace((unsigned char)**rest) || **rest == ';')
        ++*rest;
    return statement;
}

struct statement *db_prepare(struct db *db, const char *sql, struct err *err) {
    const char *rest = NULL;
    struct statement *statement = prepare(db, sql, &rest);

    if (!statement) {
        db_trouble(db, err);
        return NULL;
    }
    PROMISE(statement->handle && !*rest && sqlite3_bind_parameter_count(statement->handle) <= 128);
    return statement;
}

/* The first one's; '?' has none. */
static const char *parameter_name(struct statement *statement) {
    const char *name = sqlite3_bind_parameter_name(statement->handle, 1);

    return name ? name : "?";
}

struct statement *db_prepare_foreign(struct db *db, const char *sql, struct err *err) {
    const char *rest = NULL;
    struct statement *statement = prepare(db, sql, &rest);

    if (!statement)
        err_set(err, ERR_USAGE, "'%s' is not a query that SQLite understands: %s", sql,
                sqlite3_errmsg(db->handle));
    else if (!statement->handle)
        err_set(err, ERR_USAGE, "'%s' holds no query; give one SELECT", sql);
    else if (*rest)
        err_set(err, ERR_USAGE, "'%s' stands after the first query; give one SELECT", rest);
    else if (sqlite3_bind_parameter_count(statement->handle) > 0)
        err_set(err, ERR_USAGE, "'%s' has a parameter (%s); write its value instead", sql,
                parameter_name(statement));
    else if (!sqlite3_stmt_readonly(statement->handle) || !column_count(statement))
        err_set(err, ERR_USAGE, "'%s' would change something; only questions are answered here",
                sql);
    else
        return statement;
    statement_free(statement);
    return NULL;
}

int64_t db_last_id(struct db *db) {
    return sqlite3_last_insert_rowid(db->handle);
}

void statement_free(struct statement *statement) {
    if (!statement)
        return;
    sqlite3_finalize(statement->handle);
    free(statement);
}

static int bind_position(struct statement *statement, const char *name) {
    int position = sqlite3_bind_parameter_index(statement->handle, name);

    PROMISE(position > 0);
    if (!statement->fresh) {
        sqlite3_reset(statement->handle);
        statement->bound = 0;
        statement->fresh = true;
        statement->refused = SQLITE_OK;
    }
    statement->bound |= (unsigned __int128)1 << (position - 1);
    return position;
}

/* A value that could not be bound, for its length or for want of memory, is told by the next step. */
static void note(struct statement *statement, int code) {
    if (code != SQLITE_OK)
        statement->refused = code;
}

void bind_null(struct statement *statement, const char *name) {
    note(statement, sqlite3_bind_null(statement->handle, bind_position(statement, name)));
}

void bind_integer(struct statement *statement, const char *name, int64_t value) {
    note(statement, sqlite3_bind_int64(statement->handle, bind_position(statement, name), value));
}

void bind_real(struct statement *statement, const char *name, double value) {
    note(statement, sqlite3_bind_double(statement->handle, bind_position(statement, name), value));
}

void bind_text(struct statement *statement, const char *name, const char *value) {
    note(statement, sqlite3_bind_text(statement->handle, bind_position(statement, name), value, -1,
                                      SQLITE_TRANSIENT));
}

enum step statement_step(struct statement *statement, struct err *err) {
    int parameters = sqlite3_bind_parameter_count(statement->handle);

    PROMISE(parameters == __builtin_popcountll((uint64_t)statement->bound) +
                              __builtin_popcountll((uint64_t)(statement->bound >> 64)));
    statement->fresh = false;
    if (statement->refused != SQLITE_OK) {
        tell(statement->db, statement->refused, sqlite3_errstr(statement->refused), err);
        return STEP_ERROR;
    }
    switch (sqlite3_step(statement->handle)) {
    case SQLITE_ROW:
        return STEP_ROW;
    case SQLITE_DONE:
        sqlite3_reset(statement->handle);
        return STEP_DONE;
    default:
        db_trouble(statement->db, err);
        sqlite3_reset(statement->handle);
        return STEP_ERROR;
    }
}

int column_count(struct statement *statement) {
    return sqlite3_column_count(statement->handle);
}

const char *column_name(struct statement *statement, int column) {
    return sqlite3_column_name(statement->handle, column);
}

int column_find(struct statement *statement, const char *name) {
    int count = column_count(statement);
    int column = 0;

    while (column < count && strcmp(column_name(statement, column), name))
        column++;
    PROMISE(column < count);
    return column;
}

enum db_type column_type(struct statement *statement, int column) {
    switch (sqlite3_column_type(statement->handle, column)) {
    case SQLITE_NULL:
        return DB_NULL;
    case SQLITE_INTEGER:
        return DB_INTEGER;
    case SQLITE_FLOAT:
        return DB_REAL;
    default:
        return DB_TEXT;
    }
}

int64_t column_integer(struct statement *statement, int column) {
    return sqlite3_column_int64(statement->handle, column);
}

double column_real(struct statement *statement, int column) {
    return column_type(statement, column) == DB_NULL
               ? NAN
               : sqlite3_column_double(statement->handle, column);
}

const char *column_text(struct statement *statement, int column) {
    return (const char *)sqlite3_column_text(statement->handle, column);
}

const char *column_text_known(struct statement *statement, int column) {
    const char *text = column_text(statement, column);

    return text ? text : "?";
}
