/* Kind tcp: one connection per worker. A caller is disconnected if it does not begin with the
 * secret, breaks off, or does not read its answers. */
#include "server/front.h"

#include "base/memory.h"
#include "server/page.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The server's view of one connection. */
struct caller {
    bool there, known;
    uint32_t serial; /* incremented for each caller that had the descriptor */
    uint8_t had;     /* bytes received of what comes next: the secret, or a request */
    char part[PEER_SECRET];
};

static struct caller *callers; /* indexed by descriptor */
static int caller_room;
/* closed for a moment to accept, and turn away, a caller for whom no descriptor is left */
static int spare_fd;

_Static_assert(sizeof(struct request) <= PEER_SECRET, "a request fits where the secret does");

static int tcp_open(struct server *server) {
    spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    return spare_fd < 0 ? -1 : server_watch(server, SERVER_INPUT_FD);
}

static struct caller *caller_of(int fd) {
    if (fd >= caller_room) {
        int room = 2 * fd + 64;

        callers = memory_resize(callers, (size_t)room, sizeof *callers);
        memset(callers + caller_room, 0, (size_t)(room - caller_room) * sizeof *callers);
        caller_room = room;
    }
    return &callers[fd];
}

/* Resets the connection instead of closing it, so that none is left in TIME_WAIT. */
static void hang_up(int fd) {
    callers[fd].there = false;
    callers[fd].serial++;
    close(fd);
}

static void take_caller(struct server *server, int fd) {
    static const struct linger reset = {.l_onoff = 1, .l_linger = 0};
    struct caller *caller = caller_of(fd);
    int on = 1;

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    *caller = (struct caller){.there = true, .serial = caller->serial};
    if (server_watch(server, fd))
        hang_up(fd);
}

static void turn_away(void) {
    close(spare_fd);
    close(accept(SERVER_INPUT_FD, NULL, NULL));
    spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void take_callers(struct server *server) {
    int fd;

    while ((fd = accept4(SERVER_INPUT_FD, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
        take_caller(server, fd);
    if (errno == EMFILE || errno == ENFILE)
        turn_away();
}

/* Compares the caller's first bytes with the secret, and welcomes the caller if they match. Returns
 * false if they do not match or the welcome cannot be sent. */
static bool check_secret(struct server *server, int fd, struct caller *caller) {
    static const char welcome = PEER_WELCOME;

    caller->known = !memcmp(caller->part, server_page(server)->secret, PEER_SECRET);
    return caller->known && send(fd, &welcome, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
}

/* Handles a complete secret or request. Returns false if the caller is to be disconnected. */
static bool take_whole(struct server *server, int fd, struct caller *caller) {
    struct request request;

    if (!caller->known)
        return check_secret(server, fd, caller);
    memcpy(&request, caller->part, sizeof request);
    server_take(server, fd, caller->serial, &request);
    return true;
}

static void hear(struct server *server, int fd) {
    struct caller *caller = &callers[fd];
    size_t wanted = caller->known ? sizeof(struct request) : PEER_SECRET;
    ssize_t count = recv(fd, caller->part + caller->had, wanted - caller->had, 0);

    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) {
        hang_up(fd);
        return;
    }
    caller->had += (uint8_t)(count > 0 ? count : 0);
    if (caller->had < wanted)
        return;
    caller->had = 0;
    if (!take_whole(server, fd, caller))
        hang_up(fd);
}

static void tcp_readable(struct server *server, int fd) {
    if (fd == SERVER_INPUT_FD)
        take_callers(server);
    else if (callers[fd].there)
        hear(server, fd);
}

static void tcp_answer(struct server *server, const struct due *due) {
    const struct caller *caller = &callers[due->fd];

    (void)server;
    if (!caller->there || caller->serial != due->serial)
        return;
    if (send(due->fd, &due->request, sizeof due->request, MSG_NOSIGNAL | MSG_DONTWAIT) !=
        sizeof due->request)
        hang_up(due->fd);
}

const struct front front_tcp = {
    .open = tcp_open,
    .readable = tcp_readable,
    .answer = tcp_answer,
};
