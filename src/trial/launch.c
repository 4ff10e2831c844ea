#include "trial/launch.h"

#include "base/interrupt.h"
#include "base/units.h"
#include "record/columns.h"
#include "trial/page.h"
#include "trial/self_exec.h"
#include "trial/serve.h"
#include "trial/spinners.h"
#include "trial/stderr_tail.h"
#include "trial/strays.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A running child. */
struct child {
    struct self_exec process;
    /* memory files: the page, and what the child and its server write to stderr */
    int page_fd, words_fd;
    struct trial_page *page;
    struct server_handle handle; /* if the kind has a server */
    struct spinners spinners;    /* if the CPUs must not halt */
};

static int open_page(struct child *child) {
    child->page_fd = self_exec_memory("trial");
    child->words_fd = self_exec_memory("words");
    if (child->page_fd < 0 || child->words_fd < 0 || ftruncate(child->page_fd, sizeof *child->page))
        return -1;
    child->page =
        mmap(NULL, sizeof *child->page, PROT_READ | PROT_WRITE, MAP_SHARED, child->page_fd, 0);
    return child->page == MAP_FAILED ? -1 : 0;
}

static void close_page(struct child *child) {
    if (child->page && child->page != MAP_FAILED)
        munmap(child->page, sizeof *child->page);
    if (child->page_fd >= 0)
        close(child->page_fd);
    if (child->words_fd >= 0)
        close(child->words_fd);
}

/* A program that has left processes running has not ended, whatever it printed: records
 * an error. */
static void charge_strays(int strays, struct record *record) {
    if (strays == 0 || record->status != STATUS_OK)
        return;
    record->total_ns = NO_VALUE;
    record_fail(record, STATUS_ERROR, "the program left %d process%s running; they were ended",
                strays, strays == 1 ? "" : "es");
}

enum ending { ENDED, TIMED_OUT, INTERRUPTED, SERVER_ENDED };

static enum ending watch(const struct launcher *launcher, const struct child *child,
                         int64_t timeout_ns) {
    int64_t deadline_ns = clock_ns() + timeout_ns;

    for (;;) {
        int64_t left_ns = deadline_ns - clock_ns();
        struct timespec wait = clock_span(left_ns < NS_PER_S ? left_ns : NS_PER_S);
        struct pollfd ends[2] = {
            {.fd = child->process.pid_fd, .events = POLLIN},
            {.fd = child->handle.begun ? child->handle.process.pid_fd : -1, .events = POLLIN},
        };

        if (interrupt_requested())
            return INTERRUPTED;
        if (left_ns <= 0)
            return TIMED_OUT;
        if (ppoll(ends, 2, &wait, interrupt_open_mask()) > 0)
            return ends[0].revents ? ENDED : SERVER_ENDED;
        if (launcher->tick)
            launcher->tick(launcher->context);
    }
}

/* Has the process ended itself with a message, for lack of memory (memory_missing())? */
static bool gave_up(int status, int words_fd) {
    struct stat words;

    return WIFEXITED(status) && WEXITSTATUS(status) == ERR_STORE && !fstat(words_fd, &words) &&
           words.st_size > 0;
}

/* Records how a process ended, such as "the trial's process was killed by signal 9 (Killed), …". */
static void record_death(const char *whose, int status, int words_fd, struct record *record) {
    if (gave_up(status, words_fd))
        record_fail(record, STATUS_LIMIT, "%s could not continue", whose);
    else if (WIFSIGNALED(status))
        record_fail(record, STATUS_CRASH, "%s was killed by signal %d (%s)%s", whose,
                    WTERMSIG(status), strsignal(WTERMSIG(status)),
                    WTERMSIG(status) == SIGKILL ? ", by hand or because memory ran out" : "");
    else
        record_fail(record, STATUS_CRASH, "%s ended with exit status %d and no result", whose,
                    WEXITSTATUS(status));
}

/* Has the server ended by itself? If the trial has failed, waits a moment for that: the trial
 * may notice the server's end, through what it waits for, shortly before the server's process
 * has ended. */
