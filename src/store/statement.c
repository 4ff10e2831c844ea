#include "store/statement.h"

#include "base/memory.h"
#include "store/connection.h"

#include <ctype.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct statement {
    sqlite3_stmt *handle;
    struct db *db;
    unsigned __int128 bound; /* one bit per bound parameter */
    bool fresh;              /* true: not stepped since it was bound */
    int refused;             /* SQLite code of a failed bind; SQLITE_OK: none failed */
};

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
        connection_last_error(db, err);
        return NULL;
    }
    ASSERT(statement->handle && !*rest && sqlite3_bind_parameter_count(statement->handle) <= 128);
    return statement;
}

/* Returns the name of the first parameter; '?' has none. */
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
        err_set(err, ERR_USAGE, "'%s' contains no query; give one SELECT", sql);
    else if (*rest)
        err_set(err, ERR_USAGE, "'%s' follows the first query; give one SELECT", rest);
    else if (sqlite3_bind_parameter_count(statement->handle) > 0)
        err_set(err, ERR_USAGE, "'%s' has a parameter (%s); write its value instead", sql,
                parameter_name(statement));
    else if (!sqlite3_stmt_readonly(statement->handle) || !column_count(statement))
        err_set(err, ERR_USAGE, "'%s' would change something; only queries are allowed here", sql);
    else
        return statement;
    statement_free(statement);
    return NULL;
}

void statement_free(struct statement *statement) {
    if (!statement)
        return;
    sqlite3_finalize(statement->handle);
    free(statement);
}

static int bind_position(struct statement *statement, const char *name) {
    int position = sqlite3_bind_parameter_index(statement->handle, name);

    ASSERT(position > 0);
    if (!statement->fresh) {
        sqlite3_reset(statement->handle);
        statement->bound = 0;
        statement->fresh = true;
        statement->refused = SQLITE_OK;
    }
    statement->bound |= (unsigned __int128)1 << (position - 1);
    return position;
}

/* A failed bind (value too long, no memory) is reported by the next step. */
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

    ASSERT(parameters == __builtin_popcountll((uint64_t)statement->bound) +
                             __builtin_popcountll((uint64_t)(statement->bound >> 64)));
    statement->fresh = false;
    if (statement->refused != SQLITE_OK) {
        connection_error(statement->db, statement->refused, sqlite3_errstr(statement->refused),
                         err);
        return STEP_ERROR;
    }
    switch (sqlite3_step(statement->handle)) {
    case SQLITE_ROW:
        return STEP_ROW;
    case SQLITE_DONE:
        sqlite3_reset(statement->handle);
        return STEP_DONE;
    default:
        connection_last_error(statement->db, err);
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
    ASSERT(column < count);
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
