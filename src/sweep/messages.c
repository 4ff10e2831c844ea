/* What a sweep tells people on stderr when it begins and when it ends. */
#include "base/text.h"
#include "base/units.h"
#include "plan/duration.h"
#include "sweep/sweep.h"

#include <stdio.h>
#include <string.h>

enum { message_size = 1024, columns = 80 };

/* --- the start -------------------------------------------------------------------------------- */

static void add_name(const struct sweep_run *run, char *text) {
    const struct options *options = &run->options;

    if (run->past.id)
        text_add(text, message_size, "rest of sweep %lld: ", (long long)run->past.id);
    else if (options_find(options))
        text_add(text, message_size, "search: ");
    else
        text_add(text, message_size,
                 "%s: ", options->preset_changed ? "sweep" : options->preset->name);
}

static void add_models(const struct options *options, char *text) {
    for (size_t i = 0; i < options->model_count; i++) {
        bool last = i == options->model_count - 1;

        text_add(text, message_size, "%s%s",
                 i == 0 ? ""
                 : last ? " and "
                        : ", ",
                 options->models[i]->name);
    }
    if (options->task != &task_sleep)
        text_add(text, message_size, " (%s)", options->task->name);
}

/* The levels of a search lie within its range; a plan has its own. */
static void find_range(const struct sweep_run *run, int64_t *from, int64_t *to) {
    if (options_find(&run->options)) {
        plan_range(&run->options, &run->rates, from, to);
        return;
    }
    *from = INT64_MAX;
    *to = 0;
    for (size_t i = 0; i < run->plan.count; i++) {
        const struct spec *spec = &run->plan.trials[i];

        if (spec->role == ROLE_SENTINEL)
            continue;
        *from = spec->concurrency < *from ? spec->concurrency : *from;
        *to = spec->concurrency > *to ? spec->concurrency : *to;
    }
}

static void add_levels(const struct sweep_run *run, char *text) {
    char low[UNITS_SIZE], high[UNITS_SIZE];
    int64_t from, to;

    find_range(run, &from, &to);
    if (to == 0) /* only reference trials are left */
        return;
    text_add(text, message_size, ", %s", units_count(low, from));
    if (from != to)
        text_add(text, message_size, " to %s", units_count(high, to));
    text_add(text, message_size, " concurrent task%s", to == 1 ? "" : "s");
}

static void add_work(const struct options *options, char *text) {
    for (size_t i = 0; i < options->work_count; i++) {
        char work[UNITS_SIZE];

        text_add(text, message_size, i ? " and " : ", ");
        if (options->work_ns[i])
            text_add(text, message_size, "with %s %sper task",
                     units_time(work, options->work_ns[i]), i ? "" : "of work ");
        else
            text_add(text, message_size, "without work");
    }
}

static void add_length(const struct sweep_run *run, char *text) {
    char count[UNITS_SIZE], time[DURATION_SIZE];

    if (options_find(&run->options))
        text_add(text, message_size, "; until the answer is known to +-%g%%",
                 100 * run->options.find_within);
    else
        text_add(text, message_size, "; about %s trial%s, %s",
                 units_count(count, (int64_t)run->plan.count), run->plan.count == 1 ? "" : "s",
                 duration_rough(time, duration_of_plan(&run->plan)));
}

/* Prints a paragraph; a line ends before the word that would not fit. */
static void print_wrapped(const char *text) {
    size_t at = 0;

    while (*text) {
        size_t length = strcspn(text, " ");

        if (at > 0 && at + 1 + length > columns) {
            fputc('\n', stderr);
            at = 0;
        } else if (at > 0) {
            fputc(' ', stderr);
            at++;
        }
        fprintf(stderr, "%.*s", (int)length, text);
        at += length;
        text += length + (text[length] == ' ');
    }
    fputc('\n', stderr);
}

void sweep_tell_start(const struct sweep_run *run) {
    char text[message_size] = "", file[message_size / 2];

    add_name(run, text);
    add_models(&run->options, text);
    add_levels(run, text);
    add_work(&run->options, text);
    add_length(run, text);
    text_add(text, sizeof text, ", into %s", text_plain(file, sizeof file, run->options.db));
    print_wrapped(text);
}

/* --- the end ---------------------------------------------------------------------------------- */

static void tell_done(const struct sweep_run *run) {
    int64_t count = run->found + run->recorded, failed = run->found_not_ok + run->not_ok;
    char number[UNITS_SIZE], time[DURATION_SIZE];

    fprintf(stderr, "done: %s trial%s in ", units_count(number, count), count == 1 ? "" : "s");
    text_write(stderr, run->options.db);
    fprintf(stderr, ", %s failed, %s\n", failed ? units_count(number, failed) : "none",
            duration_exact(time, clock_ns() - run->begun_ns));
}

static const char *reason(enum err_kind trouble) {
    if (trouble == ERR_INTERRUPTED)
        return "interrupted";
    return trouble ? "stopped" : "out of time"; /* --max-time */
}

static void tell_unfinished(const struct sweep_run *run, enum err_kind trouble) {
    int64_t count = run->found + run->recorded, failed = run->found_not_ok + run->not_ok;
    char number[UNITS_SIZE];

    fprintf(stderr, "%s: %s ", reason(trouble), units_count(number, count));
    if (run->planned != NO_VALUE)
        fprintf(stderr, "of %s ", units_count(number, run->planned));
    fprintf(stderr, "trial%s kept", run->planned == NO_VALUE && count == 1 ? "" : "s");
    if (failed)
        fprintf(stderr, ", %s of them failed", units_count(number, failed));
    fputs("; continue with\n  ", stderr);
    sweep_print_resumption(&run->options, run->trial.sweep_id);
}

void sweep_tell_end(const struct sweep_run *run, enum err_kind trouble) {
    if (run->finished)
        tell_done(run);
    else
        tell_unfinished(run, trouble);
}
