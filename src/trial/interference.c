#include "trial/interference.h"

#include "base/cgroup.h"
#include "base/clock.h"
#include "base/proc.h"
#include "task/task.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The second number in a thread's schedstat: the time during which it was runnable but waited,
 * in ns. */
static int64_t thread_run_delay_ns(const char *thread) {
    char path[300], line[96];
    long long ran, waited;

    snprintf(path, sizeof path, "/proc/self/task/%s/schedstat", thread);
    if (!proc_line(path, line, sizeof line) || sscanf(line, "%lld %lld", &ran, &waited) != 2)
        return NO_VALUE;
    return waited;
}

static int64_t run_delay_ns(void) {
    DIR *threads = opendir("/proc/self/task");
    struct dirent *thread;
    int64_t sum = NO_VALUE;

    while (threads && (thread = readdir(threads))) {
        int64_t waited = *thread->d_name == '.' ? NO_VALUE : thread_run_delay_ns(thread->d_name);

        if (waited != NO_VALUE)
            sum = (sum == NO_VALUE ? 0 : sum) + waited;
    }
    if (threads)
        closedir(threads);
    return sum;
}

/* The line reads "some avg10=0.00 avg60=0.00 avg300=0.00 total=226953964"; the total is the number
 * of microseconds during which some task waited. */
static int64_t pressure_ns(const char *path) {
    char line[128], *total;

    if (!proc_field(path, "some", line, sizeof line) || !(total = strstr(line, "total=")))
        return NO_VALUE;
    return atoll(total + strlen("total=")) * NS_PER_US;
}

void interference_read(struct interference *interference) {
    static const char *const paths[PRESSURES] = {"/proc/pressure/cpu", "/proc/pressure/memory",
                                                 "/proc/pressure/io"};

    interference->run_delay_ns = run_delay_ns();
    cgroup_throttling(NULL, &interference->throttled_ns, &interference->throttled_periods);
    for (int i = 0; i < PRESSURES; i++)
        interference->pressure_ns[i] = pressure_ns(paths[i]);
}

void interference_cost(const struct interference *from, const struct interference *to,
                       struct record *record) {
    int64_t *const pressures[PRESSURES] = {&record->pressure_cpu_ns, &record->pressure_memory_ns,
                                           &record->pressure_io_ns};

    record->run_delay_ns = record_growth(from->run_delay_ns, to->run_delay_ns);
    record->throttled_ns = record_growth(from->throttled_ns, to->throttled_ns);
    record->throttled_periods = record_growth(from->throttled_periods, to->throttled_periods);
    for (int i = 0; i < PRESSURES; i++)
        *pressures[i] = record_growth(from->pressure_ns[i], to->pressure_ns[i]);
}

/* A blocked SIGCONT still continues the process and stays pending, so it can be seen later without
 * having interrupted a sleep. Threads inherit the mask. */
void interference_watch_stops(void) {
    sigset_t continued;

    sigemptyset(&continued);
    sigaddset(&continued, SIGCONT);
    sigprocmask(SIG_BLOCK, &continued, NULL);
}

bool interference_was_stopped(void) {
    sigset_t pending;

    return !sigpending(&pending) && sigismember(&pending, SIGCONT) == 1;
}

int64_t interference_ruler(void) {
    enum { iterations = 500000 };
    static volatile uint64_t sink;
    int64_t start_ns = clock_ns();

    sink = work_burn(iterations);
    (void)sink;
    return clock_ns() - start_ns;
}
