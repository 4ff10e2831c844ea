#include "trial/external.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/host.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/proc.h"
#include "trial/page.h"
#include "trial/stamps.h"
#include "trial/stderr_tail.h"
#include "trial/strays.h"
#include "trial/study_line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>
#include <wordexp.h>

/* A running program. */
struct program {
    pid_t pid;
    int output;                   /* what it prints is read here */
    int64_t page_tables, threads; /* the highest values seen; NO_VALUE if none was */
};

/* --- starting the program --------------------------------------------------------------------- */

/* The command's words and our arguments, ended by NULL; NULL if the command cannot be read. The
 * array is owned by the caller; its texts belong to *words and *arguments. */
static char **words_of(const struct spec *spec, wordexp_t *words,
                       struct study_argument arguments[STUDY_ARGUMENTS]) {
    size_t count = study_line_ask(spec, arguments), at;
    int trouble = wordexp(spec->command, words, WRDE_NOCMD);
    char **argv;

    if (trouble == WRDE_NOSPACE)
        memory_missing();
    if (trouble || words->we_wordc == 0)
        return NULL;
    at = words->we_wordc;
    argv = memory_get(at + 2 * count + 1, sizeof *argv);
    memcpy(argv, words->we_wordv, at * sizeof *argv);
    for (size_t i = 0; i < count; i++) {
        argv[at++] = (char *)arguments[i].option;
        argv[at++] = arguments[i].value;
    }
    return argv;
}

