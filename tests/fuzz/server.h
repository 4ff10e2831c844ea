/* The server under a front, without its loop and its clock: what is taken is due at once, and a
 * target says when it is answered. */
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

/* The descriptor stands at a number that the front knows. */
static inline void move_to(int number, int fd) {
    ASSERT(fd >= 0);
    if (fd != number) {
        ASSERT(dup3(fd, number, O_CLOEXEC) == number);
        close(fd);
    }
}

/* Out of the way of the numbers that the front knows. */
static inline int keep_away(int fd) {
    int away = fcntl(fd, F_DUPFD_CLOEXEC, 10);

    ASSERT(away >= 10);
    close(fd);
    return away;
}

/* The front reads what has come; false when nothing has. */
static inline int read_some(const struct front *front) {
    struct epoll_event events[16];
    int count = epoll_wait(loop.epoll_fd, events, 16, 0);

    for (int i = 0; i < count; i++)
        front->readable(&loop, events[i].data.fd);
    return count > 0;
}

/* The front sends the first answer; false when none is due. */
static inline int answer_one(const struct front *front) {
    const struct due *due = due_first(&loop.queue);

    if (!due)
        return 0;
    front->answer(&loop, due);
    due_drop(&loop.queue);
    return 1;
}

#endif
