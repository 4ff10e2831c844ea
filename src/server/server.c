/* The loop: requests are read when they arrive, and answers are sent when they are due.
 *
 *     epoll: a front's descriptor ---> front reads requests ---> due queue
 *            the timerfd                                         | first one due?
 *                                      front sends answers <-----'
 *
 * Only a limited number of answers is sent between two polls, so that the wait of requests that
 * arrive in the meantime can begin. An answer is never early: it is due `sleep` after a clock
 * reading that follows the reading of the request. */
#include "server/server.h"
#include "server/page.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/host.h"
#include "server/front.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { answers_between_polls = 64, events_at_once = 256 };

struct server {
    struct server_page *page;
    const struct front *front;
    struct due_queue queue;
    int epoll_fd, timer_fd;
    int64_t armed_ns; /* the time that the timerfd is set to; 0 if disarmed */
    /* since the first request */
    struct rusage usage;
    int64_t begun_ns, idle_ns;
    int64_t taken, answered;
};

const struct server_page *server_page(const struct server *server) {
    return server->page;
}

int server_watch(struct server *server, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

    return epoll_ctl(server->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

/* When the task began: the time in the request if it is plausible, otherwise now. A foreign program
 * may not know the time. */
static int64_t start_of(const struct request *request, int64_t now_ns) {
    static const int64_t longest_ns = 60 * NS_PER_S;
    int64_t start_ns = request->start_ns;

    return start_ns <= now_ns && start_ns > now_ns - longest_ns ? start_ns : now_ns;
}

void server_take(struct server *server, int fd, uint32_t serial, const struct request *request) {
    struct due due = {.request = *request, .fd = fd, .serial = serial};
    int64_t now_ns = clock_ns();

    if (server->taken++ == 0) {
        getrusage(RUSAGE_SELF, &server->usage);
        server->begun_ns = now_ns;
        server->idle_ns = 0;
    }
    due.at_ns = now_ns + server->page->sleep_ns;
    due.start_ns = start_of(request, now_ns);
    due_push(&server->queue, &due);
}

/* --- accounting ------------------------------------------------------------------------------- */

/* Completes the page. Must be called before the last answer is sent, because that answer ends the
 * trial, and then the page is read. */
static void settle(struct server *server, int64_t now_ns) {
    struct server_page *page = server->page;
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    page->user_ns = clock_of_timeval(usage.ru_utime) - clock_of_timeval(server->usage.ru_utime);
    page->system_ns = clock_of_timeval(usage.ru_stime) - clock_of_timeval(server->usage.ru_stime);
    page->busy_ns = now_ns - server->begun_ns - server->idle_ns;
    atomic_store(&page->whole, 1);
}

/* --- the loop --------------------------------------------------------------------------------- */

static void answer(struct server *server, const struct due *due, int64_t now_ns) {
    histogram_add(&server->page->late, now_ns - due->start_ns - server->page->sleep_ns);
    if (++server->answered == server->page->tasks)
        settle(server, now_ns);
    server->front->answer(server, due);
    due_drop(&server->queue);
}

static void answer_some(struct server *server) {
    const struct due *due;

    for (int i = 0; i < answers_between_polls && (due = due_first(&server->queue)); i++) {
        int64_t now_ns = clock_ns();

        if (due->at_ns > now_ns)
            return;
        answer(server, due, now_ns);
    }
}

/* Sets the timerfd for the first answer, or disarms it. Setting it also clears its readiness, so it
 * is never read. Not called if the first answer is already due. */
static void arm(struct server *server) {
    const struct due *due = due_first(&server->queue);
    int64_t at_ns = due ? due->at_ns + server->page->lateness_ns : 0;
    struct itimerspec setting = {.it_value = clock_span(at_ns)};

    if (at_ns != server->armed_ns)
        ASSERT(!timerfd_settime(server->timer_fd, TFD_TIMER_ABSTIME, &setting, NULL));
    server->armed_ns = at_ns;
}

/* The timeout of epoll_wait(): 0 if an answer is due, otherwise -1 (none). */
static int patience(const struct server *server) {
    const struct due *due = due_first(&server->queue);

    return due && due->at_ns <= clock_ns() ? 0 : -1;
}

static _Noreturn void serve(struct server *server) {
    struct epoll_event events[events_at_once];

    for (;;) {
        int patient = patience(server), count;
        int64_t before_ns;

        if (patient)
            arm(server);
        before_ns = clock_ns();
        count = epoll_wait(server->epoll_fd, events, events_at_once, patient);
        if (patient)
            server->idle_ns += clock_ns() - before_ns;
        ASSERT(count >= 0 || errno == EINTR);
        for (int i = 0; i < count; i++)
            if (events[i].data.fd != server->timer_fd)
                server->front->readable(server, events[i].data.fd);
        answer_some(server);
    }
}

static int open_loop(struct server *server) {
    server->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    server->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (server->epoll_fd < 0 || server->timer_fd < 0 || server_watch(server, server->timer_fd))
        return -1;
    return server->front->open(server);
}

int server_main(void) {
    static struct server server;

    server.page =
        mmap(NULL, sizeof *server.page, PROT_READ | PROT_WRITE, MAP_SHARED, SERVER_PAGE_FD, 0);
    if (server.page == MAP_FAILED) {
        fprintf(stderr, "--server is internal; run runner without it\n");
        return 2;
    }
    close(SERVER_PAGE_FD);
    signal(SIGPIPE, SIG_IGN); /* a caller that has gone is not an error */
    host_raise_descriptors();
    server.front = server.page->tcp ? &front_tcp : &front_pipe;
    if (open_loop(&server)) {
        fprintf(stderr, "the server could not begin: %s\n", strerror(errno));
        return 1;
    }
    serve(&server);
}
