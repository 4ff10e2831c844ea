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
        .total_ns = RECORD_NULL,
        .spawn_ns = RECORD_NULL,
        .burst_ns = RECORD_NULL,
        .wake_ns = RECORD_NULL,
        .work_time_ns = RECORD_NULL,
        .gap_ns = RECORD_NULL,
        .lead_in_ns = RECORD_NULL,
        .tail_ns = RECORD_NULL,
        .steady = NAN,
        .user_ns = RECORD_NULL,
        .system_ns = RECORD_NULL,
        .startup_cpu_ns = RECORD_NULL,
        .tasks_cpu_ns = RECORD_NULL,
        .server_user_ns = RECORD_NULL,
        .server_system_ns = RECORD_NULL,
        .server_busy_ns = RECORD_NULL,
        .server_late_ns = RECORD_NULL,
        .voluntary_switches = RECORD_NULL,
        .involuntary_switches = RECORD_NULL,
        .spawn_faults = RECORD_NULL,
        .minor_faults = RECORD_NULL,
        .major_faults = RECORD_NULL,
        .peak_rss = RECORD_NULL,
        .resident = RECORD_NULL,
        .page_tables = RECORD_NULL,
        .kernel_stacks = RECORD_NULL,
        .watched_ns = RECORD_NULL,
        .foreign_cpu_ns = RECORD_NULL,
        .steal_ns = RECORD_NULL,
        .run_delay_ns = RECORD_NULL,
        .throttled_ns = RECORD_NULL,
        .throttled_periods = RECORD_NULL,
        .pressure_cpu_ns = RECORD_NULL,
        .pressure_memory_ns = RECORD_NULL,
        .pressure_io_ns = RECORD_NULL,
        .ruler_before_ns = RECORD_NULL,
        .ruler_after_ns = RECORD_NULL,
        .stopped = RECORD_NULL,
        .shortest_wait_ns = RECORD_NULL,
        .greatest_in_flight = RECORD_NULL,
        .tasks_done = RECORD_NULL,
        .workers = RECORD_NULL,
        .workers_used = RECORD_NULL,
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
    return from == RECORD_NULL || to == RECORD_NULL ? RECORD_NULL : to - from;
}

int64_t spec_ideal_ns(const struct spec *spec) {
    return clock_scaled(spec->sleep_ns, spec->tasks, spec->concurrency);
}

int64_t spec_queue(const struct spec *spec) {
    if (spec->queue == RECORD_NULL)
        return spec->concurrency;
    return spec->queue <= spec->tasks ? spec->queue : spec->tasks;
}

double record_least_total(const struct record *record, const struct spec *spec) {
    if (record->status == STATUS_TIMEOUT)
        return (double)spec->timeout_ns / 1e9;
    return record->status == STATUS_OK ? (double)record->total_ns / 1e9 : NAN;
}
