/* A preloaded library that makes the n-th call of one function fail, or kills the process there.
 *
 *     FAULT_PROCESS  runner, trial, server or analyze: the process whose calls are counted
 *     FAULT_CALL     malloc, open, fork, ...: one of the functions below
 *     FAULT_NTH      1, 2, ...: which call, counted from main()
 *     FAULT_HOW      once: that call fails; on: that call and all later ones; kill: SIGKILL there
 *     FAULT_SEEN     a file that gets one byte for each call that failed
 *
 * Only calls through the dynamic linker are seen, not those within libc, except malloc() and its
 * relatives. A child between fork() and exec continues its parent's count. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct {
    char call[32];
    long nth;
    bool on, kill;
    const char *seen;
    atomic_long count;
} fault;

/* Which process this is, from its command line. */
static const char *process_name(int argc, char **argv) {
    const char *name = argc > 0 && strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];

    if (argc > 1 && !strcmp(argv[1], "--trial"))
        return "trial";
    if (argc > 1 && !strcmp(argv[1], "--server"))
        return "server";
    return name;
}

static __attribute__((constructor)) void begin(int argc, char **argv, char **envp) {
    const char *process = getenv("FAULT_PROCESS"), *call = getenv("FAULT_CALL");
    const char *nth = getenv("FAULT_NTH"), *how = getenv("FAULT_HOW");

    (void)envp;
    if (!process || !call || !nth || !how || argc < 1 || strcmp(process, process_name(argc, argv)))
        return;
    fault.nth = atol(nth);
    fault.on = !strcmp(how, "on");
    fault.kill = !strcmp(how, "kill");
    fault.seen = getenv("FAULT_SEEN");
    snprintf(fault.call, sizeof fault.call, "%s", call);
}

static void note_seen(void) {
    int fd =
        fault.seen ? (int)syscall(SYS_openat, AT_FDCWD, fault.seen, O_WRONLY | O_APPEND, 0) : -1;

    if (fd >= 0) {
        syscall(SYS_write, fd, "x", 1L);
        syscall(SYS_close, fd);
    }
}

/* Whether this call is to fail. If so, sets errno. */
static bool fails(const char *call, int error) {
    long count;

    if (!*fault.call || strcmp(fault.call, call))
        return false;
    count = atomic_fetch_add(&fault.count, 1) + 1;
    if (count != fault.nth && !(fault.on && count > fault.nth))
        return false;
    note_seen();
    if (fault.kill)
        kill((pid_t)syscall(SYS_getpid), SIGKILL);
    errno = error;
    return true;
}

/* real_NAME: the original function. It is looked up before main(), because the lookup needs more
 * stack than a coroutine has, or by the first call if that comes even earlier. */
