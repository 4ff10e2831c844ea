/* Replaces the server below a front, without its loop and its clock: each request that is taken is
 * due at once, and the target decides when it is answered. */
#ifndef TESTS_FUZZ_SERVER_H
#define TESTS_FUZZ_SERVER_H

#include "server/front.h"
#include "server/page.h"
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

struct server {
    int epoll_fd;
    struct due_queue queue;
};

static struct server loop = {.epoll_fd = -1};
static const struct server_page page = {.secret = "0123456789abcdef0123456789abcdef"};

const struct server_page *server_page(const struct server *of) {
    (void)of;
    return &page;
}

int server_watch(struct server *of, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

    return epoll_ctl(of->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

void server_take(struct server *of, int fd, uint32_t serial, const struct request *request) {
    due_push(&of->queue, &(struct due){.request = *request, .fd = fd, .serial = serial});
}

/* Move a descriptor to a number that the front uses. */
static inline void move_to(int number, int fd) {
    ASSERT(fd >= 0);
    if (fd != number) {
        ASSERT(dup3(fd, number, O_CLOEXEC) == number);
        close(fd);
    }
}

/* Move a descriptor away from the numbers that the front uses. Returns the new one. */
static inline int keep_away(int fd) {
    int away = fcntl(fd, F_DUPFD_CLOEXEC, 10);

    ASSERT(away >= 10);
    close(fd);
    return away;
}

/* Let the front read what has arrived. Returns false if there was nothing. */
static inline int read_some(const struct front *front) {
    struct epoll_event events[16];
    int count = epoll_wait(loop.epoll_fd, events, 16, 0);

    for (int i = 0; i < count; i++)
        front->readable(&loop, events[i].data.fd);
    return count > 0;
}

/* Let the front send the first answer. Returns false if none is due. */
static inline int answer_one(const struct front *front) {
    const struct due *due = due_first(&loop.queue);

    if (!due)
        return 0;
    front->answer(&loop, due);
    due_drop(&loop.queue);
    return 1;
}

#endif
