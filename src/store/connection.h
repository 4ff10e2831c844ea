/* Private to db.c and statement.c. */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include "base/err.h"
#include "store/nameless.h"

#include <sqlite3.h>
#include <stdint.h>

struct db {
    sqlite3 *handle;
    char *path;
    struct nameless *copy; /* of db_open_copy(): the copy that is open; otherwise NULL */
    int64_t waiting_since; /* start of the current wait for a lock */
};

/* Sets *err to a sentence about an SQLite result code; message is SQLite's own text. Returns -1. */
int connection_error(struct db *db, int code, const char *message, struct err *err);

/* The same for the last error of the connection. */
int connection_last_error(struct db *db, struct err *err);

#endif
