/* Kind pipe: workers pass their eventfds over the control socket, in the order of their numbers.
 * All requests arrive through one pipe. */
#include "server/front.h"

#include "base/memory.h"
#include "server/page.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { requests_at_once = 1024 };

/* Global, because each server is a process of its own. */
static struct {
    int *eventfd; /* by worker */
    int64_t count, room;
} workers;

/* Ends the process, because the callers would otherwise wait for an answer for ever. */
static _Noreturn void give_up(const char *what) {
    fprintf(stderr, "the server cannot %s: %s\n", what, strerror(errno));
    exit(1);
}

static int pipe_open(struct server *server) {
    return server_watch(server, SERVER_CONTROL_FD) || server_watch(server, SERVER_INPUT_FD) ? -1
                                                                                            : 0;
}

static void add_worker(int fd) {
    if (workers.count == workers.room) {
        workers.room = workers.room ? 2 * workers.room : 64;
        workers.eventfd =
            memory_resize(workers.eventfd, (size_t)workers.room, sizeof *workers.eventfd);
    }
    workers.eventfd[workers.count++] = fd;
}

/* Receives the descriptor that was sent together with one byte. Returns -1 if there was none,
 * because this process has no room for it; -2 if the other end is closed. */
static int receive_descriptor(void) {
    char byte;
    struct iovec data = {&byte, 1};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    struct cmsghdr *header;
    ssize_t count;
    int fd = -1;

    while ((count = recvmsg(SERVER_CONTROL_FD, &message, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
        ;
    if (count <= 0)
        return -2;
    header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_type == SCM_RIGHTS)
        memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

static void take_worker(void) {
    int fd = receive_descriptor();
    char word = fd >= 0 ? PEER_WELCOME : PEER_FULL;
    ssize_t count;

    if (fd == -2) { /* the trial has ended; this process soon will */
        close(SERVER_CONTROL_FD);
        return;
    }
    if (fd >= 0)
        add_worker(fd);
    while ((count = write(SERVER_CONTROL_FD, &word, 1)) < 0 && errno == EINTR)
        ;
    if (count == 1)
        return;
    if (errno != EPIPE && errno != ECONNRESET)
        give_up("answer a worker");
    close(SERVER_CONTROL_FD);
}

/* Requests are written in one piece, and read in multiples of one. */
static void take_requests(struct server *server) {
    static struct request requests[requests_at_once];
    ssize_t count = read(SERVER_INPUT_FD, requests, sizeof requests);

    if (count < 0 && errno != EINTR && errno != EAGAIN)
        give_up("read requests");
    if (count == 0)
        close(SERVER_INPUT_FD); /* no writer is left */
    for (ssize_t i = 0; i < count / (ssize_t)sizeof *requests; i++)
        if (requests[i].tag >= 0 && requests[i].tag < workers.count)
            server_take(server, SERVER_INPUT_FD, 0, &requests[i]);
}

static void pipe_readable(struct server *server, int fd) {
    if (fd == SERVER_CONTROL_FD)
        take_worker();
    else
        take_requests(server);
}

static void pipe_answer(struct server *server, const struct due *due) {
    static const uint64_t once = 1;

    (void)server;
    while (write(workers.eventfd[due->request.tag], &once, sizeof once) < 0 && errno == EINTR)
        ;
}

const struct front front_pipe = {
    .open = pipe_open,
    .readable = pipe_readable,
    .answer = pipe_answer,
};
