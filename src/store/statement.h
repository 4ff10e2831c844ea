/* Prepared statements. Text after the end of a statement, an unknown parameter or column, or an
 * unbound parameter fails an assertion. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "base/err.h"

#include <stdint.h>

struct db;
struct statement; /* a prepared statement; free it before closing its database */

enum step { STEP_ROW, STEP_DONE, STEP_ERROR };

enum db_type { DB_NULL, DB_INTEGER, DB_REAL, DB_TEXT };

/* Prepares exactly one statement. Returns NULL and sets *err if SQLite rejects it. Owned by the
 * caller: statement_free(). */
struct statement *db_prepare(struct db *db, const char *sql, struct err *err);

/* Prepares a statement typed by a user. Returns NULL and sets *err if it is not exactly one
 * statement, has parameters, or would write. Owned by the caller: statement_free(). */
struct statement *db_prepare_foreign(struct db *db, const char *sql, struct err *err);

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
