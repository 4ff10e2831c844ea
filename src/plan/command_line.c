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
    NEUTRAL = COMMAND_MARK, /* affects neither the plan nor its rows; allowed with --resume */
    NO_SWEEP = 2 * NEUTRAL, /* does not start a sweep */
};

/* --- readers that only runner has ------------------------------------------------------------- */

static int read_quick(const struct command_option *option, const char *text, void *into,
                      struct err *err) {
    (void)option, (void)text, (void)err;
    ((struct options *)into)->preset = preset_find("quick");
    return 0;
}

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
    {"db", 'd', "FILE", 1, "record in FILE (results.db)", command_set_file, AT(db),
     .marks = NEUTRAL},
    {"label", 0, "TEXT", 1, "a name for this sweep", command_set_plain, AT(label)},
    {"import", 0, "FILE", 1, "record results from elsewhere, as CSV or TSV", command_set_file,
     AT(import), .marks = NO_SWEEP},
    {"preset", 0, "NAME", 2, "study-2012, service or quick (--list-presets)", read_preset},
    {"quick", 0, NULL, 2, "--preset=quick: answers in under a minute", read_quick},
    {"model", 'm', "LIST", 2, "models to compare (thread,coroutine)", command_set_text,
     AT(model_list)},
    {"models", .group = 2, .marks = COMMAND_ALIAS},
    {"exec", 0, "NAME=COMMAND", 2,
     "benchmark an external command as a model; ~, *, $VAR and quotes as in a shell", read_foreign,
     .marks = NEUTRAL},
    {"concurrency", 'c', "LEVELS", 2, "list of N, A:B:STEP or A:B:xFACTOR (1,10:1000:10)",
     read_levels, AT(levels)},
    {"tasks", 'n', "N", 2, "tasks per trial (10000)", command_set_count, AT(tasks), .least = 1,
     .most = 1000000000},
    {"per-worker", 0, "N", 2, "tasks per worker instead, at every level", command_set_count,
     AT(per_worker), .least = 1, .most = 1000000},
    {"trials", 'r', "N", 2, "trials per model and level (3; service and quick: 5)",
     command_set_count, AT(trials), .least = 1, .most = 100000},
    {"find-crossover", 0, "PCT", 2,
     "search instead of a grid, until the crossover is known to +-PCT (10)", read_within,
     AT(find_within), .marks = COMMAND_OPTIONAL},
    {"order", 0, "rounds|study", 2, "rounds: shuffled; study: as in 2012, model after model",
     command_set_name, AT(order), .what = "order", .names = order_names},
    {"seed", 0, "N", 2, "seed of the random order (default: random)", command_set_count, AT(seed),
     .most = COUNT_MOST},
    {"kind", 'k', "KIND", 3, "what tasks wait for (sleep; --list-kinds)", read_kind},
    {"sleep", 't', "TIME", 3, "how long each task waits (5ms; a bare number is ms)",
     command_set_time, AT(sleep_ns), .least = 1, .unit = "ms"},
    {"work", 0, "TIME", 3, "CPU time that each task uses besides its wait (0s)", read_work,
     AT(work_ns)},
    {"phase", 0, "lockstep|spread", 3,
     "all workers start together, or their starts spread over one sleep", command_set_name,
     AT(phase), .what = "phase", .names = phase_names},
    {"lateness", 0, "TIME", 3, "timer slack: wake-ups within TIME may be coalesced (50us)",
     command_set_time, AT(lateness_ns), .least = 1, .most = 100 * NS_PER_MS},
    {"queue", 0, "N", 3, "capacity of the queue (the concurrency)", command_set_count, AT(queue),
     .least = 1, .most = 1000000000},
    {"stack", 0, "SIZE", 3, "stack of a worker, such as 1K (4K a coroutine, 64K a thread)",
     read_stack, AT(stack_bytes)},
    {"spin", 0, "TIME", 3, "poll the last TIME of each sleep (0s)", command_set_time, AT(spin_ns)},
    {"idle", 0, "halt|poll", 3,
     "poll: a spinner of lowest priority keeps each CPU from halting (halt)", command_set_name,
     AT(idle), .what = "way to idle", .names = idle_names},
    {"no-task-times", 0, NULL, 3, "do not stamp each task", command_set_flag, AT(task_times),
     .value = false},
    {"timeout", 0, "TIME", 4, "end a trial after TIME (60s + 20 x ideal)", command_set_time,
     AT(timeout_ns), .least = 1},
    {"max-time", 0, "TIME", 4,
     "stop before a trial that would finish after TIME; exit 1 if some are left", command_set_time,
     AT(most_ns), .least = 1, .marks = NEUTRAL},
    {"resume", 0, "SWEEP", 4, "finish an interrupted sweep (the newest)", read_resume,
     AT(resume_id), .least = 1, .most = COUNT_MOST, .marks = COMMAND_OPTIONAL | NEUTRAL | NO_SWEEP},
    {"cpus", 0, "LIST", 4, "use these CPUs only, such as 0,2-5 (all that are allowed)",
     command_set_text, AT(cpus)},
    {"shared", 0, NULL, 4, "do not wait for another sweep on this machine; mark every row",
     command_set_flag, AT(shared), .value = true},
    {"dry-run", 0, NULL, 4, "print the plan and its ideal time, then stop", command_set_flag,
     AT(dry_run), .value = true, .marks = NEUTRAL | NO_SWEEP},
    {"quiet", 0, NULL, 4, "no progress on stderr", command_set_flag, AT(quiet), .value = true,
     .marks = NEUTRAL},
    {"list-models", 0, NULL, 5, "print the models, then stop", list_models, .marks = NO_SWEEP},
    {"list-kinds", 0, NULL, 5, "print the kinds of task, then stop", list_kinds, .marks = NO_SWEEP},
    {"list-presets", 0, NULL, 5, "print the presets, then stop", list_presets, .marks = NO_SWEEP},
};

/* --- the command line ------------------------------------------------------------------------- */

static int note_shaping(const struct command_option *option, const char *text, void *into,
                        struct err *err) {
    (void)text, (void)err;
    if (!(option->marks & NEUTRAL))
        ((struct options *)into)->shaping = option->name;
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
        .doc =
            "Perform trials of threads and coroutines that wait, and record each as a row in "
            "SQLite.\vOne line per trial on stdout: model, sleep (ms), concurrency, tasks, total "
            "(s), overhead, status; a line means that the row is committed. Exit status: 0 all "
            "trials ok, 1 some not, or left out by --max-time, 2 bad usage, 3 database trouble, "
            "130 interrupted.\n\nNumbers "
            "take k and M; times take ns, us, ms, s.",
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
