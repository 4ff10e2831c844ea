#include "record/columns.h"

#include "base/err.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct trial, field)
#define TEXT(n, field)                                                                             \
    { n, COLUMN_TEXT, AT(field), sizeof(((struct trial *)0)->field), NULL, 0 }
#define WORD(n, field, required)                                                                   \
    { n, COLUMN_WORD, AT(field), sizeof(((struct trial *)0)->field), NULL, required }
#define NAME(n, field)                                                                             \
    { #n, COLUMN_NAME, AT(field), 0, n##_names, 0 }
#define COLUMN(n, form, field)                                                                     \
    { n, COLUMN_##form, AT(field), 0, NULL, 0 }
#define NEEDED(n, form, field)                                                                     \
    { n, COLUMN_##form, AT(field), 0, NULL, 1 }

const struct column columns[] = {
    TEXT("uuid", uuid),
    COLUMN("round", INTEGER, spec.round),
    COLUMN("position", INTEGER, spec.position),
    TEXT("started", started),
    WORD("model", spec.model, 1),
    NEEDED("sleep", MILLISECONDS, spec.sleep_ns),
    NEEDED("concurrency", INTEGER, spec.concurrency),
    NEEDED("tasks", INTEGER, spec.tasks),
    NEEDED("total", SECONDS, record.total_ns),
    WORD("machine", machine, 0),
    COLUMN("cpus", INTEGER, cpus),
    COLUMN("cpu_quota", REAL, cpu_quota),
    WORD("kind", spec.kind, 0),
    COLUMN("work", SECONDS, spec.work_ns),
    COLUMN("per_worker", INTEGER, spec.per_worker),
    NAME(phase, spec.phase),
    COLUMN("lateness", SECONDS, spec.lateness_ns),
    COLUMN("queue", INTEGER, spec.queue),
    COLUMN("spin", SECONDS, spec.spin_ns),
    NAME(idle, spec.idle),
    COLUMN("stack", INTEGER, spec.stack_bytes),
    COLUMN("task_times", FLAG, spec.task_times),
    COLUMN("shared", FLAG, spec.shared),
    COLUMN("engine", INTEGER, spec.engine),
    COLUMN("threads", INTEGER, spec.threads),
    NAME(role, spec.role),
    NAME(origin, origin),
    NAME(status, record.status),
    TEXT("error", record.error),
    TEXT("runtime", record.runtime),
    COLUMN("steady", REAL, record.steady),
    COLUMN("spawn", SECONDS, record.spawn_ns),
    COLUMN("burst", SECONDS, record.burst_ns),
    COLUMN("wake", SECONDS, record.wake_ns),
    COLUMN("work_time", SECONDS, record.work_time_ns),
    COLUMN("gap", SECONDS, record.gap_ns),
    COLUMN("lead_in", SECONDS, record.lead_in_ns),
    COLUMN("tail", SECONDS, record.tail_ns),
    COLUMN("shortest_wait", SECONDS, record.shortest_wait_ns),
    COLUMN("greatest_in_flight", INTEGER, record.greatest_in_flight),
    COLUMN("tasks_done", INTEGER, record.tasks_done),
    COLUMN("workers", INTEGER, record.workers),
    COLUMN("workers_used", INTEGER, record.workers_used),
    COLUMN("user_cpu", SECONDS, record.user_ns),
    COLUMN("system_cpu", SECONDS, record.system_ns),
    COLUMN("startup_cpu", SECONDS, record.startup_cpu_ns),
    COLUMN("tasks_cpu", SECONDS, record.tasks_cpu_ns),
    COLUMN("server_user_cpu", SECONDS, record.server_user_ns),
    COLUMN("server_system_cpu", SECONDS, record.server_system_ns),
    COLUMN("server_busy", SECONDS, record.server_busy_ns),
    COLUMN("server_late", SECONDS, record.server_late_ns),
    COLUMN("work_iterations", INTEGER, spec.work_iterations),
    COLUMN("voluntary_switches", INTEGER, record.voluntary_switches),
    COLUMN("involuntary_switches", INTEGER, record.involuntary_switches),
    COLUMN("spawn_faults", INTEGER, record.spawn_faults),
    COLUMN("minor_faults", INTEGER, record.minor_faults),
    COLUMN("major_faults", INTEGER, record.major_faults),
    COLUMN("peak_rss", INTEGER, record.peak_rss),
    COLUMN("resident", GROWTH, record.resident),
    COLUMN("page_tables", GROWTH, record.page_tables),
    COLUMN("kernel_stacks", GROWTH, record.kernel_stacks),
    COLUMN("watched", SECONDS, record.watched_ns),
    COLUMN("foreign_cpu", SECONDS, record.foreign_cpu_ns),
    COLUMN("steal", SECONDS, record.steal_ns),
    COLUMN("run_delay", SECONDS, record.run_delay_ns),
    COLUMN("throttled", SECONDS, record.throttled_ns),
    COLUMN("throttled_periods", INTEGER, record.throttled_periods),
    COLUMN("pressure_cpu", SECONDS, record.pressure_cpu_ns),
    COLUMN("pressure_memory", SECONDS, record.pressure_memory_ns),
    COLUMN("pressure_io", SECONDS, record.pressure_io_ns),
    COLUMN("stopped", INTEGER, record.stopped),
    COLUMN("timeout", SECONDS, spec.timeout_ns),
    COLUMN("timer_floor", SECONDS, spec.timer_floor_ns),
    COLUMN("ruler_before", SECONDS, record.ruler_before_ns),
    COLUMN("ruler_after", SECONDS, record.ruler_after_ns),
    {0},
};

const char *const columns_derived[] = {
    "id",           "sweep_id",          "ideal",    "overhead", "floor", "excess",
    "cpu_per_task", "memory_per_worker", "ruler_ns", "threaded", NULL};

const struct column *column_by_name(const char *name) {
    for (const struct column *column = columns; column->name; column++)
        if (!strcmp(column->name, name))
            return column;
    return NULL;
}

static void clear(const struct column *column, struct trial *trial) {
    void *field = (char *)trial + column->offset;

    switch (column->form) {
    case COLUMN_TEXT:
    case COLUMN_WORD:
        *(char *)field = 0;
        return;
    case COLUMN_NAME:
    case COLUMN_FLAG:
        *(int32_t *)field = 0;
        return;
    case COLUMN_REAL:
        *(double *)field = NAN;
        return;
    case COLUMN_INTEGER:
    case COLUMN_GROWTH:
    case COLUMN_SECONDS:
    case COLUMN_MILLISECONDS:
        *(int64_t *)field = NO_VALUE;
        return;
    }
}

void trial_clear(struct trial *trial) {
    *trial = (struct trial){0};
    for (const struct column *column = columns; column->name; column++)
        clear(column, trial);
}

void record_clear(struct record *record) {
    struct trial trial;

    trial_clear(&trial);
    *record = trial.record;
}

static const char *parse_integer(const char *text, int64_t *value) {
    char *end;

    errno = 0;
    *value = strtoll(text, &end, 10);
    if (end == text || *end || errno || isspace((unsigned char)*text))
        return "is not a whole number";
    return NULL;
}

static const char *parse_real(const char *text, double *value) {
    char *end;

    *value = strtod(text, &end);
    if (end == text || *end || isspace((unsigned char)*text) || !isfinite(*value))
        return "is not a number";
    return NULL;
}

static const char *parse_span(const char *text, double scale, int64_t *ns) {
    double value;
    const char *trouble = parse_real(text, &value);

    if (trouble)
        return trouble;
    /* A burst may be slightly negative; no other time is negative, and none is as long as a
     * year. */
    if (fabs(value * scale) > 3e16)
        return "is too long";
    *ns = llround(value * scale);
    return NULL;
}

const char *column_parse(const struct column *column, const char *text, struct trial *trial) {
    void *field = (char *)trial + column->offset;
    int64_t integer;

    if (!*text)
        return NULL;
    switch (column->form) {
    case COLUMN_WORD:
        if (!text_is_name(text, strlen(text)))
            return "is not a name of letters, digits, - _ . or +";
        /* fall through */
    case COLUMN_TEXT:
        if (strlen(text) >= column->size)
            return "is too long";
        strcpy(field, text);
        return NULL;
    case COLUMN_NAME:
        *(int32_t *)field = names_find(column->names, text);
        return *(int32_t *)field < 0 ? "is not one of the words that column knows" : NULL;
    case COLUMN_FLAG:
        if (strcmp(text, "0") && strcmp(text, "1"))
            return "is neither 0 nor 1";
        *(int32_t *)field = *text == '1';
        return NULL;
    case COLUMN_INTEGER:
    case COLUMN_GROWTH: {
        const char *trouble = parse_integer(text, &integer);
        if (!trouble && integer < 0 && column->form == COLUMN_INTEGER)
            trouble = "is below 0";
        if (!trouble)
            *(int64_t *)field = integer;
        return trouble;
    }
    case COLUMN_REAL:
        return parse_real(text, field);
    case COLUMN_SECONDS:
        return parse_span(text, 1e9, field);
    case COLUMN_MILLISECONDS:
        return parse_span(text, 1e6, field);
    }
    assertion_failed("a form is in the switch", __FILE__, __LINE__);
}
