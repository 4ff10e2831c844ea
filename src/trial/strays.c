#include "trial/strays.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { children_at_once = 256 };

/* Lists the first children of this process, including dead ones. Returns how many. */
static size_t list_children(pid_t children[static children_at_once]) {
    int fd = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    char text[4096];
    ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof text);
    size_t count = 0;
    pid_t pid = 0;

    if (fd >= 0)
        close(fd);
    /* in the file, each number is followed by a blank */
    for (ssize_t i = 0; i < length && count < children_at_once; i++) {
        if (text[i] >= '0' && text[i] <= '9') {
            pid = 10 * pid + text[i] - '0';
        } else {
            children[count++] = pid;
            pid = 0;
        }
    }
    return count;
}

static void bury(pid_t pid) {
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

/* Ends the listed children, and counts those that were still running in *ended. All are killed
 * before waiting for any, so that they cannot keep starting others. Returns false if no child
 * has ended. */
static bool end_some(int *ended) {
    pid_t children[children_at_once];
    size_t count = list_children(children);
    bool moved = false;

    for (size_t i = 0; i < count; i++) {
        bool dead = waitpid(children[i], NULL, WNOHANG) == children[i];

        moved |= dead;
        if (dead || kill(children[i], SIGKILL))
            children[i] = 0;
    }
    for (size_t i = 0; i < count; i++)
        if (children[i] > 0) {
            bury(children[i]);
            moved = true;
            ++*ended;
        }
    return moved;
}

int strays_end(void) {
    int ended = 0;

    while (end_some(&ended))
        ;
    return ended;
}
