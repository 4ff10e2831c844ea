/* A task that waits for an answer from the network: it sends a request over a loopback connection
 * to a server that returns it after a while. */
#include "task/connection.h"
#include "task/task.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A signal may interrupt connect(). The connection is still established, but must be waited for. */
static int finish_connect(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    while (poll(&ready, 1, -1) < 0 && errno == EINTR)
        ;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size))
        return -1;
    errno = error;
    return error ? -1 : 0;
}

static int reach(int fd, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    if (!connect(fd, (struct sockaddr *)&address, sizeof address))
        return 0;
    return errno == EINTR ? finish_connect(fd) : -1;
}

static int tcp_open(const struct peer *peer, struct connection *connection) {
    int on = 1;

    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection->fd < 0)
        return connection_fail(connection, "cannot make a socket", errno);
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (reach(connection->fd, peer->port))
        return connection_fail(connection, "the server could not be reached", errno);
    /* connection_welcome() notices if this fails */
    send(connection->fd, peer->secret, PEER_SECRET, MSG_NOSIGNAL);
    return connection_welcome(connection, connection->fd);
}

static int tcp_ask(const struct peer *peer, struct connection *connection, int64_t start_ns) {
    (void)peer;
    connection->request =
        (struct request){.start_ns = start_ns, .tag = connection->request.tag + 1};
    return connection_ask(connection, connection->fd);
}

static int tcp_hear(struct connection *connection) {
    struct request answer;
    int heard = connection_hear(connection, &answer, sizeof answer);

    return heard > 0 && memcmp(&connection->request, &answer, sizeof answer)
               ? connection_fail(connection, "the server answered something that was not asked", 0)
               : heard;
}

const struct task task_tcp = {
    .name = "tcp",
    .help = "ask a server over a TCP connection of loopback, wait for its answer",
    .waits = true,
    .served = true,
    .foreign = true,
    .descriptors = 1,
    .ports = 1,
    .open = tcp_open,
    .ask = tcp_ask,
    .hear = tcp_hear,
};
