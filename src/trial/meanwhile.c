#include "trial/meanwhile.h"

#include "base/clock.h"
#include "base/proc.h"
#include "task/task.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* "cpu  user nice system idle iowait irq softirq steal …" in ticks. Idle and iowait are nobody's work,
 * and what a guest's guests run is in user already. */
static void read_busy(struct meanwhile *meanwhile) {
    char line[256];
    long long user, nice, system, idle, iowait, irq, softirq, steal;
    int64_t tick_ns = NS_PER_S / sysconf(_SC_CLK_TCK);

    meanwhile->busy_ns = meanwhile->steal_ns = RECORD_NULL;
    if (!proc_field("/proc/stat", "cpu ", line, sizeof line) ||
        sscanf(line, "%lld %lld %lld %lld %lld %lld %lld %lld", &user, &nice, &system, &idle,
               &iowait, &irq, &softirq, &steal) != 8)
        return;
    meanwhile->busy_ns = (user + nice + system + irq + softirq) * tick_ns;
    meanwhile->steal_ns = steal * tick_ns;
}

/* The second figure of a thread's schedstat: ns it was runnable and waited. */
static int64_t thread_run_delay_ns(const char *thread) {
    char path[300], line[96];
    long long ran, waited;

    snprintf(path, sizeof path, "/proc/self/task/%s/schedstat", thread);
    if (!proc_line(path, line, sizeof line) || sscanf(line, "%lld %lld", &ran, &waited) != 2)
        return RECORD_NULL;
    return waited;
}

static int64_t run_delay_ns(void) {
    DIR *threads = opendir("/proc/self/task");
    struct dirent *thread;
    int64_t sum = RECORD_NULL;

    while (threads && (thread = readdir(threads))) {
        int64_t waited = *thread->d_name == '.' ? RECORD_NULL : thread_run_delay_ns(thread->d_name);

        if (waited != RECORD_NULL)
            sum = (sum == RECORD_NULL ? 0 : sum) + waited;
    }
    if (threads)
        closedir(threads);
    return sum;
}

void meanwhile_read(struct meanwhile *meanwhile) {
    read_busy(meanwhile);
    meanwhile->run_delay_ns = run_delay_ns();
}

void meanwhile_cost(const struct meanwhile *from, const struct meanwhile *to, int64_t own_cpu_ns,
                    struct record *record) {
    int64_t busy_ns = record_growth(from->busy_ns, to->busy_ns);

    if (busy_ns != RECORD_NULL)
        record->foreign_cpu_ns = busy_ns > own_cpu_ns ? busy_ns - own_cpu_ns : 0;
    record->steal_ns = record_growth(from->steal_ns, to->steal_ns);
    record->run_delay_ns = record_growth(from->run_delay_ns, to->run_delay_ns);
}

int64_t meanwhile_ruler(void) {
    enum { iterations = 500000 };
    static volatile uint64_t sink;
    int64_t start_ns = clock_ns();

    sink = work_burn(iterations);
    (void)sink;
    return clock_ns() - start_ns;
}
