/* Fuzzes the server of kind pipe: workers hand over eventfds and send requests with any number, in
 * any order. Each request of a known worker must be answered once, on that worker's eventfd; no
 * other request has an effect. Each byte of the input is a step. */
#include "server/page.h"
#include "tests/fuzz/server.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include "server/pipe_front.c" /* for its workers, removed after each input */

/* The socket has room for 200 unread replies of the server. A real worker reads its reply before
 * the next one is taken. */
enum { workers_most = 64, hands_most = 200, requests_most = 4000 };

/* The steps so far, and the results that they must have. */
static struct {
    int control, input; /* the workers' ends of the socket and the pipe */
    int eventfd[workers_most];
    uint64_t asked[workers_most]; /* requests read while this worker was known */
    int handed_over, known;
    char handed[hands_most]; /* per byte: whether a descriptor came with it */
    size_t hands, welcomed;
    int64_t tags[requests_most];
    size_t requests, read;
    bool whole; /* every request was written completely */
} script;

static void begin(void) {
    int control[2], input[2];

    memset(&script, 0, sizeof script);
    script.whole = true;
    loop.epoll_fd = keep_away(epoll_create1(EPOLL_CLOEXEC));
    ASSERT(!socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control));
    ASSERT(!pipe2(input, O_CLOEXEC));
    script.control = keep_away(control[1]);
    script.input = keep_away(input[1]);
    move_to(SERVER_CONTROL_FD, keep_away(control[0]));
    move_to(SERVER_INPUT_FD, keep_away(input[0]));
    ASSERT(!front_pipe.open(&loop));
}

/* Send one byte on the control socket, with or without an eventfd. */
static void hand_over(bool with) {
    char byte = 'e';
    struct iovec data = {&byte, 1};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};

    if (script.hands == hands_most || (with && script.handed_over == workers_most))
        return;
    if (with) {
        int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

        ASSERT(fd >= 0);
        message.msg_control = &control;
        message.msg_controllen = sizeof control;
        control.header = (struct cmsghdr){
            .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof fd)};
        memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
        script.eventfd[script.handed_over++] = fd;
    }
    if (sendmsg(script.control, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 1)
        script.handed[script.hands++] = with;
}

static void ask(const struct request *request) {
    if (script.requests < requests_most && script.whole) {
        ASSERT(write(script.input, request, sizeof *request) == sizeof *request);
        script.tags[script.requests++] = request->tag;
    }
}

static bool is_readable(int fd) {
    struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

    return poll(&poll_fd, 1, 0) > 0;
}

static void read_control(void) {
    if (!is_readable(SERVER_CONTROL_FD))
        return;
    front_pipe.readable(&loop, SERVER_CONTROL_FD);
    script.known += script.handed[script.welcomed++];
}

static void read_input(void) {
    if (!is_readable(SERVER_INPUT_FD))
        return;
    front_pipe.readable(&loop, SERVER_INPUT_FD);
    for (int i = 0; i < requests_at_once && script.read < script.requests; i++) {
        int64_t tag = script.tags[script.read++];

        if (tag >= 0 && tag < script.known)
            script.asked[tag]++;
    }
}

static size_t step(uint8_t byte, const uint8_t *rest, size_t size) {
    struct request request = {.tag = (byte >> 3) - 1};

    switch (byte & 7) {
    case 0:
        hand_over(byte < 0xf0);
        return 0;
    case 1:
        if (size < sizeof request)
            return size;
        memcpy(&request, rest, sizeof request);
        ask(&request);
        return sizeof request;
    case 2:
    case 3:
        ask(&request);
        return 0;
    case 4:
        read_control();
        return 0;
    case 5:
        read_input();
        return 0;
    case 6:
        answer_one(&front_pipe);
        return 0;
    default:
        if (byte == 0xff && script.whole)
            script.whole = write(script.input, rest, size < 15 ? size : 15) <= 0;
        return 0;
    }
}

static void check(void) {
    while (script.welcomed < script.hands)
        read_control();
    while (is_readable(SERVER_INPUT_FD))
        read_input();
    while (answer_one(&front_pipe))
        ;
    for (size_t i = 0; i < script.hands; i++) {
        char word = 0;

        ASSERT(recv(script.control, &word, 1, MSG_DONTWAIT) == 1);
        ASSERT(word == (script.handed[i] ? PEER_WELCOME : PEER_FULL));
    }
    for (int i = 0; i < script.handed_over; i++) {
        uint64_t count = 0;

        ASSERT(read(script.eventfd[i], &count, sizeof count) > 0 || count == 0);
        ASSERT(!script.whole || count == script.asked[i]);
    }
}

/* Close everything. The numbers that the front uses stay occupied (/dev/null) until the next input.
 * */
static void end(void) {
    for (int64_t i = 0; i < workers.count; i++)
        close(workers.eventfd[i]);
    for (int i = 0; i < script.handed_over; i++)
        close(script.eventfd[i]);
    free(workers.eventfd);
    memset(&workers, 0, sizeof workers);
    close(script.control);
    close(script.input);
    close(loop.epoll_fd);
    move_to(SERVER_CONTROL_FD, keep_away(open("/dev/null", O_RDONLY | O_CLOEXEC)));
    move_to(SERVER_INPUT_FD, keep_away(open("/dev/null", O_RDONLY | O_CLOEXEC)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    begin();
    for (size_t i = 0; i < size; i++)
        i += step(data[i], data + i + 1, size - i - 1);
    check();
    end();
    return 0;
}
