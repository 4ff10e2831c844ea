/* The server of a trial as seen by good and bad clients. This program is also that server. */
#include "tests/test.h"

#include "base/clock.h"
#include "base/proc.h"
#include "model/model.h"
#include "record/columns.h"
#include "server/page.h"
#include "server/server.h"
#include "tests/child.h"
#include "trial/connections.h"
#include "trial/serve.h"
#include "trial/validation.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static struct server_handle handle;
static struct peer peer;

static struct spec spec_of(const char *kind, int64_t concurrency) {
    struct spec spec = {.concurrency = concurrency,
                        .tasks = 20 * concurrency,
                        .sleep_ns = 3 * NS_PER_MS,
                        .lateness_ns = 50 * NS_PER_US,
                        .queue = NO_VALUE,
                        .stack_bytes = NO_VALUE};

    snprintf(spec.kind, sizeof spec.kind, "%s", kind);
    return spec;
}

static void start(const struct spec *spec) {
    const char *what;

    assert_int_equal(serve_start(&handle, spec, STDERR_FILENO, &what), 0);
    peer = serve_peer(&handle);
    peer.control_fd = handle.control[1];
    peer.request_fd = handle.input[1];
}

static int start_tcp(void **state) {
    struct spec spec = spec_of("tcp", 2);

    (void)state;
    start(&spec);
    return 0;
}

static int end(void **state) {
    (void)state;
    serve_end(&handle);
    return 0;
}

/* --- the pipe of requests --------------------------------------------------------------------- */

static int64_t room_for(int64_t concurrency) {
    struct spec spec = spec_of("pipe", concurrency);
    int64_t room;

    start(&spec);
    room = fcntl(handle.input[1], F_GETPIPE_SZ);
    serve_end(&handle);
    return room;
}

/* Runs in a child, because it gives up the right to exceed the maximum pipe size. Returns 0 if all
 * is well. */
static int room_without_rights(void *ignored) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct rights[2];
    char text[32];
    int64_t most = proc_line("/proc/sys/fs/pipe-max-size", text, sizeof text) ? atoll(text) : 0;

    (void)ignored;
    if (syscall(SYS_capget, &header, rights))
        return 1;
    rights[0].effective &= ~(1u << CAP_SYS_RESOURCE);
    if (syscall(SYS_capset, &header, rights))
        return 2;
    if (room_for(10) < 10 * (int64_t)sizeof(struct request))
        return 3;
    return room_for(most) == most && room_for(INT64_MAX / 64) == most ? 0 : 4;
}

static void pipe__has_room_for_a_request_of_each_or_the_most_there_is(void **state) {
    struct child_end end = child_run(room_without_rights, NULL);

    (void)state;
    assert_int_equal(end.status, 0);
}

/* --- unknown clients -------------------------------------------------------------------------- */

static int call(const char *secret) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)peer.port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(send(fd, secret, strlen(secret), MSG_NOSIGNAL), strlen(secret));
    return fd;
}

/* Receive within that time. Returns the number of bytes; 0: closed by the server; -1: nothing came,
 * or a reset. */
static ssize_t hear(int fd, void *bytes, size_t size, int within_ms) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};

    return poll(&ready, 1, within_ms) > 0 ? recv(fd, bytes, size, 0) : -1;
}

static void caller_without_the_secret__is_hung_up_on_unanswered(void **state) {
    int fd = call("0123456789abcdef0123456789abcdef");
    struct pollfd gone = {.fd = fd, .events = POLLIN};
    char byte;

    (void)state;
    assert_int_equal(poll(&gone, 1, 5000), 1);
    assert_true(recv(fd, &byte, 1, 0) <= 0);
    close(fd);
}

static void silent_caller__keeps_nobody_from_being_served(void **state) {
    int silent = call(""), half = call("0123");
    struct connection line = {.fd = -1};

    (void)state;
    assert_int_equal(task_tcp.open(&peer, &line), 0);
    close(silent);
    close(half);
    close(line.fd);
}

/* --- requests --------------------------------------------------------------------------------- */

