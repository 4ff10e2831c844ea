#include "store/connection.h"

#include "base/interrupt.h"
#include "store/guard.h"

#include <errno.h>

int connection_error(struct db *db, int code, const char *message, struct err *err) {
    switch (code) {
    case SQLITE_NOTADB:
        return err_set(err, ERR_STORE,
                       "'%s' is not a SQLite database; name a file that runner made", db->path);
    case SQLITE_FULL:
        return err_set(err, ERR_STORE, "'%s': the disk is full; free some space and start again",
                       db->path);
    case SQLITE_IOERR_WRITE:
        return err_set(err, ERR_STORE,
                       "'%s' cannot grow: the disk is full or failing, or a limit is reached "
                       "(ulimit -f); make room and start again",
                       db->path);
    case SQLITE_READONLY:
        return err_set(err, ERR_STORE, "'%s' cannot be written; choose a file that can", db->path);
    case SQLITE_BUSY:
        if (interrupt_requested())
            return err_set(err, ERR_INTERRUPTED,
                           "interrupted while '%s' was locked by another program", db->path);
        return err_set(err, ERR_STORE, "'%s' is locked by another program; close that first",
                       db->path);
    case SQLITE_INTERRUPT:
        return err_set(err, ERR_INTERRUPTED, "interrupted while '%s' was read", db->path);
    case SQLITE_TOOBIG:
        return err_set(err, ERR_STORE, "'%s': a value is longer than %d bytes, the limit", db->path,
                       guard_longest());
    case SQLITE_NOMEM:
        return err_set(err, ERR_STORE, "'%s': out of memory", db->path);
    default:
        return err_set(err, ERR_STORE, "'%s': %s", db->path, message);
    }
}

int connection_last_error(struct db *db, struct err *err) {
    int code = sqlite3_errcode(db->handle);

    if (code == SQLITE_IOERR && sqlite3_system_errno(db->handle) == ENOSPC)
        code = SQLITE_FULL;
    if (sqlite3_extended_errcode(db->handle) == SQLITE_IOERR_WRITE)
        code = SQLITE_IOERR_WRITE;
    return connection_error(db, code, sqlite3_errmsg(db->handle), err);
}
