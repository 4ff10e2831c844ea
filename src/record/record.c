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