static void request_in_pieces__is_answered_once_it_is_whole_and_not_before_its_time(void **state) {
    struct request request = {.start_ns = clock_ns(), .tag = 7}, answer;
    struct connection line = {.fd = -1};
    int64_t whole_ns;

    (void)state;
    assert_int_equal(task_tcp.open(&peer, &line), 0);
    for (size_t i = 0; i < sizeof request; i++) {
        whole_ns = clock_ns();
        assert_int_equal(write(line.fd, (const char *)&request + i, 1), 1);
        usleep(100);
    }
    assert_int_equal(hear(line.fd, &answer, sizeof answer, 5000), sizeof answer);
    assert_true(clock_ns() - whole_ns >= 3 * NS_PER_MS);
    assert_memory_equal(&request, &answer, sizeof answer);
    assert_int_equal(hear(line.fd, &answer, sizeof answer, 20), -1); /* not a second time */
    close(line.fd);
}

static void caller_that_goes__leaves_the_others_their_answers(void **state) {
    struct request request = {.start_ns = clock_ns()}, answer;
    struct connection gone = {.fd = -1}, stays = {.fd = -1};

    (void)state;
    assert_int_equal(task_tcp.open(&peer, &gone), 0);
    assert_int_equal(task_tcp.open(&peer, &stays), 0);
    assert_int_equal(write(gone.fd, &request, sizeof request), sizeof request);
    assert_int_equal(write(stays.fd, &request, sizeof request), sizeof request);
    close(gone.fd);
    assert_int_equal(hear(stays.fd, &answer, sizeof answer, 5000), sizeof answer);
    close(stays.fd);
}

/* --- whole trials ----------------------------------------------------------------------------- */

static void ignore(struct run *run) {
    (void)run;
}

static struct record perform(const struct model *model, const struct spec *spec) {
    struct slot *slots = calloc((size_t)spec->tasks, sizeof *slots);
    struct run run = {.spec = spec,
                      .task = task_find(spec->kind),
                      .slots = slots,
                      .peer = &peer,
                      .at_start = ignore,
                      .at_end = ignore};
    struct record record;
    struct err err;

    start(spec);
    record_clear(&record);
    if (!connections_open(&run, model, &record)) {
        assert_int_equal(model->run(&run, &err), 0);
        validation_fill(&run, &record);
        connections_judge(&run, &record);
    }
    connections_close(&run);
    serve_end(&handle);
    free(slots);
    return record;
}

static atomic_int interruptions; /* any thread may be interrupted, so atomic */

static void interrupt(int number) {
    int saved = errno;

    (void)number;
    interruptions++;
    errno = saved;
}

static void signals_all_along__cut_no_wait_short(void **state) {
    static const struct model *const both[] = {&model_thread, &model_coroutine};
    static const char *const kinds[] = {"pipe", "tcp"};
    /* Without SA_RESTART, calls end with EINTR. The handler has its own stack, because the kernel
     * may need more for a signal than a coroutine's stack has. */
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = SA_ONSTACK};
    static char room[65536];
    stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    struct itimerval often = {{0, 500}, {0, 500}}, never = {{0, 0}, {0, 0}};

    (void)state;
    sigaltstack(&stack, NULL);
    sigaction(SIGALRM, &action, NULL);
    for (size_t i = 0; i < COUNT(both) * COUNT(kinds); i++) {
        struct spec spec = spec_of(kinds[i % 2], 8);
        struct record record;

        setitimer(ITIMER_REAL, &often, NULL);
        record = perform(both[i / 2], &spec);
        setitimer(ITIMER_REAL, &never, NULL);
        assert_string_equal(record.error, "");
        assert_true(record.shortest_wait_ns >= spec.sleep_ns);
    }
    assert_true(interruptions > 20);
}

/* Runs in a child, because its limit cannot be raised again. Returns 0 if all is well. */
static int perform_with_few_descriptors(const char *kind) {
    struct rlimit few = {40, 40};
    struct spec spec = spec_of(kind, 100);
    struct record record;

    setrlimit(RLIMIT_NOFILE, &few);
    record = perform(&model_thread, &spec);
    fprintf(stderr, "# %s\n", record.error);
    if (record.status != STATUS_LIMIT || record.workers < 10 || record.workers > 40)
        return 1;
    return strstr(record.error, "Too many open files (RLIMIT_NOFILE is 40)") ||
                   strstr(record.error, "the server has no room for more (RLIMIT_NOFILE is 40)")
               ? 0
               : 2;
}

