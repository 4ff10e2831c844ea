#include "base/lock.h"

#include "base/clock.h"
#include "base/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>

/* The same for every user and every database of the machine; the second where the first does not exist.
 * flock() leaves with its holder, however that ends, and needs no right to write. */
static const char *const folders[] = {"/run/lock", "/tmp"};

static int open_lock(const char *folder) {
    char path[64];
    int fd;

    snprintf(path, sizeof path, "%s/crossover.lock", folder);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        fd = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0444);
    return fd;
}

int lock_try(int *fd, bool *taken, struct err *err) {
    *fd = open_lock(folders[0]);
    if (*fd < 0)
        *fd = open_lock(folders[1]);
    if (*fd < 0)
        return err_set(err, ERR_STORE,
                       "neither %s nor %s can hold the file crossover.lock (%s), so no other sweep "
                       "can be kept off; give --shared to go on without",
                       folders[0], folders[1], strerror(errno));
    *taken = flock(*fd, LOCK_EX | LOCK_NB) == 0;
    return 0;
}

int lock_wait(int fd, struct err *err) {
    const struct timespec pause = clock_span(200 * NS_PER_MS);

    while (flock(fd, LOCK_EX | LOCK_NB)) {
        ppoll(NULL, 0, &pause, interrupt_open_mask());
        if (interrupt_requested())
            return err_set(err, ERR_INTERRUPTED, "interrupted while waiting for the other sweep");
    }
    return 0;
}
