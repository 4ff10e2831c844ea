#include "base/lock.h"

#include "base/clock.h"
#include "base/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/file.h>

/* The same for every user and every database of the machine. flock() leaves with its holder,
 * however that ends, and needs no right to write. */
static const char lock_path[] = "/tmp/crossover.lock";

int lock_try(int *fd, bool *taken, struct err *err) {
    *fd = open(lock_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (*fd < 0 && errno == ENOENT)
        *fd = open(lock_path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0444);
    if (*fd < 0)
        return err_set(err, ERR_STORE,
                       "'%s' cannot be opened (%s), so no other sweep can be kept off; "
                       "give --shared to go on without",
                       lock_path, strerror(errno));
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
