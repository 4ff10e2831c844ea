/* A copy of a database, and of the journal beside it, in files without names. SQLite sees its own
 * file system of three descriptors. However the process ends, nothing is left behind. */
#ifndef STORE_NAMELESS_H
#define STORE_NAMELESS_H

#include "base/err.h"

struct nameless;

/* Copy the database at path with the -wal and -journal beside it into TMPDIR (or /tmp), as they are
 * between two transactions; path is not a symbolic link. NULL and *err when that fails. Owned by
 * the caller, who frees it with nameless_free() after the last connection to it is closed. */
struct nameless *nameless_copy(const char *path, struct err *err);
void nameless_free(struct nameless *nameless);

/* The SQLite VFS to open it by, under any name, by one connection in locking_mode EXCLUSIVE;
 * borrowed. */
const char *nameless_vfs(const struct nameless *nameless);

#endif