static _Noreturn void become(char **argv, int output, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* the parent died before PR_SET_PDEATHSIG */
        _exit(1);
    interrupt_disarm();
    if (dup2(output, 1) == 1)
        execvp(argv[0], argv);
    dprintf(2, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* Runs the program in a new process, with its stdout going to output. Returns its pid; returns -1
 * and sets errno on failure. */
static pid_t run(char **argv, int output) {
    pid_t parent = getpid(), pid = fork();

    if (pid == 0)
        become(argv, output, parent);
    return pid;
}

/* Starts the program. Returns -1, with a record that says why, on failure. */
static int start(const struct spec *spec, struct program *program, struct record *record) {
    struct study_argument arguments[STUDY_ARGUMENTS];
    wordexp_t words = {0};
    char **argv = words_of(spec, &words, arguments);
    int ends[2];

    if (!argv) {
        record_fail(record, STATUS_ERROR,
                    "the command '%.80s' cannot be read; quote what a shell would take for itself",
                    spec->command);
    } else if (pipe2(ends, O_CLOEXEC)) {
        record_fail(record, STATUS_ERROR, "cannot make a pipe for the program's output: %s",
                    strerror(errno));
    } else {
        program->output = ends[0];
        program->pid = run(argv, ends[1]);
        if (program->pid < 0)
            record_fail(record, STATUS_ERROR, "cannot start a process for the program: %s",
                        strerror(errno));
        close(ends[1]);
    }
    free(argv);
    wordfree(&words);
    return program->pid > 0 ? 0 : -1;
}

/* Signal handler, called when the runner has died or a signal asks this process to end. Ends
 * everything that the program has started, then raises the signal again; if it ends a process by
 * default, it then does so. */
static void end_all(int number) {
    strays_end();
    raise(number);
}

/* By default, this process is killed when the runner dies (see self_exec.c), and of the program's
 * processes only the program itself would end with it. From here on this process gets a signal
 * instead. It also becomes a subreaper, so that whatever the program starts eventually becomes its
 * own child. SIGHUP arrives if this process was stopped when the runner died. */
static void end_with_runner(void) {
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
    struct sigaction action = {.sa_handler = end_all, .sa_flags = SA_RESETHAND | SA_NODEFER};

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
    if (!prctl(PR_SET_CHILD_SUBREAPER, 1))
        prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Puts the server's address, and the secret that admits the program's tasks, into
 * the environment. */
static void name_server(const struct spec *spec, const struct peer *peer) {
    const struct task *task = task_find(spec->kind);
    char address[32];

    unsetenv("CROSSOVER_SERVER");
    unsetenv("CROSSOVER_SECRET");
    if (!task || !task->served)
        return;
    host_raise_descriptors();
    snprintf(address, sizeof address, "127.0.0.1:%d", peer->port);
    if (setenv("CROSSOVER_SERVER", address, 1) || setenv("CROSSOVER_SECRET", peer->secret, 1))
        memory_missing();
}

/* --- while the program runs ------------------------------------------------------------------- */

static void look_at(struct program *program) {
    char path[32], text[16];
    int64_t page_tables;

    snprintf(path, sizeof path, "/proc/%d/status", program->pid);
    page_tables = proc_kilobytes(path, "VmPTE:");
    if (page_tables > program->page_tables)
        program->page_tables = page_tables;
    if (proc_field(path, "Threads:", text, sizeof text) && atoll(text) > program->threads)
        program->threads = atoll(text);
}

/* Reads what the program prints, up to STUDY_LINE_MOST bytes; what follows is not read. Returns the
 * number of bytes. Looks at the program every look_every_ms, and also whenever it prints, because a
 * short program may end earlier than that. */
static size_t read_all(struct program *program, int look_every_ms, char *printed) {
    struct pollfd ready = {.fd = program->output, .events = POLLIN};
    size_t length = 0;
    ssize_t count;

    while (length < STUDY_LINE_MOST) {
        int readable = poll(&ready, 1, look_every_ms);

        look_at(program);
        if (readable == 0)
            continue;
        count = read(program->output, printed + length, STUDY_LINE_MOST - length);
        if (count == 0 || (count < 0 && errno != EINTR))
            break;
        if (count > 0)
            length += (size_t)count;
    }
    return length;
}

/* --- after the program has ended -------------------------------------------------------------- */

static void judge_exit(int status, struct record *record) {
    if (WIFSIGNALED(status))
        record_fail(record, STATUS_CRASH, "the program was killed by signal %d (%s)",
                    WTERMSIG(status), strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) == EX_OSERR)
        record_fail(record, STATUS_LIMIT, "the program could not create its workers");
    else if (WEXITSTATUS(status) != 0)
        record_fail(record, STATUS_ERROR, "the program ended with exit status %d",
                    WEXITSTATUS(status));
    if (status != 0)
        record->total_ns = NO_VALUE;
}

static void take_account(const struct program *program, int64_t stamp_bytes,
                         int64_t kernel_stack_bytes, struct record *record) {
    struct rusage usage;

    ASSERT(!getrusage(RUSAGE_CHILDREN, &usage));
    record->user_ns = clock_of_timeval(usage.ru_utime);
    record->system_ns = clock_of_timeval(usage.ru_stime);
    record->voluntary_switches = usage.ru_nvcsw;
    record->involuntary_switches = usage.ru_nivcsw;
    record->minor_faults = usage.ru_minflt;
    record->major_faults = usage.ru_majflt;
    record->peak_rss = usage.ru_maxrss * 1024;
    record->resident = record->peak_rss - stamp_bytes;
    record->page_tables = program->page_tables;
    if (program->threads != NO_VALUE && kernel_stack_bytes != NO_VALUE)
        record->kernel_stacks = program->threads * kernel_stack_bytes;
}

/* The CPU time of the program's tasks cannot exceed what the kernel accounts to the program and its
 * children, plus one tick, the unit in which some kernels count. */
static void check_cpu(struct record *record) {
    static const int64_t tick_ns = 10 * NS_PER_MS;
    int64_t whole_ns = record->user_ns + record->system_ns;

    if (record->status == STATUS_OK && record->tasks_cpu_ns != NO_VALUE &&
        (record->tasks_cpu_ns < 0 || record->tasks_cpu_ns > whole_ns + tick_ns))
        record_fail(
            record, STATUS_ERROR,
            "the program says that its tasks took %.6f s of CPU; by the kernel's account all "
            "of it took %.6f s",
            (double)record->tasks_cpu_ns / 1e9, (double)whole_ns / 1e9);
}

/* The total cannot be less than the floor, which no scheduler can beat, or more than the time that
 * the program ran. */
static void check_total(const struct spec *spec, int64_t lived_ns, struct record *record) {
    static const double rounding = 0.999;
    double turns = ceil((double)spec->tasks / (double)spec->concurrency);
    double floor_ns = turns * (double)spec->sleep_ns, total_ns = (double)record->total_ns;

    if (record->status != STATUS_OK)
        return;
    if (total_ns < rounding * floor_ns)
        record_fail(
            record, STATUS_SHORT,
            "the program's total is %.6f s; so many sleeps on so many workers take %.6f s, so "
            "some were short",
            total_ns / 1e9, floor_ns / 1e9);
    else if (record->total_ns > lived_ns)
        record_fail(record, STATUS_ERROR,
                    "the program's total is %.6f s, and it ran for %.6f s; is that in seconds?",
                    total_ns / 1e9, (double)lived_ns / 1e9);
}

void external_perform(struct trial_page *page, struct record *record) {
    static char printed[STUDY_LINE_MOST];
    const struct spec *spec = &page->spec;
    struct program program = {.pid = -1, .page_tables = NO_VALUE, .threads = NO_VALUE};
    struct stamps stamps = stamps_offer(spec);
    bool stamped;
    int64_t start_ns, born_ns = clock_ns();
    size_t length;
    int status = 0;

    end_with_runner();
    name_server(spec, &page->peer);
    if (start(spec, &program, record))
        return;
    /* A look takes about 20 us. While there are tasks, looks are rare enough to take no
     * significant CPU from them; during a start-up, which may last only 2 ms and is not timed,
     * they are continuous. */
    length = read_all(&program, spec->tasks > 0 ? 25 : 0, printed);
    close(program.output); /* a program that still prints gets SIGPIPE */
    while (waitpid(program.pid, &status, 0) < 0 && errno == EINTR)
        ;
    study_line_read(printed, length, spec, record, &start_ns);
    check_total(spec, clock_ns() - born_ns, record);
    stamped = stamps.slots && start_ns != NO_VALUE;
    if (record->status == STATUS_OK && stamped)
        stamps_judge(&stamps, spec, start_ns, record, &page->latency);
    if (length < STUDY_LINE_MOST) /* otherwise it was cut off, and its exit status means nothing */
        judge_exit(status, record);
    if (record->status != STATUS_OK)
        stderr_tail_add(2, record); /* it shares this process's stderr */
    take_account(&program, stamped ? (int64_t)stamps.bytes : 0, page->kernel_stack_bytes, record);
    check_cpu(record);
    stamps_withdraw(&stamps);
}
