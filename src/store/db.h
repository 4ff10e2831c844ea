/* A suspicious wrapper between C and SQLite: only behind it (db.c, statement.c) are statements
 * prepared, bound and stepped. Text left over after a statement, an unknown parameter or column, or
 * a parameter left unbound fails an assertion; what SQLite reports becomes a sentence that
 * names the file. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct db;        /* an open database; one thread */
struct statement; /* a prepared statement; freed before its database is closed */

enum db_mode {
    DB_WRITE,    /* made when missing */
    DB_READ,     /* read-only */
    DB_IMMUTABLE /* read-only, and nothing beside the file is looked at */
};

enum step { STEP_ROW, STEP_DONE, STEP_ERROR };

enum db_type { DB_NULL, DB_INTEGER, DB_REAL, DB_TEXT };

/* Open path, which is always a file, whatever its name; with SQLite's defensive settings (guard.h).
 * NULL and *err on failure; then nothing is left open. Refuses an empty name and anything but a
 * regular file. Owned by the caller, who closes it with db_close(). */
struct db *db_open(const char *path, enum db_mode mode, struct err *err);

/* Open a copy of path and of the journal beside it, in a file without a name: pending transactions
 * are settled there, and it can be written. Messages name the original. */
struct db *db_open_copy(const char *path, struct err *err);

/* An empty database without a name, which vanishes when it is closed; messages name path. Owned by
 * the caller like the others. */
struct db *db_open_scratch(const char *path, struct err *err);

/* Copy everything in db into an empty database like that. */
struct db *db_snapshot(struct db *db, struct err *err);

/* True when it was opened with db_open_copy(). */
bool db_is_copy(const struct db *db);

/* Close; NULL is allowed. */
void db_close(struct db *db);

/* Do not wait for locks from now on. */
void db_impatient(struct db *db);

/* True when its file was removed or renamed since it was opened. */
bool db_has_moved(struct db *db);

/* The path it was opened with, or that of the original of a copy or snapshot; borrowed until close.
 */
const char *db_path(const struct db *db);

/* Run one or more statements of our own that return nothing of interest. */
int db_run(struct db *db, const char *sql, struct err *err);

/* The same; SQLite gives up at once on some locks, and this waits for those too. */
int db_run_when_free(struct db *db, const char *sql, struct err *err);

/* Read the single whole number that a statement of our own returns. */
int db_number(struct db *db, const char *sql, int64_t *value, struct err *err);

/* Prepare exactly one statement. NULL and *err when SQLite refuses it. Owned by the caller. */
struct statement *db_prepare(struct db *db, const char *sql, struct err *err);

/* Prepare a statement that a person typed: refused with a sentence when it is not exactly one
 * statement, when it has parameters, or when it would write. */
struct statement *db_prepare_foreign(struct db *db, const char *sql, struct err *err);

/* The id of the row that was inserted last. */
int64_t db_last_id(struct db *db);

/* Free; NULL is allowed. */
void statement_free(struct statement *statement);

/* Bind a parameter by its name, colon included. Text is copied; NULL text binds NULL. A value that
 * is too long is an error of the next step. */
void bind_null(struct statement *statement, const char *name);
void bind_integer(struct statement *statement, const char *name, int64_t value);
void bind_real(struct statement *statement, const char *name, double value);
void bind_text(struct statement *statement, const char *name, const char *value);

/* One step. STEP_ERROR sets *err. After STEP_DONE or STEP_ERROR the statement may be bound anew and
 * stepped again. */
enum step statement_step(struct statement *statement, struct err *err);

/* The columns of the current row. Text is borrowed until the next step; NULL for SQL NULL. Reading
 * NULL as a number gives 0 or NAN. */
int column_count(struct statement *statement);
const char *column_name(struct statement *statement, int column);
int column_find(struct statement *statement, const char *name); /* must exist */
enum db_type column_type(struct statement *statement, int column);
int64_t column_integer(struct statement *statement, int column);
double column_real(struct statement *statement, int column);
const char *column_text(struct statement *statement, int column);

/* The same where no NULL is expected, as our schema has it: "?" if there is one anyway, as in a
 * file that was tampered with. */
const char *column_text_known(struct statement *statement, int column);

#endif
