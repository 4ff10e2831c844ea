/* Fuzzes the server of kind tcp: up to eight clients at a time connect, send the secret, requests
 * or anything else in pieces, and disconnect, in any order. A client that follows the protocol must
 * get each answer once and in order, and no client may get another's. Each byte of the input is a
 * step (its lower three bits) of a client (the next three). */
#include "server/page.h"
#include "tests/fuzz/server.h"

#include <sys/socket.h>
#include <sys/un.h>

enum { caller_count = 8, sent_most = 2048 };

struct caller {
    int fd; /* -1: not connected */
    uint8_t sent[sent_most];
    size_t length;
};

static struct caller callers[caller_count];
static struct sockaddr_un address;
static socklen_t address_size = sizeof address;

/* Uses a local socket: any process could connect to a loopback port, and a local socket leaves no
 * port behind. */
static void open_front(void) {
    int fd = keep_away(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));

    loop.epoll_fd = keep_away(epoll_create1(EPOLL_CLOEXEC));
    address.sun_family = AF_UNIX;
    ASSERT(!bind(fd, (struct sockaddr *)&address, sizeof address.sun_family));
    ASSERT(!getsockname(fd, (struct sockaddr *)&address, &address_size));
    ASSERT(!listen(fd, 64));
    move_to(SERVER_INPUT_FD, fd);
    ASSERT(!front_tcp.open(&loop));
    for (int i = 0; i < caller_count; i++)
        callers[i].fd = -1;
}

static void come(struct caller *caller) {
    if (caller->fd >= 0)
        return;
    caller->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    caller->length = 0;
    ASSERT(!connect(caller->fd, (struct sockaddr *)&address, address_size));
}

static void say(struct caller *caller, const void *bytes, size_t size) {
    ssize_t count;

    if (caller->fd < 0 || size > sent_most - caller->length)
        return;
    count = send(caller->fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0) {
        memcpy(caller->sent + caller->length, bytes, (size_t)count);
        caller->length += (size_t)count;
    }
}

/* The bytes that the client must get once everything is answered: a welcome, and each complete
 * request back. Returns their number. */
static size_t owed(const struct caller *caller, uint8_t *bytes) {
    size_t whole;

    if (caller->length < PEER_SECRET || memcmp(caller->sent, page.secret, PEER_SECRET))
        return 0;
    whole = (caller->length - PEER_SECRET) / sizeof(struct request) * sizeof(struct request);
    bytes[0] = PEER_WELCOME;
    memcpy(bytes + 1, caller->sent + PEER_SECRET, whole);
    return 1 + whole;
}

static void leave(struct caller *caller, bool all) {
    uint8_t expected[sent_most + 1], got[sent_most + 2];
    size_t most = owed(caller, expected);
    ssize_t count;

    if (caller->fd < 0)
        return;
    count = recv(caller->fd, got, sizeof got, MSG_DONTWAIT);
    count = count < 0 ? 0 : count;
    ASSERT((size_t)count <= most && !memcmp(got, expected, (size_t)count));
    ASSERT(!all || (size_t)count == most);
    close(caller->fd);
    caller->fd = -1;
}

/* Do one step. Returns the number of further input bytes that it used. */
static size_t step(uint8_t byte, const uint8_t *rest, size_t size) {
    static int64_t tag;
    struct caller *caller = &callers[byte >> 3 & 7];
    struct request request = {.start_ns = 1, .tag = ++tag};
    size_t length = size ? 1 + rest[0] % 48 : 0;

    switch (byte & 7) {
    case 0:
        come(caller);
        say(caller, page.secret, byte & 64 ? PEER_SECRET : 0);
        return 0;
    case 1:
        length = length < size ? length : size;
        say(caller, rest, length);
        return length;
    case 2:
        say(caller, page.secret, PEER_SECRET);
        return 0;
    case 3:
        say(caller, &request, sizeof request);
        return 0;
    case 4:
        leave(caller, false);
        return 0;
    case 5:
        answer_one(&front_tcp);
        return 0;
    default:
        read_some(&front_tcp);
        return 0;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (loop.epoll_fd < 0)
        open_front();
    for (size_t i = 0; i < size; i++)
        i += step(data[i], data + i + 1, size - i - 1);
    while (read_some(&front_tcp) || answer_one(&front_tcp))
        ;
    for (int i = 0; i < caller_count; i++)
        leave(&callers[i], true);
    while (read_some(&front_tcp))
        ;
    return 0;
}
