/* Shared by db.c and statement.c only. */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include "base/err.h"
#include "store/nameless.h"

#include <sqlite3.h>

struct db {
    sqlite3 *handle;
    char *path;
    struct nameless *copy; /* what is really open; else NULL */
    int64_t waiting_since; /* for a lock */
};

/* Set *err to a sentence about an SQLite result code; message is SQLite's own. Returns -1. */
int db_tell(struct db *db, int code, const char *message, struct err *err);

/* The same about what the connection reported last. */
int db_trouble(struct db *db, struct err *err);

#endif
