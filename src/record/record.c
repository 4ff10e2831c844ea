#include "record/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *const phase_names[] = {"lockstep", "spread", NULL};
const char *const idle_names[] = {"halt", "poll", NULL};
const char *const role_names[] = {"grid", "search", "sentinel", NULL};
const char *const origin_names[] = {"runner", "exec", "import", NULL};
const char *const status_names[] = {"ok",    "short", "uneven", "timeout",
                                    "crash", "limit", "error",  NULL};

int names_find(const char *const *names, const char *text) {
    for (int i = 0; names[i]; i++)
        if (!strcmp(names[i], text))
            return i;
    return -1;
}

void record_clear(struct record *record) {
    *record = (struct record){
        .total_ns = NO_VALUE,
        .spawn_ns = NO_VALUE,
        .burst_ns = NO_VALUE,
        .wake_ns = NO_VALUE,
        .work_time_ns = NO_VALUE,
        .gap_ns = NO_VALUE,
        .lead_in_ns = NO_VALUE,
        .tail_ns = NO_VALUE,
        .steady = NAN,
        .user_ns = NO_VALUE,
        .system_ns = NO_VALUE,
        .startup_cpu_ns = NO_VALUE,
        .tasks_cpu_ns = NO_VALUE,
        .server_user_ns = NO_VALUE,
        .server_system_ns = NO_VALUE,
        .server_busy_ns = NO_VALUE,
        .server_late_ns = NO_VALUE,
        .voluntary_switches = NO_VALUE,
        .involuntary_switches = NO_VALUE,
        .spawn_faults = NO_VALUE,
        .minor_faults = NO_VALUE,
        .major_faults = NO_VALUE,
        .peak_rss = NO_VALUE,
        .resident = NO_VALUE,
        .page_tables = NO_VALUE,
        .kernel_stacks = NO_VALUE,
        .watched_ns = NO_VALUE,
        .foreign_cpu_ns = NO_VALUE,
        .steal_ns = NO_VALUE,
        .run_delay_ns = NO_VALUE,
        .throttled_ns = NO_VALUE,
        .throttled_periods = NO_VALUE,
        .pressure_cpu_ns = NO_VALUE,
        .pressure_memory_ns = NO_VALUE,
        .pressure_io_ns = NO_VALUE,
        .ruler_before_ns = NO_VALUE,
        .ruler_after_ns = NO_VALUE,
        .stopped = NO_VALUE,
        .shortest_wait_ns = NO_VALUE,
        .greatest_in_flight = NO_VALUE,
        .tasks_done = NO_VALUE,
        .workers = NO_VALUE,
        .workers_used = NO_VALUE,
        .status = STATUS_OK,
    };
}

void record_fail(struct record *record, enum status status, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(record->error, sizeof record->error, format, arguments);
    va_end(arguments);
    record->status = status;
}

int64_t record_growth(int64_t from, int64_t to) {
    return from == NO_VALUE || to == NO_VALUE ? NO_VALUE : to - from;
}

int64_t spec_ideal_ns(const struct spec *spec) {
    return clock_scaled(spec->sleep_ns, spec->tasks, spec->concurrency);
}

int64_t spec_queue(const struct spec *spec) {
    if (spec->queue == NO_VALUE)
        return spec->concurrency;
    return spec->queue <= spec->tasks ? spec->queue : spec->tasks;
}

double record_least_total(const struct record *record, const struct spec *spec) {
    if (record->status == STATUS_TIMEOUT)
        return (double)spec->timeout_ns / 1e9;
    return record->status == STATUS_OK ? (double)record->total_ns / 1e9 : NAN;
}
