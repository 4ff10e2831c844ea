/* A strict wrapper around SQLite: the database here, its statements in statement.h. Errors that
 * SQLite reports become a sentence that names the file. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/err.h"
#include "store/statement.h"

#include <stdbool.h>
#include <stdint.h>

struct db; /* an open database; used by one thread */

enum db_mode {
    DB_WRITE,    /* created if missing */
    DB_READ,     /* read-only */
    DB_IMMUTABLE /* read-only; files next to the database are ignored */
};

/* Checks, without opening or making it, whether a database can be written at path: its folder
 * exists, and both can be written. Returns -1 and sets *err if not. */
int db_check_place(const char *path, struct err *err);

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

/* Returns the id of the row inserted last. */
int64_t db_last_id(struct db *db);

#endif
