#include "trial/study_line.h"

#include "base/err.h"
#include "base/memory.h"
#include "task/task.h"
#include "trial/stderr_tail.h"
#include "trial/validation.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- arguments -------------------------------------------------------------------------------- */

size_t study_line_ask(const struct spec *spec, struct study_argument arguments[STUDY_ARGUMENTS]) {
    struct study_argument *argument = arguments;

    *argument = (struct study_argument){"-t", NULL};
    snprintf(argument++->value, sizeof argument->value, "%g", (double)spec->sleep_ns / 1e6);
    *argument = (struct study_argument){"-c", NULL};
    snprintf(argument++->value, sizeof argument->value, "%lld", (long long)spec->concurrency);
    *argument = (struct study_argument){"-n", NULL};
    snprintf(argument++->value, sizeof argument->value, "%lld", (long long)spec->tasks);
    if (spec->work_ns > 0) {
        *argument = (struct study_argument){"-w", "work", "--work=0s"};
        snprintf(argument++->value, sizeof argument->value, "%g", (double)spec->work_ns / 1e6);
    }
    if (spec->phase != PHASE_LOCKSTEP) {
        *argument = (struct study_argument){"-p", "phase", "--phase=lockstep"};
        snprintf(argument++->value, sizeof argument->value, "%s", phase_names[spec->phase]);
    }
    if (spec->queue != NO_VALUE) {
        *argument = (struct study_argument){"-q", "queue", "no --queue"};
        snprintf(argument++->value, sizeof argument->value, "%lld", (long long)spec->queue);
    }
    if (task_find(spec->kind) && task_find(spec->kind)->served) {
        *argument = (struct study_argument){"-k", "kind", "--kind=sleep"};
        snprintf(argument++->value, sizeof argument->value, "%s", spec->kind);
    }
    return (size_t)(argument - arguments);
}

/* --- output ----------------------------------------------------------------------------------- */

/* The value of a text that is exactly one finite number; otherwise NAN. */
static double number_of(const char *text) {
    char *end;
    double value = strtod(text, &end);

    return end == text || *end || isspace((unsigned char)*text) || !isfinite(value) ? NAN : value;
}

static void read_total(const char *text, struct record *record) {
    double total = number_of(text);

    if (isnan(total) || total < 0 || total > 1e7)
        record_fail(record, STATUS_ERROR, "the program's total '%.40s' is not a time in seconds",
                    text);
    else
        record->total_ns = llround(total * 1e9);
}

/* Does the answer repeat this option, one beyond the study's three, with the same value? */
static bool repeats(const struct study_argument *argument, const char *value) {
    double asked = number_of(argument->value), said = number_of(value);

    return isnan(asked) ? !strcmp(argument->value, value) : fabs(said - asked) <= 1e-9 * asked;
}

/* The options that must be repeated, and which of them have been. */
struct promises {
    struct study_argument arguments[STUDY_ARGUMENTS];
    bool kept[STUDY_ARGUMENTS];
    size_t count;
};

static void note_promise(struct promises *promises, const char *key, const char *value) {
    for (size_t i = 0; i < promises->count; i++)
        if (promises->arguments[i].key && !strcmp(promises->arguments[i].key, key))
            promises->kept[i] = repeats(&promises->arguments[i], value);
}

static void check_promises(const struct promises *promises, struct record *record) {
    for (size_t i = 0; i < promises->count; i++) {
        const struct study_argument *argument = &promises->arguments[i];

        if (argument->key && !promises->kept[i]) {
            record_fail(record, STATUS_ERROR,
                        "the program was asked for %s %s and its line does not confirm %s=%s, so "
                        "it may not have "
                        "done it; ask for %s, or teach it",
                        argument->option, argument->value, argument->key, argument->value,
                        argument->remedy);
            return;
        }
    }
}

