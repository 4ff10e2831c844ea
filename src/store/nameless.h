/* A copy of a database and of the journals next to it, in files without names. SQLite accesses them
 * through a VFS with three descriptors. Nothing is left behind, however the process ends. */
#ifndef STORE_NAMELESS_H
#define STORE_NAMELESS_H

#include "base/err.h"

struct nameless;

/* Copies the database at path, with its -wal and -journal, into TMPDIR (or /tmp), in a state
 * between two transactions. path must not be a symbolic link. Returns NULL and sets *err on
 * failure. Owned by the caller: nameless_free(), after the last connection to it is closed. */
struct nameless *nameless_copy(const char *path, struct err *err);
void nameless_free(struct nameless *nameless);

/* Returns the SQLite VFS that opens the copy, under any name. Only one connection may use it, in
 * locking_mode EXCLUSIVE. Borrowed. */
const char *nameless_vfs(const struct nameless *nameless);

#endif
