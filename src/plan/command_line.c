#include "plan/command_line.h"

#include "base/command.h"
#include "base/host.h"
#include "base/suggest.h"
#include "base/units.h"
#include "plan/model_list.h"
#include "plan/settle.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Maximum for a sweep number and a seed: the limit of units_parse_count(). */
#define COUNT_MOST 1000000000000000

enum {
    NEUTRAL = COMMAND_MARK,  /* affects neither the plan nor its rows; allowed with --resume */
    NO_SWEEP = 2 * NEUTRAL,  /* does not start a sweep */
    NO_CHANGE = 4 * NEUTRAL, /* leaves the trials of the preset as they are */
};

/* --- readers that only runner has ------------------------------------------------------------- */

static int read_preset(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    struct options *options = into;
    const char *names[16];
    size_t count = 0;

    (void)option;
    options->preset = preset_find(text);
    for (; presets[count].name; count++)
        names[count] = presets[count].name;
    return options->preset ? 0 : suggest_refuse(err, "there is no preset", text, names, count);
}

static int read_kind(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    struct options *options = into;
    const char *names[16];
    size_t count = 0;

    (void)option;
    options->task = task_find(text);
    for (; tasks[count]; count++)
        names[count] = tasks[count]->name;
    return options->task ? 0 : suggest_refuse(err, "there is no kind", text, names, count);
}

static int read_foreign(const struct command_option *option, const char *text, void *into,
                        struct err *err) {
    (void)option;
    ((struct options *)into)->preset_changed = true;
    return model_list_add_foreign(into, text, err);
}

static int read_levels(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    struct levels *levels = command_field(option, into);

    levels_free(levels);
    return levels_parse(text, levels, err);
}

static int read_work(const struct command_option *option, const char *text, void *into,
                     struct err *err) {
    ((struct options *)into)->work_count = 1;
    return command_set_time(option, text, into, err);
}

static int read_stack(const struct command_option *option, const char *text, void *into,
                      struct err *err) {
    int64_t *bytes = command_field(option, into);
    const char *trouble = units_parse_bytes(text, bytes);

    if (!trouble && *bytes < 1024)
        trouble = "is too small";
    if (!trouble && *bytes > 1 << 30)
        trouble = "is too large";
    if (!trouble && *bytes % 64 != 0)
        trouble = "is not a multiple of 64";
    return trouble ? err_set(err, ERR_USAGE,
                             "--stack: '%s' %s; give a size in bytes or K, M, G, from 1K to 1G",
                             text, trouble)
                   : 0;
}

/* Reads a percentage as a ratio; without text, 10%. */
static int read_within(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    char *end = NULL;
    double percent = text ? strtod(text, &end) : 10;
    bool number = !text || (isdigit((unsigned char)*text) && !strpbrk(text, "xX"));

    if (text && *end == '%')
        end++;
    if (!number || (text && *end) || !(percent >= 1 && percent <= 50))
        return err_set(err, ERR_USAGE,
                       "--find-crossover: '%s' is not a percentage from 1 to 50; give one such as "
                       "10",
                       text);
    *(double *)command_field(option, into) = percent / 100;
    return 0;
}

static int read_resume(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    ((struct options *)into)->resume = true;
    return text ? command_set_count(option, text, into, err) : 0;
}

/* --- lists ------------------------------------------------------------------------------------ */

static _Noreturn void end_list(void) {
    exit(fflush(stdout) ? ERR_STORE : 0);
}

static int list_models(const struct command_option *option, const char *text, void *into,
                       struct err *err) {
    (void)option, (void)text, (void)into, (void)err;
    model_list_print();
    end_list();
}

static int list_kinds(const struct command_option *option, const char *text, void *into,
                      struct err *err) {
    (void)option, (void)text, (void)into, (void)err;
    for (int i = 0; tasks[i]; i++)
        printf("%-18s %s\n", tasks[i]->name, tasks[i]->help);
    end_list();
}

static int list_presets(const struct command_option *option, const char *text, void *into,
                        struct err *err) {
    (void)option, (void)text, (void)into, (void)err;
    for (int i = 0; presets[i].name; i++)
        printf("%-18s %s\n", presets[i].name, presets[i].help);
    end_list();
}

/* --- the table -------------------------------------------------------------------------------- */

#define AT(field) .offset = offsetof(struct options, field)