#define REAL(type, name, parameters)                                                               \
    static type(*real_##name) parameters;                                                          \
    static __attribute__((constructor)) void find_##name(void) {                                   \
        if (!real_##name)                                                                          \
            real_##name = (type(*) parameters)dlsym(RTLD_NEXT, #name);                             \
    }

/* Define a function that fails by returning `failed` and setting errno. */
#define WRAP_AS(call, type, name, parameters, arguments, failed, error)                            \
    REAL(type, name, parameters)                                                                   \
    type name parameters {                                                                         \
        if (fails(call, error))                                                                    \
            return failed;                                                                         \
        find_##name();                                                                             \
        return real_##name arguments;                                                              \
    }
#define WRAP(type, name, parameters, arguments, failed, error)                                     \
    WRAP_AS(#name, type, name, parameters, arguments, failed, error)

/* --- memory ----------------------------------------------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size) {
    return fails("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails("calloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return fails("realloc", ENOMEM) ? NULL : __libc_realloc(memory, size);
}

#define MAP_PARAMETERS (void *at, size_t size, int protection, int flags, int fd, off_t offset)
#define MAP_ARGUMENTS  (at, size, protection, flags, fd, offset)
WRAP(void *, mmap, MAP_PARAMETERS, MAP_ARGUMENTS, MAP_FAILED, ENOMEM)
WRAP_AS("mmap", void *, mmap64, MAP_PARAMETERS, MAP_ARGUMENTS, MAP_FAILED, ENOMEM)
WRAP(int, mprotect, (void *at, size_t size, int protection), (at, size, protection), -1, ENOMEM)
WRAP(void *, aligned_alloc, (size_t alignment, size_t size), (alignment, size), NULL, ENOMEM)
WRAP(int, posix_memalign, (void **memory, size_t alignment, size_t size), (memory, alignment, size),
     ENOMEM, ENOMEM)
WRAP(char *, strdup, (const char *text), (text), NULL, ENOMEM)
WRAP(char *, strndup, (const char *text, size_t size), (text, size), NULL, ENOMEM)
WRAP(int, setenv, (const char *name, const char *value, int replace), (name, value, replace), -1,
     ENOMEM)

/* --- descriptors ------------------------------------------------------------------------------ */

#define WRAP_OPEN(name)                                                                            \
    REAL(int, name, (const char *path, int flags, ...))                                            \
    int name(const char *path, int flags, ...) {                                                   \
        va_list more;                                                                              \
        mode_t mode;                                                                               \
        va_start(more, flags);                                                                     \
        mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                           \
        va_end(more);                                                                              \
        if (fails("open", EMFILE))                                                                 \
            return -1;                                                                             \
        find_##name();                                                                             \
        return real_##name(path, flags, mode);                                                     \
    }
WRAP_OPEN(open)
WRAP_OPEN(open64)

/* Only the commands that create a descriptor can fail. */
#define WRAP_FCNTL(name)                                                                           \
    REAL(int, name, (int fd, int command, ...))                                                    \
    int name(int fd, int command, ...) {                                                           \
        va_list more;                                                                              \
        void *argument;                                                                            \
        va_start(more, command);                                                                   \
        argument = va_arg(more, void *);                                                           \
        va_end(more);                                                                              \
        if ((command == F_DUPFD || command == F_DUPFD_CLOEXEC) && fails("fcntl", EMFILE))          \
            return -1;                                                                             \
        find_##name();                                                                             \
        return real_##name(fd, command, argument);                                                 \
    }
WRAP_FCNTL(fcntl)
WRAP_FCNTL(fcntl64)

REAL(long, syscall, (long number, ...))
long syscall(long number, ...) {
    long argument[6];
    va_list more;

    va_start(more, number);
    for (int i = 0; i < 6; i++)
        argument[i] = va_arg(more, long);
    va_end(more);
    if (number == SYS_pidfd_open && fails("pidfd_open", EMFILE))
        return -1;
    find_syscall();
    return real_syscall(number, argument[0], argument[1], argument[2], argument[3], argument[4],
                        argument[5]);
}

WRAP(int, dup, (int fd), (fd), -1, EMFILE)
WRAP(int, dup2, (int fd, int to), (fd, to), -1, EBUSY)
WRAP(int, pipe2, (int ends[2], int flags), (ends, flags), -1, EMFILE)
WRAP(int, socket, (int domain, int type, int protocol), (domain, type, protocol), -1, EMFILE)
WRAP(int, socketpair, (int domain, int type, int protocol, int ends[2]),
     (domain, type, protocol, ends), -1, EMFILE)
WRAP(int, accept4, (int fd, struct sockaddr *address, socklen_t *size, int flags),
     (fd, address, size, flags), -1, EMFILE)
WRAP(int, connect, (int fd, const struct sockaddr *address, socklen_t size), (fd, address, size),
     -1, EADDRNOTAVAIL)
WRAP(int, eventfd, (unsigned value, int flags), (value, flags), -1, EMFILE)
WRAP(int, timerfd_create, (clockid_t clock, int flags), (clock, flags), -1, EMFILE)
WRAP(int, epoll_create1, (int flags), (flags), -1, EMFILE)
WRAP(int, memfd_create, (const char *name, unsigned flags), (name, flags), -1, EMFILE)
WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL, EMFILE)
WRAP_AS("fopen", FILE *, fopen64, (const char *path, const char *mode), (path, mode), NULL, EMFILE)
WRAP(FILE *, fdopen, (int fd, const char *mode), (fd, mode), NULL, ENOMEM)
WRAP(DIR *, opendir, (const char *path), (path), NULL, EMFILE)

/* --- processes and threads -------------------------------------------------------------------- */

WRAP(pid_t, fork, (void), (), -1, EAGAIN)
WRAP(int, execv, (const char *path, char *const argv[]), (path, argv), -1, ENOMEM)
WRAP(int, execvp, (const char *file, char *const argv[]), (file, argv), -1, ENOMEM)
WRAP(pid_t, waitpid, (pid_t pid, int *status, int options), (pid, status, options), -1, EINTR)
WRAP(int, pthread_create,
     (pthread_t * thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument),
     (thread, attributes, body, argument), EAGAIN, EAGAIN)

/* --- files ------------------------------------------------------------------------------------ */

/* False for an eventfd or a timerfd: they live in the kernel's memory, so reading and writing them
 * cannot fail with EIO. */
static bool is_file(int fd) {
    struct stat about;

    return fstat(fd, &about) || (about.st_mode & S_IFMT) != 0;
}

#define WRAP_FILE_AS(call, type, name, parameters, arguments)                                      \
    REAL(type, name, parameters)                                                                   \
    type name parameters {                                                                         \
        if (is_file(fd) && fails(call, EIO))                                                       \
            return -1;                                                                             \
        find_##name();                                                                             \
        return real_##name arguments;                                                              \
    }

ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room);

