/* The server's side of kind pipe when signals interrupt its calls. */
#include "tests/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

static int interruptions; /* number of calls that are interrupted before one succeeds */

static bool is_interrupted(void) {
    errno = EINTR;
    return interruptions > 0 && interruptions--;
}

static ssize_t write_under_signals(int fd, const void *bytes, size_t size) {
    return is_interrupted() ? -1 : write(fd, bytes, size);
}

static ssize_t receive_under_signals(int fd, struct msghdr *message, int flags) {
    return is_interrupted() ? -1 : recvmsg(fd, message, flags);
}

#define write   write_under_signals
#define recvmsg receive_under_signals
#include "server/page.h"
#include "server/pipe_front.c"
#undef write
#undef recvmsg

static int trial_end;

static int connect_control(void **state) {
    int pair[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    trial_end = fcntl(pair[1], F_DUPFD_CLOEXEC, 10);
    assert_int_equal(dup2(pair[0], SERVER_CONTROL_FD), SERVER_CONTROL_FD);
    return 0;
}

static int disconnect_control(void **state) {
    (void)state;
    close(trial_end);
    close(SERVER_CONTROL_FD);
    return 0;
}

/* Hand over an eventfd as a worker does: with one byte. */
static void hand_over(int fd) {
    char byte = 0;
    struct iovec data = {&byte, 1};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {.header = {.cmsg_level = SOL_SOCKET,
                            .cmsg_type = SCM_RIGHTS,
                            .cmsg_len = CMSG_LEN(sizeof fd)}};
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};

    memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
    assert_int_equal(sendmsg(trial_end, &message, MSG_NOSIGNAL), 1);
}

static void worker__is_welcome_however_often_signals_interrupt(void **state) {
    int event = eventfd(0, EFD_CLOEXEC);

    (void)state;
    for (int i = 0; i < 3; i++) {
        char word = 0;

        hand_over(event);
        interruptions = i;
        take_worker();
        assert_int_equal(interruptions, 0);
        assert_int_equal(recv(trial_end, &word, 1, MSG_DONTWAIT), 1);
        assert_int_equal(word, PEER_WELCOME);
        assert_int_equal(workers.count, i + 1);
    }
    close(event);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(worker__is_welcome_however_often_signals_interrupt,
                                        connect_control, disconnect_control),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
