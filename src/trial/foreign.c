#include "trial/foreign.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/proc.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

/* The line reads "cpu  user nice system idle iowait irq softirq steal …", in ticks. Idle and iowait
 * are not CPU use, and the time of guests is already included in user. */
static void read_busy(struct foreign *foreign) {
    char line[256];
    long long user, nice, system, idle, iowait, irq, softirq, steal;
    int64_t tick_ns = NS_PER_S / sysconf(_SC_CLK_TCK);

    foreign->busy_ns = foreign->steal_ns = NO_VALUE;
    if (!proc_field("/proc/stat", "cpu ", line, sizeof line) ||
        sscanf(line, "%lld %lld %lld %lld %lld %lld %lld %lld", &user, &nice, &system, &idle,
               &iowait, &irq, &softirq, &steal) != 8)
        return;
    foreign->busy_ns = (user + nice + system + irq + softirq) * tick_ns;
    foreign->steal_ns = steal * tick_ns;
}

static int64_t cpu_ns(int who) {
    struct rusage usage;

    ASSERT(!getrusage(who, &usage));
    return clock_of_timeval(usage.ru_utime) + clock_of_timeval(usage.ru_stime);
}

void foreign_read(struct foreign *foreign) {
    foreign->at_ns = clock_ns();
    foreign->own_ns = cpu_ns(RUSAGE_SELF) + cpu_ns(RUSAGE_CHILDREN);
    read_busy(foreign);
}

void foreign_cost(const struct foreign *from, const struct foreign *to, struct record *record) {
    int64_t busy_ns = record_growth(from->busy_ns, to->busy_ns);
    int64_t own_ns = to->own_ns - from->own_ns;

    record->watched_ns = to->at_ns - from->at_ns;
    if (busy_ns != NO_VALUE)
        record->foreign_cpu_ns = busy_ns > own_ns ? busy_ns - own_ns : 0;
    record->steal_ns = record_growth(from->steal_ns, to->steal_ns);
}