#define TRANSFER_PARAMETERS (int fd, void *bytes, size_t size, off_t offset)
#define TRANSFER_ARGUMENTS  (fd, bytes, size, offset)
WRAP_FILE_AS("read", ssize_t, read, (int fd, void *bytes, size_t size), (fd, bytes, size))
WRAP_FILE_AS("read", ssize_t, __read_chk, (int fd, void *bytes, size_t size, size_t room),
             (fd, bytes, size, room))
WRAP_FILE_AS("write", ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size))
WRAP_AS("pread", ssize_t, pread64, TRANSFER_PARAMETERS, TRANSFER_ARGUMENTS, -1, EIO)
WRAP(ssize_t, pread, TRANSFER_PARAMETERS, TRANSFER_ARGUMENTS, -1, EIO)
WRAP_AS("pwrite", ssize_t, pwrite64, (int fd, const void *bytes, size_t size, off_t offset),
        TRANSFER_ARGUMENTS, -1, ENOSPC)
WRAP(int, fsync, (int fd), (fd), -1, EIO)
WRAP(int, fdatasync, (int fd), (fd), -1, EIO)
WRAP(int, ftruncate, (int fd, off_t size), (fd, size), -1, ENOSPC)
WRAP_AS("ftruncate", int, ftruncate64, (int fd, off_t size), (fd, size), -1, ENOSPC)
WRAP(int, unlink, (const char *path), (path), -1, EACCES)
WRAP(int, rename, (const char *from, const char *to), (from, to), -1, EACCES)
WRAP(int, fflush, (FILE * stream), (stream), EOF, ENOSPC)

/* --- SQLite ----------------------------------------------------------------------------------- */

struct sqlite3_stmt;
struct sqlite3;
int sqlite3_step(struct sqlite3_stmt *statement);
int sqlite3_prepare_v2(struct sqlite3 *db, const char *sql, int size,
                       struct sqlite3_stmt **statement, const char **rest);

/* SQLite also calls these functions itself; only calls by the program count. */
static bool is_own_call(const void *from) {
    Dl_info where;

    return dladdr(from, &where) && !strstr(where.dli_fname, "libsqlite3");
}

enum { sqlite_ioerr = 10 };

REAL(int, sqlite3_step, (struct sqlite3_stmt * statement))
int sqlite3_step(struct sqlite3_stmt *statement) {
    if (is_own_call(__builtin_return_address(0)) && fails("sqlite3_step", EIO))
        return sqlite_ioerr;
    find_sqlite3_step();
    return real_sqlite3_step(statement);
}

REAL(int, sqlite3_prepare_v2,
     (struct sqlite3 * db, const char *sql, int size, struct sqlite3_stmt **statement,
      const char **rest))
int sqlite3_prepare_v2(struct sqlite3 *db, const char *sql, int size,
                       struct sqlite3_stmt **statement, const char **rest) {
    if (is_own_call(__builtin_return_address(0)) && fails("sqlite3_prepare_v2", EIO))
        return sqlite_ioerr;
    find_sqlite3_prepare_v2();
    return real_sqlite3_prepare_v2(db, sql, size, statement, rest);
}

/* --- clocks and the rest ---------------------------------------------------------------------- */

WRAP(int, clock_gettime, (clockid_t clock, struct timespec *time), (clock, time), -1, EINVAL)
WRAP(int, sched_getaffinity, (pid_t pid, size_t size, cpu_set_t *set), (pid, size, set), -1, EPERM)
WRAP(int, getrusage, (int who, struct rusage *usage), (who, usage), -1, EINVAL)
WRAP(int, ppoll,
     (struct pollfd * fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask),
     (fds, count, timeout, mask), -1, EINTR)
WRAP(int, poll, (struct pollfd * fds, nfds_t count, int timeout), (fds, count, timeout), -1, EINTR)

REAL(int, prctl, (int option, ...))
int prctl(int option, ...) {
    unsigned long argument[4];
    va_list more;

    va_start(more, option);
    for (int i = 0; i < 4; i++)
        argument[i] = va_arg(more, unsigned long);
    va_end(more);
    if (fails("prctl", EINVAL))
        return -1;
    find_prctl();
    return real_prctl(option, argument[0], argument[1], argument[2], argument[3]);
}
