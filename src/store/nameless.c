#include "store/nameless.h"

#include "base/interrupt.h"
#include "base/memory.h"
#include "store/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum part { DATABASE, JOURNAL, WAL, PARTS };

static const char *const endings[PARTS] = {"", "-journal", "-wal"};

struct nameless {
    sqlite3_vfs vfs; /* must be first: SQLite passes it back */
    sqlite3_vfs *usual;
    char name[32];
    int fds[PARTS]; /* an empty file counts as missing */
};

struct open_part {
    sqlite3_file file; /* must be first: SQLite passes it back */
    int fd;
};

/* --- file methods ----------------------------------------------------------------------------- */

static int fd_of(sqlite3_file *file) {
    return ((struct open_part *)file)->fd;
}

/* The descriptors stay open until the copy is freed. */
static int close_part(sqlite3_file *file) {
    (void)file;
    return SQLITE_OK;
}

static int read_part(sqlite3_file *file, void *to, int size, sqlite3_int64 at) {
    ssize_t got = pread(fd_of(file), to, (size_t)size, at);

    if (got < 0)
        return SQLITE_IOERR_READ;
    memset((char *)to + got, 0, (size_t)(size - got));
    return got == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int write_part(sqlite3_file *file, const void *from, int size, sqlite3_int64 at) {
    ssize_t written = pwrite(fd_of(file), from, (size_t)size, at);

    if (written == size)
        return SQLITE_OK;
    return written < 0 && errno != ENOSPC ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

static int truncate_part(sqlite3_file *file, sqlite3_int64 size) {
    return ftruncate(fd_of(file), size) ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int size_of_part(sqlite3_file *file, sqlite3_int64 *size) {
    struct stat status;

    if (fstat(fd_of(file), &status))
        return SQLITE_IOERR_FSTAT;
    *size = status.st_size;
    return SQLITE_OK;
}

/* No other process can open the file and it does not outlive this one, so there is nothing to lock
 * or to synchronise. */
static int nothing_to_do(sqlite3_file *file, int unused) {
    (void)file;
    (void)unused;
    return SQLITE_OK;
}

static int reserved_by_nobody(sqlite3_file *file, int *reserved) {
    (void)file;
    *reserved = 0;
    return SQLITE_OK;
}

static int no_control(sqlite3_file *file, int operation, void *argument) {
    (void)file;
    (void)operation;
    (void)argument;
    return SQLITE_NOTFOUND;
}

/* SQLite ignores a journal that is shorter than one sector, its header, and takes the real sector
 * size from that header; so this is the smallest there is. */
static int sector_size(sqlite3_file *file) {
    (void)file;
    return 512;
}

static int no_characteristics(sqlite3_file *file) {
    (void)file;
    return 0;
}

/* Version 1 has no shared memory methods. A connection in locking_mode EXCLUSIVE does not need
 * them, even with a WAL. */
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = close_part,
    .xRead = read_part,
    .xWrite = write_part,
    .xTruncate = truncate_part,
    .xSync = nothing_to_do,
    .xFileSize = size_of_part,
    .xLock = nothing_to_do,
    .xUnlock = nothing_to_do,
    .xCheckReservedLock = reserved_by_nobody,
    .xFileControl = no_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = no_characteristics,
};

/* --- VFS methods ------------------------------------------------------------------------------ */

static struct nameless *nameless_of(sqlite3_vfs *vfs) {
    return (struct nameless *)vfs;
}

static sqlite3_vfs *usual(sqlite3_vfs *vfs) {
    return nameless_of(vfs)->usual;
}

/* Returns the part whose ending name has; PARTS if it is another kind of file. */
static enum part part_named(const char *name) {
    const char *ending = strrchr(name, '-');

    for (int part = JOURNAL; part < PARTS; part++)
        if (ending && !strcmp(ending, endings[part]))
            return part;
    return ending ? PARTS : DATABASE;
}

static enum part part_opened(int flags) {
    return flags & SQLITE_OPEN_MAIN_DB        ? DATABASE
           : flags & SQLITE_OPEN_MAIN_JOURNAL ? JOURNAL
           : flags & SQLITE_OPEN_WAL          ? WAL
                                              : PARTS;
}

/* The default VFS handles SQLite's temporary files; it removes their names right after opening
 * them. */
static int open_part(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *granted) {
    enum part part = part_opened(flags);

    if (part == PARTS)
        return usual(vfs)->xOpen(usual(vfs), name, file, flags, granted);
    file->pMethods = &methods;
    ((struct open_part *)file)->fd = nameless_of(vfs)->fds[part];
    if (granted)
        *granted = flags;
    return SQLITE_OK;
}

static int delete_part(sqlite3_vfs *vfs, const char *name, int synchronise) {
    enum part part = part_named(name);

    (void)synchronise;
    return part < PARTS && ftruncate(nameless_of(vfs)->fds[part], 0) ? SQLITE_IOERR_DELETE
                                                                     : SQLITE_OK;
}

static int access_part(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    enum part part = part_named(name);
    struct stat status;

    (void)flags;
    *result = part < PARTS && !fstat(nameless_of(vfs)->fds[part], &status) && status.st_size > 0;
    return SQLITE_OK;
}

static int full_name(sqlite3_vfs *vfs, const char *name, int size, char *full) {
    (void)vfs;
    sqlite3_snprintf(size, full, "%s", name);
    return SQLITE_OK;
}

static int random_bytes(sqlite3_vfs *vfs, int size, char *bytes) {
    return usual(vfs)->xRandomness(usual(vfs), size, bytes);
}

static int sleep_for(sqlite3_vfs *vfs, int microseconds) {
    return usual(vfs)->xSleep(usual(vfs), microseconds);
}

static int current_time(sqlite3_vfs *vfs, double *day) {
    return usual(vfs)->xCurrentTime(usual(vfs), day);
}

static int last_error(sqlite3_vfs *vfs, int size, char *text) {
    return usual(vfs)->xGetLastError(usual(vfs), size, text);
}

static void set_up_vfs(struct nameless *nameless) {
    nameless->usual = sqlite3_vfs_find(NULL);
    snprintf(nameless->name, sizeof nameless->name, "nameless-%p", (void *)nameless);
    nameless->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = nameless->usual->szOsFile,
        .mxPathname = nameless->usual->mxPathname,
        .zName = nameless->name,
        .xOpen = open_part,
        .xDelete = delete_part,
        .xAccess = access_part,
        .xFullPathname = full_name,
        .xRandomness = random_bytes,
        .xSleep = sleep_for,
        .xCurrentTime = current_time,
        .xGetLastError = last_error,
    };
    if (nameless->vfs.szOsFile < (int)sizeof(struct open_part))
        nameless->vfs.szOsFile = sizeof(struct open_part);
    if (sqlite3_vfs_register(&nameless->vfs, 0) != SQLITE_OK)
        memory_missing();
}

/* --- copying ---------------------------------------------------------------------------------- */

static const char *temporary_folder(void) {
    const char *folder = getenv("TMPDIR");

    return folder && *folder ? folder : "/tmp";
}

/* Some file systems cannot create a file without a name; there the name is removed at once. */
static int open_temporary(void) {
    char *name = memory_text("%s/crossover-XXXXXX", temporary_folder());
    int fd = open(temporary_folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
        fd = mkostemp(name, O_CLOEXEC);
        if (fd >= 0)
            unlink(name);
    }
    free(name);
    return fd;
}

/* Returns -1 with errno ENOSPC if a copy cannot fit. Starting it would fill the folder, which may
 * be in memory, for nothing. Holes take no space. */
static int check_room(const struct stat *source, int to) {
    struct statvfs folder;

    if (fstatvfs(to, &folder))
        return -1;
    if (folder.f_blocks == 0 || /* no limit */
        (uint64_t)source->st_blocks * 512 <= (uint64_t)folder.f_bavail * folder.f_frsize)
        return 0;
    errno = ENOSPC;
    return -1;
}

/* Copies at most `left` bytes: the file may keep growing, or may have become shorter. */
static int copy_data(int from, int to, off_t at, off_t left) {
    if (lseek(to, at, SEEK_SET) < 0)
        return -1;
    while (left > 0) {
        ssize_t copied = sendfile(to, from, &at, left < 1 << 20 ? (size_t)left : 1 << 20);

        if (copied < 0)
            return -1;
        if (copied == 0)
            break;
        left -= copied;
    }
    return 0;
}

/* Copies a file and keeps its holes; otherwise a file with a single block could fill the disk. */
static int copy_bytes(int from, int to) {
    struct stat status;
    off_t at, end = 0;

    if (fstat(from, &status) || check_room(&status, to))
        return -1;
    while (end < status.st_size && (at = lseek(from, end, SEEK_DATA)) >= 0) {
        end = lseek(from, at, SEEK_HOLE);
        if (end > status.st_size)
            end = status.st_size;
        if (end < 0 || copy_data(from, to, at, end - at))
            return -1;
    }
    return end < status.st_size && errno != ENXIO ? -1 : ftruncate(to, status.st_size);
}

/* Takes SQLite's shared lock (same bytes and meaning as in os_unix.c). While it is held, no other
 * connection writes to the database file or removes its journal. Closing the descriptor releases
 * it. Returns -1 with errno EINTR if the wait was interrupted, EBUSY if it took too long. */
static int lock_shared(int fd) {
    struct flock lock = {
        .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 0x40000002, .l_len = 510};
    int64_t waiting_since;

    for (int tries = 0; fcntl(fd, F_SETLK, &lock); tries++) {
        if (errno != EAGAIN && errno != EACCES)
            return -1;
        if (!guard_wait(&waiting_since, tries)) {
            errno = interrupt_requested() ? EINTR : EBUSY;
            return -1;
        }
    }
    return 0;
}

static int open_source(const char *path, enum part part) {
    char *name = memory_text("%s%s", path, endings[part]);
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    free(name);
    return fd;
}

static int copy_part(struct nameless *nameless, enum part part, int source) {
    nameless->fds[part] = open_temporary();
    return nameless->fds[part] < 0 || (source >= 0 && copy_bytes(source, nameless->fds[part]));
}

static int copy_pending(struct nameless *nameless, const char *path, enum part part) {
    int source = open_source(path, part);
    int result = source < 0 && errno != ENOENT ? -1 : copy_part(nameless, part, source);

    if (source >= 0)
        close(source);
    return result;
}

static int copy_parts(struct nameless *nameless, const char *path) {
    int database = open_source(path, DATABASE);
    int result = database < 0 || lock_shared(database) || copy_part(nameless, DATABASE, database) ||
                 copy_pending(nameless, path, JOURNAL) || copy_pending(nameless, path, WAL);
    int trouble = errno;

    if (database >= 0)
        close(database);
    errno = trouble;
    return result;
}

/* Sets *err according to errno. */
static void tell(const char *path, struct err *err) {
    switch (errno) {
    case EINTR:
        err_set(err, ERR_INTERRUPTED, "interrupted while '%s' was locked by another program", path);
        break;
    case EBUSY:
        err_set(err, ERR_STORE, "'%s' is locked by another program; close that first", path);
        break;
    case ENOSPC:
        err_set(err, ERR_STORE,
                "'%s' cannot be copied to '%s' for reading: %s; let TMPDIR name a folder with "
                "more room",
                path, temporary_folder(), strerror(errno));
        break;
    default:
        err_set(err, ERR_STORE, "'%s' cannot be copied to '%s' for reading: %s", path,
                temporary_folder(), strerror(errno));
    }
}

struct nameless *nameless_copy(const char *path, struct err *err) {
    struct nameless *nameless = memory_get(1, sizeof *nameless);

    for (int part = 0; part < PARTS; part++)
        nameless->fds[part] = -1;
    set_up_vfs(nameless);
    if (!copy_parts(nameless, path))
        return nameless;
    tell(path, err);
    nameless_free(nameless);
    return NULL;
}

void nameless_free(struct nameless *nameless) {
    if (!nameless)
        return;
    sqlite3_vfs_unregister(&nameless->vfs);
    for (int part = 0; part < PARTS; part++)
        if (nameless->fds[part] >= 0)
            close(nameless->fds[part]);
    free(nameless);
}

const char *nameless_vfs(const struct nameless *nameless) {
    return nameless->name;
}