static void read_whole(const char *key, const char *value, struct record *record,
                       int64_t *start_ns) {
    const struct {
        const char *key;
        int64_t *field;
        double scale, most;
    } whole[] = {
        {"spawn", &record->spawn_ns, 1e9, 1e9},
        {"burst", &record->burst_ns, 1e9, 1e9},
        {"cpu", &record->tasks_cpu_ns, 1e9, 1e9},
        {"shortest_wait", &record->shortest_wait_ns, 1, 1e15},
        {"workers_used", &record->workers_used, 1, 1e9},
        {"greatest_in_flight", &record->greatest_in_flight, 1, 1e9},
        {"start", start_ns, 1, 9e18},
    };
    double number = number_of(value);

    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (!strcmp(key, whole[i].key)) {
            if (isnan(number) || fabs(number) > whole[i].most)
                record_fail(record, STATUS_ERROR, "the program's %s '%.40s' is not a number", key,
                            value);
            else if (whole[i].field == start_ns) /* it has more digits than a double holds */
                *start_ns = strtoll(value, NULL, 10);
            else
                *whole[i].field = llround(number * whole[i].scale);
        }
}

static void read_extra(char *text, struct promises *promises, struct record *record,
                       int64_t *start_ns) {
    char *value = strchr(text, '=');

    if (!value) {
        record_fail(record, STATUS_ERROR, "the program's field '%.60s' is not key=value", text);
        return;
    }
    *value++ = 0;
    note_promise(promises, text, value);
    if (!strcmp(text, "runtime"))
        snprintf(record->runtime, sizeof record->runtime, "%s", value);
    else if (!strcmp(text, "steady"))
        record->steady = number_of(value);
    else
        read_whole(text, value, record, start_ns);
}

static void check_asked(char *const *fields, const struct spec *spec, struct record *record) {
    const struct {
        const char *name, *text;
        double asked;
    } asked[] = {
        {"sleep", fields[1], (double)spec->sleep_ns / 1e6},
        {"concurrency", fields[2], (double)spec->concurrency},
        {"tasks", fields[3], (double)spec->tasks},
    };

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (!(fabs(number_of(asked[i].text) - asked[i].asked) <= 1e-9 * asked[i].asked)) {
            record_fail(record, STATUS_ERROR, "the program reports %s %.40s instead of %g",
                        asked[i].name, asked[i].text, asked[i].asked);
            return;
        }
}

static void read_line(char *line, const struct spec *spec, struct record *record,
                      int64_t *start_ns) {
    enum { study_fields = 5, most_fields = 32 };
    struct promises promises = {.kept = {false}};
    char *fields[most_fields], *rest = line;
    int count = 0;

    while (rest && count < most_fields)
        fields[count++] = strsep(&rest, "\t");
    if (count < study_fields || rest) {
        record_fail(
            record, STATUS_ERROR,
            "the program's line has %d fields; model, sleep, concurrency, tasks and total are "
            "expected, separated by tabs",
            count);
        return;
    }
    promises.count = study_line_ask(spec, promises.arguments);
    check_asked(fields, spec, record);
    if (record->status == STATUS_OK)
        read_total(fields[4], record);
    for (int i = study_fields; i < count && record->status == STATUS_OK; i++)
        read_extra(fields[i], &promises, record, start_ns);
    if (record->status == STATUS_OK)
        check_promises(&promises, record);
    record->tasks_done = spec->tasks;
    if (record->status == STATUS_OK)
        validation_judge(spec, record);
}

void study_line_read(const char *printed, size_t length, const struct spec *spec,
                     struct record *record, int64_t *start_ns) {
    const char *end = memchr(printed, '\n', length);
    char *line;

    *start_ns = NO_VALUE;
    record->status = STATUS_OK;
    if (length == 0) {
        record_fail(record, STATUS_ERROR, "the program printed nothing; one line was expected");
    } else if (length >= STUDY_LINE_MOST) {
        record_fail(record, STATUS_ERROR,
                    "the program printed more than %d bytes; one line was expected",
                    STUDY_LINE_MOST);
    } else if (!end) {
        record_fail(record, STATUS_ERROR,
                    "the program's line has no newline; part of it may be missing");
    } else if (end + 1 < printed + length) {
        record_fail(record, STATUS_ERROR, "the program printed more than one line");
    } else if (!stderr_tail_is_plain(printed, length - 1)) {
        record_fail(record, STATUS_ERROR,
                    "the program's line contains bytes that are not plain text");
    } else {
        line = strndup(printed, length - 1);
        if (!line)
            memory_missing();
        read_line(line, spec, record, start_ns);
        free(line);
    }
    if (record->status == STATUS_ERROR)
        record->total_ns = NO_VALUE;
}
