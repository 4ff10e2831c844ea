/* Opens a history for reading without leaving a trace. SQLite keeps a journal next to a file, and
 * would create or use one for a reader as well. What to open depends on the journal:
 *
 *   none                only the file, as immutable if it is in WAL mode or its folder cannot be
 *                       written; nothing is pending
 *   -wal and -shm       SQLite reads all three files; a runner is active (or was killed)
 *   -wal without -shm   a copy of both, because SQLite would create the -shm here
 *   -journal            a copy of both, in which an incomplete transaction is rolled back
 *
 * A file made by an older program is upgraded in a snapshot. Copies and snapshots have no name. */
#include "store/store.h"

#include "base/memory.h"
#include "store/schema.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool beside(const char *path, const char *ending) {
    char *name = memory_text("%s%s", path, ending);
    struct stat file;
    bool there = lstat(name, &file) == 0;

    free(name);
    return there;
}

static bool folder_is_writable(const char *path) {
    char *folder = memory_copy_text(path);
    bool writable = access(dirname(folder), W_OK) == 0;

    free(folder);
    return writable;
}

/* Returns true if the file is in WAL mode: byte 18, the file format write version, is 2. */
static bool in_wal_mode(const char *path) {
    unsigned char header[20] = {0};
    FILE *file = fopen(path, "rbe");
    bool wal = file && fread(header, sizeof header, 1, file) == 1 && header[18] == 2;

    if (file)
        fclose(file);
    return wal;
}

/* real is path with symbolic links resolved: journals are next to that file. */
static struct db *open_traceless(const char *path, const char *real, struct err *err) {
    bool wal = beside(real, "-wal");

    if (beside(real, "-journal") || (wal && !beside(real, "-shm")))
        return db_open_copy(path, err);
    return db_open(
        path, !wal && (in_wal_mode(real) || !folder_is_writable(real)) ? DB_IMMUTABLE : DB_READ,
        err);
}

static struct db *open_existing(const char *path, struct err *err) {
    char *real = realpath(path, NULL);
    struct stat file;
    struct db *db;

    /* db_open() rejects a missing or irregular file with a message. */
    if (real && !stat(real, &file) && S_ISREG(file.st_mode))
        db = open_traceless(path, real, err);
    else
        db = db_open(path, DB_READ, err);
    free(real);
    return db;
}

/* Upgrades the history to this program's schema, in a snapshot unless db is already a copy. Takes
 * ownership of db, even on failure. */
static struct db *bring_up_to_date(struct db *db, struct err *err) {
    struct db *snapshot = db;
    bool older;

    if (schema_is_older(db, &older, err)) {
        db_close(db);
        return NULL;
    }
    if (!older)
        return db;
    if (!db_is_copy(db)) {
        snapshot = db_snapshot(db, err);
        db_close(db);
    }
    if (snapshot && schema_upgrade(snapshot, err)) {
        db_close(snapshot);
        snapshot = NULL;
    }
    return snapshot;
}

/* Returns true if there is nothing to read: an empty file without a journal, which might hold
 * data. */
static bool is_nothing(const char *path) {
    struct stat file;

    return !stat(path, &file) && S_ISREG(file.st_mode) && file.st_size == 0 &&
           !beside(path, "-wal") && !beside(path, "-journal");
}

struct db *store_open_reading(const char *path, struct err *err) {
    struct db *db;
    bool empty;

    err->kind = ERR_NONE;
    if (is_nothing(path) || !(db = open_existing(path, err)))
        return NULL;
    if (schema_check(db, err) || schema_is_empty(db, &empty, err) || empty) {
        db_close(db);
        return NULL;
    }
    db = bring_up_to_date(db, err);
    if (db && (schema_check_rows(db, err) || db_run(db, "PRAGMA temp_store = MEMORY", err))) {
        db_close(db);
        db = NULL;
    }
    return db;
}