static void too_few_descriptors__are_a_wall_with_a_name(void **state) {
    static const char *const kinds[] = {"pipe", "tcp"};

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        int status;
        pid_t pid = fork();

        if (pid == 0)
            _exit(perform_with_few_descriptors(kinds[i]));
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_int_equal(status, 0);
    }
}

static void server_that_was_killed__is_noticed(void **state) {
    struct spec spec = spec_of("pipe", 2);
    int status;

    (void)state;
    start(&spec);
    assert_false(serve_failed(&handle, 0, &status));
    kill(handle.process.pid, SIGKILL);
    poll(&(struct pollfd){.fd = handle.process.pid_fd, .events = POLLIN}, 1, 5000);
    assert_true(serve_failed(&handle, 0, &status));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    serve_end(&handle);
}

/* Allow one more descriptor each time, until the server starts. No descriptor and no process is
 * left behind. */
static void descriptor_that_is_missing__is_an_error_that_leaves_nothing(void **state) {
    static const char *const kinds[] = {"pipe", "tcp"};
    int open_before = child_descriptors();

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct spec spec = spec_of(kinds[i], 2);
        int result = -1, failures = 0;

        for (rlim_t most = 3; result && most < 100; most++) {
            rlim_t before = child_limit_descriptors(most);
            const char *what = NULL;
            int error;

            result = serve_start(&handle, &spec, STDERR_FILENO, &what);
            error = errno;
            child_limit_descriptors(before);
            assert_true(!result || (what && error == EMFILE));
            failures += result != 0;
            serve_end(&handle);
            assert_int_equal(child_descriptors(), open_before);
        }
        assert_int_equal(result, 0);
        assert_true(failures > 3);
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static int be_server_without_a_page(void *ignored) {
    (void)ignored;
    close(SERVER_PAGE_FD);
    return server_main();
}

/* Everything is there except room for one more descriptor. */
static int be_server_without_room(void *ignored) {
    struct rlimit before, few = {SERVER_INPUT_FD + 1, SERVER_INPUT_FD + 1};
    int page = memfd_create("page", 0), status;

    (void)ignored;
    if (page < 0 || ftruncate(page, sizeof(struct server_page)) || dup2(page, SERVER_PAGE_FD) < 0)
        return 255;
    for (int fd = SERVER_CONTROL_FD; fd <= SERVER_INPUT_FD; fd++)
        if (dup2(STDERR_FILENO, fd) < 0)
            return 254;
    getrlimit(RLIMIT_NOFILE, &before);
    setrlimit(RLIMIT_NOFILE, &few);
    status = server_main();
    setrlimit(RLIMIT_NOFILE, &before); /* if allowed, so that the coverage counts can be written */
    return status;
}

static void server_that_cannot_begin__says_so(void **state) {
    struct child_end end = child_run(be_server_without_a_page, NULL);

    (void)state;
    assert_int_equal(WEXITSTATUS(end.status), 2);
    assert_non_null(strstr(end.said, "is internal"));
    end = child_run(be_server_without_room, NULL);
    assert_int_equal(WEXITSTATUS(end.status), 1);
    assert_non_null(strstr(end.said, "could not begin: Too many open files"));
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pipe__has_room_for_a_request_of_each_or_the_most_there_is),
        cmocka_unit_test_setup_teardown(caller_without_the_secret__is_hung_up_on_unanswered,
                                        start_tcp, end),
        cmocka_unit_test_setup_teardown(silent_caller__keeps_nobody_from_being_served, start_tcp,
                                        end),
        cmocka_unit_test_setup_teardown(
            request_in_pieces__is_answered_once_it_is_whole_and_not_before_its_time, start_tcp,
            end),
        cmocka_unit_test_setup_teardown(caller_that_goes__leaves_the_others_their_answers,
                                        start_tcp, end),
        cmocka_unit_test(signals_all_along__cut_no_wait_short),
        cmocka_unit_test(too_few_descriptors__are_a_wall_with_a_name),
        cmocka_unit_test(server_that_was_killed__is_noticed),
        cmocka_unit_test(descriptor_that_is_missing__is_an_error_that_leaves_nothing),
        cmocka_unit_test(server_that_cannot_begin__says_so),
    };

    if (argc == 2 && !strcmp(argv[1], "--server"))
        return server_main();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
