/* A strict wrapper around SQLite. Only its implementation (db.c, statement.c) prepares, binds and
 * steps statements. Text after the end of a statement, an unknown parameter or column, or an
 * unbound parameter fails an assertion; errors that SQLite reports become a sentence that names the
 * file. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct db;        /* an open database; used by one thread */
struct statement; /* a prepared statement; free it before closing its database */

enum db_mode {
    DB_WRITE,    /* created if missing */
    DB_READ,     /* read-only */
    DB_IMMUTABLE /* read-only; files next to the database are ignored */
};

enum step { STEP_ROW, STEP_DONE, STEP_ERROR };

enum db_type { DB_NULL, DB_INTEGER, DB_REAL, DB_TEXT };

/* Opens path with SQLite's defensive settings (guard.h). path always means a file, whatever its
 * name. Rejects an empty name and anything but a regular file. Returns NULL and sets *err on
 * failure. Owned by the caller: db_close(). */
struct db *db_open(const char *path, enum db_mode mode, struct err *err);

/* Opens a copy of path and of the journal next to it, in a file without a name. Pending
 * transactions are committed or rolled back in the copy, which is writable. Messages name the
 * original. Returns NULL and sets *err on failure. Owned by the caller: db_close(). */
struct db *db_open_copy(const char *path, struct err *err);

/* Opens an empty database without a name, which vanishes when it is closed. Messages name path.
 * Returns NULL and sets *err on failure. Owned by the caller: db_close(). */
struct db *db_open_scratch(const char *path, struct err *err);

/* Copies the contents of db into a new database opened with db_open_scratch(). Returns NULL and
 * sets *err on failure. Owned by the caller: db_close(). */
struct db *db_snapshot(struct db *db, struct err *err);

/* Returns true if db was opened with db_open_copy(). */
bool db_is_copy(const struct db *db);

/* Closes db. NULL is allowed. */
void db_close(struct db *db);

/* Stops waiting for locks: from now on, a file locked by another program is an error at once. */
void db_impatient(struct db *db);

/* Returns true if the file was removed or renamed after it was opened. */
bool db_has_moved(struct db *db);

/* Returns the path that db was opened with; for a copy or a snapshot, the path of the original.
 * Borrowed until db is closed. */
const char *db_path(const struct db *db);

/* Runs one or more of our own statements and ignores the rows they return. */
int db_run(struct db *db, const char *sql, struct err *err);

/* The same, but also waits for those locks that SQLite does not wait for. */
int db_run_when_free(struct db *db, const char *sql, struct err *err);

/* Reads the single whole number that one of our own statements returns. */
int db_number(struct db *db, const char *sql, int64_t *value, struct err *err);

/* Prepares exactly one statement. Returns NULL and sets *err if SQLite rejects it. Owned by the
 * caller: statement_free(). */
struct statement *db_prepare(struct db *db, const char *sql, struct err *err);

/* Prepares a statement typed by a user. Returns NULL and sets *err if it is not exactly one
 * statement, has parameters, or would write. Owned by the caller: statement_free(). */
struct statement *db_prepare_foreign(struct db *db, const char *sql, struct err *err);

/* Returns the id of the row inserted last. */
int64_t db_last_id(struct db *db);

/* Frees a statement. NULL is allowed. */
void statement_free(struct statement *statement);

/* Bind a parameter by name, including the colon. Text is copied; NULL text binds NULL. A value that
 * is too long makes the next step fail. */
void bind_null(struct statement *statement, const char *name);
void bind_integer(struct statement *statement, const char *name, int64_t value);
void bind_real(struct statement *statement, const char *name, double value);
void bind_text(struct statement *statement, const char *name, const char *value);

/* Performs one step. STEP_ERROR sets *err. After STEP_DONE or STEP_ERROR the statement can be bound
 * and stepped again. */
enum step statement_step(struct statement *statement, struct err *err);

/* Read the columns of the current row. Text is borrowed until the next step; it is NULL for SQL
 * NULL. As a number, NULL gives 0 or NAN. */
int column_count(struct statement *statement);
const char *column_name(struct statement *statement, int column);
int column_find(struct statement *statement, const char *name); /* must exist */
enum db_type column_type(struct statement *statement, int column);
int64_t column_integer(struct statement *statement, int column);
double column_real(struct statement *statement, int column);
const char *column_text(struct statement *statement, int column);

/* The same for columns that our schema declares NOT NULL. Returns "?" for a NULL, which only a file
 * that was tampered with contains. */
const char *column_text_known(struct statement *statement, int column);

#endif
