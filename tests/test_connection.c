/* Answers that arrive in pieces, twice, or not at all: the wait must end, with an error message.
 * The peers here misbehave on purpose; test_server tests the server itself. */
#include "tests/test.h"

#include "base/clock.h"
#include "model/model.h"
#include "record/columns.h"
#include "trial/connections.h"
#include "trial/validation.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { workers = 4, tasks_asked = 40 };
static const int64_t sleep_ns = 2 * NS_PER_MS;

/* The other end of a connection. Answers each request `times` times, in `pieces` pieces. */
struct peer_end {
    pthread_t thread;
    int fd;
    int times, pieces;
    int answers_left; /* then it closes; below 0: it answers until the end */
    bool abrupt;      /* closes with unread requests, which resets the connection */
    bool gone;        /* closes before the first request */
};

static void write_pieces(int fd, const char *bytes, int size, int pieces) {
    for (int i = 0; i < pieces; i++) {
        int from = size * i / pieces, to = size * (i + 1) / pieces;

        if (write(fd, bytes + from, (size_t)(to - from)) < 0)
            return;
        if (pieces > 1)
            usleep(200);
    }
}

static void *serve(void *argument) {
    struct peer_end *end = argument;
    struct request request;

    if (end->gone)
        return NULL;
    while (end->answers_left-- != 0 && read(end->fd, &request, sizeof request) == sizeof request) {
        usleep(sleep_ns / NS_PER_US);
        for (int i = 0; i < end->times; i++)
            write_pieces(end->fd, (const char *)&request, sizeof request, end->pieces);
    }
    if (!end->abrupt) {
        shutdown(end->fd, SHUT_WR);
        while (read(end->fd, &request, sizeof request) > 0)
            ;
    }
    close(end->fd);
    return NULL;
}

/* Create the two ends of a loopback connection. Closing the second end resets it, unless it is shut
 * down first. */
static void connect_ends(int ends[2]) {
    static const struct linger reset = {.l_onoff = 1, .l_linger = 0};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    ends[0] = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(ends[0], (struct sockaddr *)&address, size), 0);
    ends[1] = accept(listener, NULL, NULL);
    assert_int_equal(setsockopt(ends[1], SOL_SOCKET, SO_LINGER, &reset, sizeof reset), 0);
    close(listener);
}

static void ignore(struct run *run) {
    (void)run;
}

/* The record of a trial of kind tcp on that model, whose peers behave like `like`. The connections
 * are TCP or local sockets. */
static struct record perform(const struct model *model, struct peer_end like, bool over_tcp) {
    struct spec spec = {.concurrency = workers,
                        .tasks = tasks_asked,
                        .sleep_ns = sleep_ns,
                        .lateness_ns = 50 * NS_PER_US,
                        .queue = NO_VALUE,
                        .stack_bytes = NO_VALUE};
    struct slot slots[tasks_asked] = {0};
    struct peer_end peers[workers];
    struct run run = {.spec = &spec,
                      .task = &task_tcp,
                      .slots = slots,
                      .connections = calloc(workers, sizeof *run.connections),
                      .at_start = ignore,
                      .at_end = ignore};
    struct record record;
    struct err err;

    for (int i = 0; i < workers; i++) {
        int ends[2];

        if (over_tcp)
            connect_ends(ends);
        else
            assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        run.connections[i] = (struct connection){.fd = ends[0], .number = i};
        peers[i] = like;
        peers[i].fd = ends[1];
        if (like.gone)
            close(ends[1]);
        assert_int_equal(pthread_create(&peers[i].thread, NULL, serve, &peers[i]), 0);
    }
    record_clear(&record);
    assert_int_equal(model->run(&run, &err), 0);
    validation_fill(&run, &record);
    connections_judge(&run, &record);
    connections_close(&run);
    for (int i = 0; i < workers; i++)
        pthread_join(peers[i].thread, NULL);
    return record;
}

