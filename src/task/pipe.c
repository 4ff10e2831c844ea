/* A task that waits for an event: it sends a request to the server through a pipe, and an eventfd
 * signals the answer. */
#include "task/connection.h"
#include "task/task.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

/* Sends fd together with one byte, because a message must contain data. */
static ssize_t hand_over(int control_fd, int fd) {
    char byte = 0;
    struct iovec data = {&byte, 1};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof fd)];
    } control = {.header = {.cmsg_level = SOL_SOCKET,
                            .cmsg_type = SCM_RIGHTS,
                            .cmsg_len = CMSG_LEN(sizeof fd)}};
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    ssize_t count;

    memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
    while ((count = sendmsg(control_fd, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR)
        ;
    return count;
}

/* Does the pipe have room for one unread request of each worker up to this one? Without that, a
 * coroutine's write could block its whole loop. */
static bool has_room(const struct peer *peer, const struct connection *connection) {
    int64_t room = fcntl(peer->request_fd, F_GETPIPE_SZ);

    return room < 0 || room / (int64_t)sizeof connection->request > connection->number;
}

static int pipe_open(const struct peer *peer, struct connection *connection) {
    if (!has_room(peer, connection))
        return connection_fail(connection, "no room for its request in the pipe (fs.pipe-max-size)",
                               0);
    connection->fd = eventfd(0, EFD_CLOEXEC);
    if (connection->fd < 0)
        return connection_fail(connection, "cannot make an eventfd", errno);
    if (hand_over(peer->control_fd, connection->fd) < 0)
        return connection_fail(connection, "an eventfd could not be handed over", errno);
    return connection_welcome(connection, peer->control_fd);
}

static int pipe_ask(const struct peer *peer, struct connection *connection, int64_t start_ns) {
    connection->request = (struct request){.start_ns = start_ns, .tag = connection->number};
    return connection_ask(connection, peer->request_fd);
}

static int pipe_hear(struct connection *connection) {
    uint64_t answers;
    int heard = connection_hear(connection, &answers, sizeof answers);

    return heard > 0 && answers != 1
               ? connection_fail(connection, "the server answered more than once", 0)
               : heard;
}

const struct task task_pipe = {
    .name = "pipe",
    .help = "ask a timer server through a pipe, wait for its event (eventfd)",
    .waits = true,
    .served = true,
    .descriptors = 1,
    .open = pipe_open,
    .ask = pipe_ask,
    .hear = pipe_hear,
};
