#include "trial/usage.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/proc.h"

#include <stdlib.h>

static void read_memory(struct usage *usage) {
    static const char path[] = "/proc/self/status";
    char threads[16];

    usage->resident = proc_kilobytes(path, "VmRSS:");
    usage->peak = proc_kilobytes(path, "VmHWM:");
    usage->page_tables = proc_kilobytes(path, "VmPTE:");
    usage->threads =
        proc_field(path, "Threads:", threads, sizeof threads) ? atoll(threads) : NO_VALUE;
}

void usage_begin(struct usage *usage) {
    read_memory(usage);
    interference_read(&usage->interference);
    ASSERT(!getrusage(RUSAGE_SELF, &usage->rusage));
}

void usage_end(struct usage *usage) {
    ASSERT(!getrusage(RUSAGE_SELF, &usage->rusage));
    interference_read(&usage->interference);
    read_memory(usage);
}

void usage_cost(const struct usage *bare, const struct usage *start, const struct usage *end,
                int64_t kernel_stack_bytes, struct record *record) {
    const struct rusage *from = &start->rusage, *to = &end->rusage;
    int64_t threads = record_growth(bare->threads, end->threads);

    record->user_ns = clock_of_timeval(to->ru_utime) - clock_of_timeval(from->ru_utime);
    record->system_ns = clock_of_timeval(to->ru_stime) - clock_of_timeval(from->ru_stime);
    interference_cost(&start->interference, &end->interference, record);
    record->voluntary_switches = to->ru_nvcsw - from->ru_nvcsw;
    record->involuntary_switches = to->ru_nivcsw - from->ru_nivcsw;
    record->spawn_faults = from->ru_minflt - bare->rusage.ru_minflt;
    record->minor_faults = to->ru_minflt - from->ru_minflt;
    record->major_faults = to->ru_majflt - from->ru_majflt;
    record->peak_rss = end->peak;
    record->resident = record_growth(bare->resident, end->resident);
    record->page_tables = record_growth(bare->page_tables, end->page_tables);
    if (threads != NO_VALUE && kernel_stack_bytes != NO_VALUE)
        record->kernel_stacks = threads * kernel_stack_bytes;
}
