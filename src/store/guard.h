/* Settings that each connection gets before it reads the first byte, because a history may come
 * from an untrusted source. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <sqlite3.h>
#include <stdint.h>

/* Applies SQLite's defensive settings and limits, and lets Ctrl-C (base/interrupt.h) end a
 * statement that is running or waiting for another program's lock. *waiting_since must live as long
 * as the connection. Returns an SQLite result code. */
int guard_set(sqlite3 *handle, int64_t *waiting_since);

/* Waits a moment for a lock. The first call of a wait passes tries = 0, which sets *waiting_since.
 * Returns false if the wait was interrupted or has lasted a minute. */
int guard_wait(void *waiting_since, int tries);

/* Returns the maximum length in bytes of a text, blob or row that can be read or written. */
int guard_longest(void);

#endif