static void for_each_way(struct peer_end like, bool over_tcp, enum status status,
                         const char *part) {
    static const struct model *const ways[] = {&model_thread, &model_coroutine, &model_event};

    for (size_t i = 0; i < COUNT(ways); i++) {
        struct record record = perform(ways[i], like, over_tcp);

        print_message("# %s: %s\n", ways[i]->name, record.error);
        assert_int_equal(record.status, status);
        assert_non_null(strstr(record.error, part));
        assert_true(status == STATUS_OK || record.tasks_done < tasks_asked);
    }
}

static void answer_in_pieces__is_put_together(void **state) {
    (void)state;
    for_each_way((struct peer_end){.times = 1, .pieces = 5, .answers_left = -1}, false, STATUS_OK,
                 "");
}

static void second_answer__is_not_taken_for_that_to_the_next_request(void **state) {
    (void)state;
    for_each_way((struct peer_end){.times = 2, .pieces = 1, .answers_left = -1}, false,
                 STATUS_ERROR, "the server answered something that was not asked");
}

static void peer_that_goes__ends_the_wait_with_a_sentence(void **state) {
    (void)state;
    for_each_way((struct peer_end){.times = 1, .pieces = 1, .answers_left = 3}, false, STATUS_ERROR,
                 "hung up");
}

static void connection_that_is_reset__ends_the_wait_with_a_sentence(void **state) {
    (void)state;
    for_each_way((struct peer_end){.times = 1, .pieces = 1, .answers_left = 3, .abrupt = true},
                 true, STATUS_ERROR, "Connection reset by peer");
}

static void peer_that_has_gone__is_not_waited_for(void **state) {
    (void)state;
    for_each_way((struct peer_end){.gone = true}, false, STATUS_ERROR, "hung up; 0 of 40 tasks");
}

static int64_t read_clock(struct runtime *runtime) {
    (void)runtime;
    return clock_ns();
}

static void wait_nowhere(struct runtime *runtime, int fd) {
    (void)runtime, (void)fd;
}

/* Nothing reads the request; the answer is already there. */
static void event_that_was_signalled_twice__is_told(void **state) {
    struct runtime runtime = {.now = read_clock, .await = wait_nowhere};
    uint64_t twice = 2;
    struct connection connection = {.fd = eventfd(0, 0)};
    struct wait wait;
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(connection.fd, &twice, sizeof twice), sizeof twice);
    assert_int_equal(task_run(&task_pipe, &runtime, &(struct peer){.request_fd = ends[1]},
                              &connection, sleep_ns, &wait),
                     -1);
    assert_string_equal(connection.trouble, "the server answered more than once");
    close(ends[0]);
    close(ends[1]);
    close(connection.fd);
}

/* A pipe of one page of requests: the first worker without room in it is refused before it gets a
 * descriptor. */
static void pipe_without_room__is_a_limit_with_its_name(void **state) {
    enum { page_of_requests = 4096 / sizeof(struct request) };
    struct connection connection = {.fd = -1, .number = page_of_requests};
    struct peer full = {.control_fd = -1};
    int ends[2];

    (void)state;
    if (sysconf(_SC_PAGESIZE) != 4096)
        skip();
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETPIPE_SZ, 4096), 4096);
    full.request_fd = ends[1];
    assert_int_equal(task_pipe.open(&full, &connection), -1);
    assert_string_equal(connection.trouble,
                        "no room for its request in the pipe (fs.pipe-max-size)");
    assert_int_equal(connection.error, 0);
    assert_int_equal(connection.fd, -1);
    connection.number--;
    assert_int_equal(task_pipe.open(&full, &connection), -1);
    assert_string_equal(connection.trouble, "an eventfd could not be handed over");
    close(connection.fd);
    close(ends[0]);
    close(ends[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answer_in_pieces__is_put_together),
        cmocka_unit_test(second_answer__is_not_taken_for_that_to_the_next_request),
        cmocka_unit_test(peer_that_goes__ends_the_wait_with_a_sentence),
        cmocka_unit_test(connection_that_is_reset__ends_the_wait_with_a_sentence),
        cmocka_unit_test(peer_that_has_gone__is_not_waited_for),
        cmocka_unit_test(event_that_was_signalled_twice__is_told),
        cmocka_unit_test(pipe_without_room__is_a_limit_with_its_name),
    };

    signal(SIGPIPE, SIG_IGN); /* a peer may write to a closed connection */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
