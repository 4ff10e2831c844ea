#include "store/db.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A second runner's transaction lasts milliseconds; a minute means that it hangs. */
static const int busy_timeout_ms = 60000;

struct db {
    sqlite3 *handle;
    char *path;
    char *copy, *folder; /* of a copy: what is removed with it; else NULL */
};

struct statement {
    sqlite3_stmt *handle;
    struct db *db;
    unsigned __int128 bound; /* one bit per parameter */
    bool fresh;              /* not stepped since it was bound */
};

static int db_trouble(struct db *db, struct err *err) {
    int code = sqlite3_errcode(db->handle);

    if (code == SQLITE_IOERR && sqlite3_system_errno(db->handle) == ENOSPC)
        code = SQLITE_FULL;
    switch (code) {
    case SQLITE_NOTADB:
        return err_set(err, ERR_STORE,
                       "'%s' is not a SQLite database; name a file that runner made", db->path);
    case SQLITE_FULL:
        return err_set(err, ERR_STORE, "'%s': the disk is full; free some space and start again",
                       db->path);
    case SQLITE_READONLY:
        return err_set(err, ERR_STORE, "'%s' cannot be written; choose a file that can", db->path);
    case SQLITE_BUSY:
        return err_set(err, ERR_STORE, "'%s' is locked by another program; close that first",
                       db->path);
    default:
        return err_set(err, ERR_STORE, "'%s': %s", db->path, sqlite3_errmsg(db->handle));
    }
}

/* A path as a URI, with everything but plain characters written as %XX. */
static char *path_uri(const char *path, const char *query) {
    char *uri = malloc(strlen(path) * 3 + strlen(query) + 16);
    char *out = uri;

    PROMISE(uri);
    out += sprintf(out, "file:%s", path[0] == '/' ? "//" : "");
    for (; *path; path++)
        out += isalnum((unsigned char)*path) || strchr("/._-", *path)
                   ? sprintf(out, "%c", *path)
                   : sprintf(out, "%%%02X", (unsigned char)*path);
    sprintf(out, "?%s", query);
    return uri;
}

static int open_trouble(const char *path, enum db_mode mode, struct err *err) {
    struct stat file;

    if (stat(path, &file) && errno == ENOENT && mode != DB_WRITE)
        return err_set(err, ERR_STORE, "there is no database '%s'; make one with: runner --db=%s",
                       path, path);
    if (!stat(path, &file) && S_ISDIR(file.st_mode))
        return err_set(err, ERR_STORE, "'%s' is a directory; name a database file", path);
    return err_set(err, ERR_STORE,
                   mode == DB_WRITE
                       ? "'%s' cannot be opened or made; name a file in a directory that "
                         "exists and can be written"
                       : "'%s' cannot be read",
                   path);
}

struct db *db_open(const char *path, enum db_mode mode, struct err *err) {
    static const char *const query[] = {"mode=rwc", "mode=ro", "mode=ro&immutable=1"};
    int flags =
        SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
        (mode == DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    struct db *db = calloc(1, sizeof *db);
    char *uri = path_uri(path, query[mode]);

    PROMISE(db && (db->path = strdup(path)));
    if (sqlite3_open_v2(uri, &db->handle, flags, NULL) != SQLITE_OK) {
        open_trouble(path, mode, err);
        db_close(db);
        db = NULL;
    } else {
        sqlite3_busy_timeout(db->handle, busy_timeout_ms);
    }
    free(uri);
    return db;
}

void db_close(struct db *db) {
    if (!db)
        return;
    PROMISE(sqlite3_close(db->handle) == SQLITE_OK); /* every statement was freed */
    if (db->copy) {
        db_remove_files(db->copy);
        rmdir(db->folder);
    }
    free(db->copy);
    free(db->folder);
    free(db->path);
    free(db);
}

void db_remove_files(const char *path) {
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[4200];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

void db_is_copy(struct db *db, const char *original, const char *folder) {
    db->copy = db->path;
    db->path = strdup(original);
    db->folder = strdup(folder);
    PROMISE(db->path && db->folder);
}

void db_impatient(struct db *db) {
    sqlite3_busy_timeout(db->handle, 0);
}

bool db_was_busy(const struct db *db) {
    return sqlite3_errcode(db->handle) == SQLITE_BUSY;
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
    struct statement *statement = calloc(1, sizeof *statement);

    PROMISE(statement);
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
    }
    statement->bound |= (unsigned __int128)1 << (position - 1);
    return position;
}

void bind_null(struct statement *statement, const char *name) {
    sqlite3_bind_null(statement->handle, bind_position(statement, name));
}

void bind_integer(struct statement *statement, const char *name, int64_t value) {
    sqlite3_bind_int64(statement->handle, bind_position(statement, name), value);
}

void bind_real(struct statement *statement, const char *name, double value) {
    sqlite3_bind_double(statement->handle, bind_position(statement, name), value);
}

void bind_text(struct statement *statement, const char *name, const char *value) {
    sqlite3_bind_text(statement->handle, bind_position(statement, name), value, -1,
                      SQLITE_TRANSIENT);
}

enum step statement_step(struct statement *statement, struct err *err) {
    int parameters = sqlite3_bind_parameter_count(statement->handle);

    PROMISE(parameters == __builtin_popcountll((uint64_t)statement->bound) +
                              __builtin_popcountll((uint64_t)(statement->bound >> 64)));
    statement->fresh = false;
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
