/* Opening a history for reading, and leaving no trace. SQLite keeps a journal beside a file, and
 * would make or use one for a reader too; so no journal beside it     nothing is pending: the file
 * alone is read, as immutable when it is in WAL mode or its folder cannot be written -wal and -shm
 * beside it  a runner is at work (or was killed): SQLite reads all three -wal alone               a
 * copy of both is read, since SQLite would make the -shm here -journal beside it       the same: a
 * transaction that was cut short is rolled back in the copy and what an older program made is
 * brought up to date in a snapshot. No copy has a name. */
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

/* The file format version for writing stands at byte 18; 2 is WAL. */
static bool in_wal_mode(const char *path) {
    unsigned char header[20] = {0};
    FILE *file = fopen(path, "rbe");
    bool wal = file && fread(header, sizeof header, 1, file) == 1 && header[18] == 2;

    if (file)
        fclose(file);
    return wal;
}

/* real is path without symbolic links: journals stand beside that. */
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

    /* What is missing, or not a regular file, is refused with a sentence. */
    if (real && !stat(real, &file) && S_ISREG(file.st_mode))
        db = open_traceless(path, real, err);
    else
        db = db_open(path, DB_READ, err);
    free(real);
    return db;
}

/* The same history as this program would have made it. Takes over db, also when it fails. */
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

/* A journal beside an empty file may hold all there is. */
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
