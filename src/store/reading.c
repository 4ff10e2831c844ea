/* Opening a history for reading, and leaving no trace. SQLite keeps a journal beside a file in WAL
 * mode, and would make one for a reader too; so
 *   no -wal beside it        nothing is pending: the file alone is read, as immutable when it is in
 *                            WAL mode or its folder cannot be written
 *   -wal and -shm beside it  a runner is at work (or was killed): SQLite reads all three
 *   -wal alone               a copy of both is read, since SQLite would make the -shm here
 * and what an older program made is brought up to date in a copy. */
#include "store/store.h"

#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static bool beside(const char *path, const char *ending) {
    char name[4200];

    snprintf(name, sizeof name, "%s%s", path, ending);
    return access(name, F_OK) == 0;
}

static bool folder_is_writable(const char *path) {
    char folder[4200];
    char *slash;

    snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    if (slash == folder)
        slash++;
    if (slash)
        *slash = 0;
    return access(slash ? folder : ".", W_OK) == 0;
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

static int copy_file(const char *from, const char *to, struct err *err) {
    int source = open(from, O_RDONLY | O_CLOEXEC);
    int target = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ssize_t copied = -1;

    if (source >= 0 && target >= 0)
        while ((copied = sendfile(target, source, NULL, 1 << 20)) > 0)
            ;
    if (copied < 0)
        err_set(err, ERR_STORE, "'%s' cannot be copied to '%s' for reading: %s", from, to,
                strerror(errno));
    if (source >= 0)
        close(source);
    if (target >= 0)
        close(target);
    return copied < 0 ? -1 : 0;
}

static struct db *open_copy(const char *path, struct err *err) {
    const char *where = getenv("TMPDIR");
    char folder[2048], wal[2200], copy[2200], copied_wal[2200];
    struct db *db = NULL;

    snprintf(folder, sizeof folder, "%s/crossover-XXXXXX", where ? where : "/tmp");
    if (!mkdtemp(folder)) {
        err_set(err, ERR_STORE, "'%s' cannot be made: %s", folder, strerror(errno));
        return NULL;
    }
    snprintf(wal, sizeof wal, "%s-wal", path);
    snprintf(copy, sizeof copy, "%s/history", folder);
    snprintf(copied_wal, sizeof copied_wal, "%s-wal", copy);
    if (!copy_file(path, copy, err) && (!beside(path, "-wal") || !copy_file(wal, copied_wal, err)))
        db = db_open(copy, DB_WRITE, err);
    if (db)
        db_is_copy(db, path, folder);
    return db;
}

static struct db *open_traceless(const char *path, struct err *err) {
    if (beside(path, "-wal"))
        return beside(path, "-shm") ? db_open(path, DB_READ, err) : open_copy(path, err);
    return db_open(path, in_wal_mode(path) || !folder_is_writable(path) ? DB_IMMUTABLE : DB_READ,
                   err);
}

/* The same history as this program would have made it. Takes over db, also when it fails. */
static struct db *bring_up_to_date(struct db *db, const char *path, struct err *err) {
    bool older;
    int trouble = schema_is_older(db, &older, err);

    if (!trouble && !older)
        return db;
    db_close(db);
    db = trouble ? NULL : open_copy(path, err);
    if (db && schema_upgrade(db, err)) {
        db_close(db);
        db = NULL;
    }
    return db;
}

struct db *store_open_reading(const char *path, struct err *err) {
    struct stat file;
    struct db *db;
    bool empty;

    err->kind = ERR_NONE;
    if (!stat(path, &file) && S_ISREG(file.st_mode) && file.st_size == 0 && !beside(path, "-wal"))
        return NULL;
    db = open_traceless(path, err);
    if (!db)
        return NULL;
    if (schema_check(db, err) || schema_is_empty(db, &empty, err) || empty) {
        db_close(db);
        return NULL;
    }
    db = bring_up_to_date(db, path, err);
    if (db && db_run(db, "PRAGMA temp_store = MEMORY", err)) {
        db_close(db);
        db = NULL;
    }
    return db;
}
