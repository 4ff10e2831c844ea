#include "trial/usage.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/proc.h"

#include <stdlib.h>

static void read_memory(struct gauge *gauge) {
    static const char path[] = "/proc/self/status";
    char threads[16];

    gauge->resident = proc_kilobytes(path, "VmRSS:");
    gauge->peak = proc_kilobytes(path, "VmHWM:");
    gauge->page_tables = proc_kilobytes(path, "VmPTE:");
    gauge->threads =
        proc_field(path, "Threads:", threads, sizeof threads) ? atoll(threads) : NO_VALUE;
}

void gauge_begin(struct gauge *gauge) {
    read_memory(gauge);
    meanwhile_read(&gauge->meanwhile);
    PROMISE(!getrusage(RUSAGE_SELF, &gauge->usage));
}

void gauge_end(struct gauge *gauge) {
    PROMISE(!getrusage(RUSAGE_SELF, &gauge->usage));
    meanwhile_read(&gauge->meanwhile);
    read_memory(gauge);
}

void gauge_cost(const struct gauge *bare, const struct gauge *start, const struct gauge *end,
                int64_t kernel_stack_bytes, struct record *record) {
    const struct rusage *from = &start->usage, *to = &end->usage;
    int64_t threads = record_growth(bare->threads, end->threads);

    record->user_ns = clock_of_timeval(to->ru_utime) - clock_of_timeval(from->ru_utime);
    record->system_ns = clock_of_timeval(to->ru_stime) - clock_of_timeval(from->ru_stime);
    meanwhile_cost(&start->meanwhile, &end->meanwhile, record);
    record->voluntary_switches = to->ru_nvcsw - from->ru_nvcsw;
    record->involuntary_switches = to->ru_nivcsw - from->ru_nivcsw;
    record->spawn_faults = from->ru_minflt - bare->usage.ru_minflt;
    record->minor_faults = to->ru_minflt - from->ru_minflt;
    record->major_faults = to->ru_majflt - from->ru_majflt;
    record->peak_rss = end->peak;
    record->resident = record_growth(bare->resident, end->resident);
    record->page_tables = record_growth(bare->page_tables, end->page_tables);
    if (threads != NO_VALUE && kernel_stack_bytes != NO_VALUE)
        record->kernel_stacks = threads * kernel_stack_bytes;
}
