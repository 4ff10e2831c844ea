#include "base/lock.h"

#include "base/clock.h"
#include "base/interrupt.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A flock() lock ends with its holder, however that ends, and needs no write permission on the
 * file. */
const char *const lock_folders[] = {"/run/lock", "/tmp", NULL};

/* Creates the file readable for all users, whatever the umask. */
static int make_lock(const char *path) {
    int fd = open(path, O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0444);

    if (fd >= 0)
        fchmod(fd, 0444);
    else if (errno == EEXIST) /* another runner created it first */
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    return fd;
}

/* Anyone can write to these folders, so the file may be a FIFO, which would block open(). Returns
 * -1 and sets *why to a phrase on failure. */
static int open_lock(const char *folder, const char **why) {
    char path[PATH_MAX];
    struct stat status;
    int fd;

    snprintf(path, sizeof path, "%s/crossover.lock", folder);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        fd = make_lock(path);
    if (fd < 0) {
        *why = errno == ELOOP ? "it is a link" : strerror(errno);
        return -1;
    }
    if (!fstat(fd, &status) && S_ISREG(status.st_mode))
        return fd;
    *why = "it is not a regular file";
    close(fd);
    return -1;
}

static int refuse(struct err *err, const char *trouble) {
    return err_set(err, ERR_STORE,
                   "%s, so other sweeps cannot be kept out; give --shared to run without a lock",
                   trouble);
}

/* Returns 0 if the lock was taken, 1 if another process holds it, -1 and sets *err if locking
 * fails. */
static int take(int fd, struct err *err) {
    char trouble[128] = "";

    if (!flock(fd, LOCK_EX | LOCK_NB))
        return 0;
    if (errno == EWOULDBLOCK)
        return 1;
    text_add(trouble, sizeof trouble, "the file crossover.lock cannot be locked (%s)",
             strerror(errno));
    return refuse(err, trouble);
}

int lock_try(const char *const *folders, int *fd, bool *taken, struct err *err) {
    char trouble[512] = "no folder for the file crossover.lock is writable";
    int result;

    *fd = -1;
    for (size_t i = 0; folders[i] && *fd < 0; i++) {
        const char *why;

        *fd = open_lock(folders[i], &why);
        if (*fd < 0)
            text_add(trouble, sizeof trouble, "%s%s: %s", i ? "; " : " (", folders[i], why);
    }
    if (*fd < 0) {
        text_add(trouble, sizeof trouble, ")");
        return refuse(err, trouble);
    }
    result = take(*fd, err);
    *taken = result == 0;
    if (result < 0)
        close(*fd);
    return result < 0 ? -1 : 0;
}

int lock_wait(int fd, struct err *err) {
    const struct timespec pause = clock_span(200 * NS_PER_MS);
    int result;

    while ((result = take(fd, err)) > 0) {
        ppoll(NULL, 0, &pause, interrupt_open_mask());
        if (interrupt_requested())
            return err_set(err, ERR_INTERRUPTED, "interrupted while waiting for the other sweep");
    }
    return result;
}