static bool server_failed(const struct child *child, bool whole, int *status) {
    enum { patience_ms = 100 };
    bool suspect = whole && child->page->record.status != STATUS_OK;

    return serve_failed(&child->handle, suspect ? patience_ms : 0, status);
}

static void judge(const struct child *child, enum ending ending, int status, int64_t timeout_ns,
                  struct record *record, struct latency *latency) {
    bool whole = ending == ENDED && atomic_load(&child->page->whole);
    char span[UNITS_SIZE];
    int server_status;

    if (server_failed(child, whole, &server_status)) {
        record_death("the server's process", server_status, child->words_fd, record);
    } else if (whole) {
        *record = child->page->record;
        *latency = child->page->latency;
        serve_cost(&child->handle, record, latency);
        return;
    } else if (ending == TIMED_OUT) {
        record_fail(record, STATUS_TIMEOUT, "the trial had not ended after %s (--timeout)",
                    units_time(span, timeout_ns));
    } else {
        record_death("the trial's process", status, child->words_fd, record);
    }
    stderr_tail_add(child->words_fd, record);
}

/* Records that no process could be started. This says something about the machine, so it becomes a
 * row like any other failure. */
static void record_no_start(const char *what, struct record *record) {
    record_fail(record, STATUS_ERROR, "%s: %s", what, strerror(errno));
}

static int start(struct child *child, struct record *record) {
    const struct server_handle *handle = &child->handle;

    if (!self_exec_start(
            &child->process, "--trial", child->words_fd,
            (const int[SELF_EXEC_FDS]){child->page_fd, handle->control[1], handle->input[1]}))
        return 0;
    record_no_start("cannot start a process for the trial", record);
    return -1;
}

static int run_child(struct child *child, const struct launcher *launcher, const struct spec *spec,
                     struct record *record, struct latency *latency, struct err *err) {
    enum ending ending;
    int status, strays;

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (start(child, record))
        return 0;
    ending = watch(launcher, child, spec->timeout_ns);
    status = self_exec_end(&child->process, ending != ENDED); /* its group too, unless it ended */
    if (ending != INTERRUPTED)
        judge(child, ending, status, spec->timeout_ns, record, latency);
    serve_kill(&child->handle);
    strays = strays_end();
    charge_strays(strays, record);
    return ending == INTERRUPTED ? err_set(err, ERR_INTERRUPTED, "interrupted") : 0;
}

/* Fills the page, and starts the server it refers to and the spinners. Returns -1 and sets *record
 * on failure. */
static int prepare(struct child *child, const struct launcher *launcher, const struct spec *spec,
                   struct record *record) {
    const char *what = "cannot share memory with the trial";
    struct trial_page *page;

    if (open_page(child) || serve_start(&child->handle, spec, child->words_fd, &what)) {
        record_no_start(what, record);
        return -1;
    }
    page = child->page;
    page->spec = *spec;
    page->kernel_stack_bytes = launcher->kernel_stack_bytes;
    page->peer = serve_peer(&child->handle);
    if (!spinners_start(&child->spinners, spec->idle == IDLE_POLL))
        return 0;
    record_no_start("cannot start a spinner on each CPU", record);
    return -1;
}

static void look_around(struct launcher *launcher, struct record *record) {
    struct foreign now;

    foreign_read(&now);
    foreign_cost(&launcher->since, &now, record);
    launcher->since = now;
}

int trial_launch(struct launcher *launcher, const struct spec *spec, struct record *record,
                 struct latency *latency, struct err *err) {
    struct child child = {.page_fd = -1, .words_fd = -1};
    int result = 0;

    record_clear(record);
    *latency = (struct latency){0};
    if (!prepare(&child, launcher, spec, record))
        result = run_child(&child, launcher, spec, record, latency, err);
    spinners_stop(&child.spinners);
    serve_end(&child.handle);
    close_page(&child);
    look_around(launcher, record);
    return result;
}