static const struct command_option table[] = {
    {.help = "What to find out:"},
    {"preset", 0, "NAME", "quick, service or study-2012 (--list-presets)", read_preset,
     .marks = NO_CHANGE},
    {"find-crossover", 0, "PCT", "measure until the answer is known to +-PCT (10)", read_within,
     AT(find_within), .marks = COMMAND_OPTIONAL},
    {"resume", 0, "SWEEP", "finish an interrupted sweep (the newest)", read_resume, AT(resume_id),
     .least = 1, .most = COUNT_MOST, .marks = COMMAND_OPTIONAL | NEUTRAL | NO_SWEEP},
    {"dry-run", 0, NULL, "print the plan and the time it takes, and stop", command_set_flag,
     AT(dry_run), .value = true, .marks = NEUTRAL | NO_SWEEP},

    {.help = "What to measure:"},
    {"model", 'm', "LIST", "models to compare (thread,coroutine)", command_set_text,
     AT(model_list)},
    {"models", .marks = COMMAND_ALIAS},
    {"concurrency", 'c', "LEVELS", "levels: N,N or FROM:TO:STEP or FROM:TO:xFACTOR", read_levels,
     AT(levels)},
    {"trials", 'r', "N", "trials per model and level", command_set_count, AT(trials), .least = 1,
     .most = 100000},
    {"exec", 0, "NAME=COMMAND", "a program of yours as one more model", read_foreign,
     .marks = NEUTRAL},
    {"list-models", 0, NULL, "print the models, and stop", list_models, .marks = NO_SWEEP},
    {"list-kinds", 0, NULL, "print the kinds of task, and stop", list_kinds, .marks = NO_SWEEP},
    {"list-presets", 0, NULL, "print the presets, and stop", list_presets, .marks = NO_SWEEP},

    {.help = "What a task does:"},
    {"kind", 'k', "KIND", "wait for a timer (sleep), an eventfd (pipe) or tcp", read_kind},
    {"sleep", 't', "TIME", "wait this long (5ms)", command_set_time, AT(sleep_ns), .least = 1,
     .unit = "ms"},
    {"work", 0, "TIME", "and use this much CPU (0s)", read_work, AT(work_ns)},
    {"tasks", 'n', "N", "tasks per trial", command_set_count, AT(tasks), .least = 1,
     .most = 1000000000},
    {"per-worker", 0, "N", "or tasks per worker, at every level", command_set_count, AT(per_worker),
     .least = 1, .most = 1000000},
    {"phase", 0, "PHASE",
     "all start together (lockstep), or their starts\n"
     "spread over one sleep (spread)",
     command_set_name, AT(phase), .what = "phase", .names = phase_names},
    {"lateness", 0, "TIME", "timer slack allowed, to merge wake-ups (50us)", command_set_time,
     AT(lateness_ns), .least = 1, .most = 100 * NS_PER_MS},

    {.help = "Where and how it runs:"},
    {"db", 'd', "FILE", "record into FILE (results.db)", command_set_file, AT(db),
     .marks = NEUTRAL},
    {"cpus", 0, "LIST", "on these CPUs only, as in 0,2-5", command_set_text, AT(cpus)},
    {"idle", 0, "MODE", "halt idle CPUs, or poll to keep them awake (halt)", command_set_name,
     AT(idle), .what = "way to idle", .names = idle_names},
    {"label", 0, "TEXT", "name this sweep", command_set_plain, AT(label), .marks = NO_CHANGE},
    {"max-time", 0, "TIME", "start no trial that would end after TIME", command_set_time,
     AT(most_ns), .least = 1, .marks = NEUTRAL},
    {"no-task-times", 0, NULL, "do not time each task", command_set_flag, AT(task_times),
     .value = false},
    {"order", 0, "ORDER", "rounds (models side by side), or study (as in 2012)", command_set_name,
     AT(order), .what = "order", .names = order_names},
    {"queue", 0, "N", "capacity of the queue (the concurrency)", command_set_count, AT(queue),
     .least = 1, .most = 1000000000},
    {"seed", 0, "N", "fix the random order", command_set_count, AT(seed), .most = COUNT_MOST,
     .marks = NO_CHANGE},
    {"shared", 0, NULL, "run beside another sweep, and mark every trial", command_set_flag,
     AT(shared), .value = true, .marks = NO_CHANGE},
    {"spin", 0, "TIME", "poll for the last TIME of each sleep (0s)", command_set_time, AT(spin_ns)},
    {"stack", 0, "SIZE", "a worker's stack (coroutine 4K, thread 64K)", read_stack,
     AT(stack_bytes)},
    {"timeout", 0, "TIME", "end a trial after TIME (60s + 20 x ideal)", command_set_time,
     AT(timeout_ns), .least = 1},

    {.help = "Data from elsewhere:"},
    {"import", 0, "FILE", "record trials from CSV or TSV", command_set_file, AT(import),
     .marks = NO_SWEEP},

    {.help = "Output:"},
    {"quiet", 0, NULL, "print no progress", command_set_flag, AT(quiet), .value = true,
     .marks = NEUTRAL},
    {"verbose", 'v', NULL, "print one line per trial on a terminal as well", command_set_flag,
     AT(verbose), .value = true, .marks = NEUTRAL},
};

/* --- the command line ------------------------------------------------------------------------- */

static int note_shaping(const struct command_option *option, const char *text, void *into,
                        struct err *err) {
    (void)text, (void)err;
    if (!(option->marks & NEUTRAL))
        ((struct options *)into)->shaping = option->name;
    if (!(option->marks & (NEUTRAL | NO_CHANGE)))
        ((struct options *)into)->preset_changed = true;
    return 0;
}

static int refuse_if_no_sweep(const struct command_option *option, const char *text, void *into,
                              struct err *err) {
    if (option->marks & NO_SWEEP)
        return err_set(err, ERR_USAGE, "--%s does not start a sweep", option->name);
    return note_shaping(option, text, into, err);
}

static int read(int argc, char **argv, bool stored, struct options *options, struct err *err) {
    struct command command = {
        .program = "runner",
        .version = host_build(),
        .before =
            "Measure threads against coroutines that wait, and record every trial in SQLite.\n"
            "Without options: an answer in one minute (--preset=quick).",
        .after =
            "Numbers take k and M, times ns, us, ms and s; a bare --sleep is in ms.\n"
            "Piped, stdout has one line per recorded trial: model, sleep (ms), concurrency,\n"
            "tasks, total (s), overhead, status. Exit status: 0 all trials ok, 1 some failed,\n"
            "2 usage or a bad import file, 3 file trouble, 130 interrupted.",
        .options = table,
        .count = sizeof table / sizeof *table,
        .check = stored ? refuse_if_no_sweep : note_shaping,
    };

    *options = options_default();
    if (command_read(&command, argc, argv, stored, options, err))
        return -1;
    return options_settle(options, err);
}

int command_line_parse(int argc, char **argv, struct options *options, struct err *err) {
    return read(argc, argv, false, options, err);
}

int command_line_recall(int argc, char **argv, struct options *options, struct err *err) {
    return read(argc, argv, true, options, err);
}
