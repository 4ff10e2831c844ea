#include "trial/launch.h"

#include "base/interrupt.h"
#include "base/units.h"
#include "trial/last_words.h"
#include "trial/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child under way. */
struct child {
    pid_t pid;
    int pid_fd;
    int page_fd, words_fd; /* memory files: the page, and what it writes to stderr */
    struct trial_page *page;
};

/* Between fork and exec: only what is safe there. */
static _Noreturn void become_trial(const struct child *child, pid_t parent) {
    char *const arguments[] = {"runner", "--trial", NULL};
    int nowhere = open("/dev/null", O_RDWR);

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before it could be watched */
        _exit(1);
    interrupt_disarm();
    dup2(nowhere, 0);
    dup2(nowhere, 1);
    dup2(child->words_fd, 2);
    dup2(child->page_fd, TRIAL_PAGE_FD);
    execv("/proc/self/exe", arguments);
    _exit(127);
}

/* Both on descriptors above the one the child expects its page on. */
static int memory_file(const char *name) {
    int low = memfd_create(name, MFD_CLOEXEC);
    int high = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, TRIAL_PAGE_FD + 1);

    if (low >= 0)
        close(low);
    return high;
}

static int open_page(struct child *child) {
    child->page_fd = memory_file("trial");
    child->words_fd = memory_file("words");
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

static int start(struct child *child) {
    pid_t parent = getpid();

    child->pid = fork();
    if (child->pid == 0)
        become_trial(child, parent);
    if (child->pid < 0)
        return -1;
    setpgid(child->pid, child->pid); /* whoever of the two comes first */
    child->pid_fd = (int)syscall(SYS_pidfd_open, child->pid, 0);
    if (child->pid_fd >= 0)
        return 0;
    kill(child->pid, SIGKILL);
    waitpid(child->pid, NULL, 0);
    return -1;
}

/* Kill whatever is left of it and wait until it is gone. Returns its wait status. */
static int reap(struct child *child, bool kill_first) {
    int status = 0;

    if (kill_first)
        kill(child->pid, SIGKILL);
    kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(child->pid_fd);
    return status;
}

/* The first of this process's children; 0: it has none. */
static pid_t first_child(void) {
    char path[64];
    FILE *children;
    pid_t pid;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
    children = fopen(path, "re");
    if (!children || fscanf(children, "%d", &pid) != 1)
        pid = 0;
    if (children)
        fclose(children);
    return pid;
}

/* What a foreign program started and left behind has become a child of this process (subreaper): bury the dead, and
 * end the living. Returns how many of these there were. */
static int end_strays(void) {
    int strays = 0;
    pid_t pid;

    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    for (; (pid = first_child()) > 0; strays++) {
        kill(pid, SIGKILL);
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    return strays;
}

/* A program that leaves others running has not ended, whatever it printed. */
static void charge_strays(int strays, struct record *record) {
    if (strays == 0 || record->status != STATUS_OK)
        return;
    record->total_ns = RECORD_NULL;
    record_fail(record, STATUS_ERROR, "the program left %d process%s running; they were ended",
                strays, strays == 1 ? "" : "es");
}

enum ending { ENDED, TIMED_OUT, INTERRUPTED };

static enum ending watch(const struct launcher *launcher, const struct child *child,
                         int64_t timeout_ns) {
    int64_t deadline_ns = clock_ns() + timeout_ns;

    for (;;) {
        int64_t left_ns = deadline_ns - clock_ns();
        struct timespec wait = clock_span(left_ns < NS_PER_S ? left_ns : NS_PER_S);
        struct pollfd event = {.fd = child->pid_fd, .events = POLLIN};

        if (interrupt_requested())
            return INTERRUPTED;
        if (left_ns <= 0)
            return TIMED_OUT;
        if (ppoll(&event, 1, &wait, interrupt_open_mask()) > 0)
            return ENDED;
        if (launcher->tick)
            launcher->tick(launcher->context);
    }
}

static void judge(const struct child *child, enum ending ending, int status, int64_t timeout_ns,
                  struct record *record, struct latency *latency) {
    char span[UNITS_SIZE];

    if (ending == ENDED && atomic_load(&child->page->whole)) {
        *record = child->page->record;
        *latency = child->page->latency;
        return;
    }
    if (ending == TIMED_OUT) {
        record_fail(record, STATUS_TIMEOUT, "the trial had not ended after %s (--timeout)",
                    units_time(span, timeout_ns));
    } else if (WIFSIGNALED(status)) {
        record_fail(record, STATUS_CRASH, "the trial's process was killed by signal %d (%s)%s",
                    WTERMSIG(status), strsignal(WTERMSIG(status)),
                    WTERMSIG(status) == SIGKILL ? ", by hand or because memory ran out" : "");
    } else {
        record_fail(record, STATUS_CRASH,
                    "the trial's process ended with exit status %d and no result",
                    WEXITSTATUS(status));
    }
    last_words_add(child->words_fd, record);
}

/* No process could be had: evidence about this machine, and a row like any other failure. */
static void record_no_start(const char *what, struct record *record) {
    record_fail(record, STATUS_ERROR, "%s: %s", what, strerror(errno));
}

static int run_child(struct child *child, const struct launcher *launcher, const struct spec *spec,
                     struct record *record, struct latency *latency, struct err *err) {
    enum ending ending;
    int status, strays;

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (start(child)) {
        record_no_start("no process for the trial could be started", record);
        return 0;
    }
    ending = watch(launcher, child, spec->timeout_ns);
    status = reap(child, ending != ENDED);
    strays = end_strays();
    if (ending == INTERRUPTED)
        return err_set(err, ERR_INTERRUPTED, "interrupted");
    judge(child, ending, status, spec->timeout_ns, record, latency);
    charge_strays(strays, record);
    return 0;
}

static void look_around(struct launcher *launcher, struct record *record) {
    struct foreign now;

    foreign_read(&now);
    foreign_cost(&launcher->since, &now, record);
    launcher->since = now;
}

int trial_launch(struct launcher *launcher, const struct spec *spec, struct record *record,
                 struct latency *latency, struct err *err) {
    struct child child = {.page_fd = -1, .words_fd = -1, .pid_fd = -1};
    int result = 0;

    record_clear(record);
    *latency = (struct latency){0};
    if (open_page(&child)) {
        record_no_start("no memory for the trial's result could be had", record);
    } else {
        child.page->spec = *spec;
        child.page->kernel_stack_bytes = launcher->kernel_stack_bytes;
        result = run_child(&child, launcher, spec, record, latency, err);
    }
    close_page(&child);
    look_around(launcher, record);
    return result;
}
