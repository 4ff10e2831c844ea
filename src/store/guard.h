/* What every connection gets before it reads the first byte: a history may come from a stranger. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include <sqlite3.h>
#include <stdint.h>

/* Apply SQLite's defensive settings and limits, and let Ctrl-C (base/interrupt) end a statement
 * that runs or waits for another program's lock. *waiting_since must live as long as the
 * connection. Returns an SQLite result code. */
int guard_set(sqlite3 *handle, int64_t *waiting_since);

/* Wait a moment for a lock, since *waiting_since, which the first try (0) sets. False: it was
 * interrupted, or a minute is over. */
int guard_wait(void *waiting_since, int tries);

/* The longest text, blob or row that is read or written, in bytes. */
int guard_longest(void);

#endif
