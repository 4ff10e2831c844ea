#include "plan/options.h"

#include "base/host.h"
#include "base/suggest.h"
#include "base/units.h"
#include "plan/model_list.h"
#include "plan/settle.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const order_names[] = {"rounds", "study", NULL};

enum key {
    KEY_PER_WORKER = 256,
    KEY_QUICK,
    KEY_FIND,
    KEY_PRESET,
    KEY_EXEC,
    KEY_ORDER,
    KEY_PHASE,
    KEY_WORK,
    KEY_LATENESS,
    KEY_QUEUE,
    KEY_STACK,
    KEY_SPIN,
    KEY_IDLE,
    KEY_CPUS,
    KEY_SHARED,
    KEY_TIMEOUT,
    KEY_MAX_TIME,
    KEY_RESUME,
    KEY_SEED,
    KEY_LABEL,
    KEY_IMPORT,
    KEY_DRY_RUN,
    KEY_QUIET,
    KEY_NO_TASK_TIMES,
    KEY_LIST_MODELS,
    KEY_LIST_KINDS,
    KEY_LIST_PRESETS,
};

static const struct argp_option argp_options[] = {
    {"db", 'd', "FILE", 0, "record in FILE (results.db)", 1},
    {"label", KEY_LABEL, "TEXT", 0, "a name for this sweep", 1},
    {"import", KEY_IMPORT, "FILE", 0, "record trials made elsewhere, from CSV or TSV", 1},
    {"preset", KEY_PRESET, "NAME", 0, "study-2012, service or quick (--list-presets)", 2},
    {"quick", KEY_QUICK, NULL, 0, "--preset=quick: answers in under a minute", 2},
    {"model", 'm', "LIST", 0, "models to compare (thread,coroutine)", 2},
    {"models", 0, NULL, OPTION_ALIAS, NULL, 2},
    {"exec", KEY_EXEC, "NAME=COMMAND", 0, "a foreign program as one more model", 2},
    {"concurrency", 'c', "LEVELS", 0, "list of N, A:B:STEP or A:B:xFACTOR (1,10:1000:10)", 2},
    {"tasks", 'n', "N", 0, "tasks per trial (10000)", 2},
    {"per-worker", KEY_PER_WORKER, "N", 0, "tasks per worker instead, at every level", 2},
    {"trials", 'r', "N", 0, "trials per model and level (3; service and quick: 5)", 2},
    {"find-crossover", KEY_FIND, "PCT", OPTION_ARG_OPTIONAL,
     "search instead of a grid, until the crossover is known to +-PCT (10)", 2},
    {"order", KEY_ORDER, "rounds|study", 0,
     "rounds: shuffled; study: as in 2012, model after model", 2},
    {"seed", KEY_SEED, "N", 0, "of the random order (a new one)", 2},
    {"kind", 'k', "KIND", 0, "what a task waits for (sleep; --list-kinds)", 3},
    {"sleep", 't', "TIME", 0, "how long a task waits (5ms; a bare number is ms)", 3},
    {"work", KEY_WORK, "TIME", 0, "CPU time each task burns beside its wait (0s)", 3},
    {"phase", KEY_PHASE, "lockstep|spread", 0,
     "all workers start at once, or spread over one sleep", 3},
    {"lateness", KEY_LATENESS, "TIME", 0, "how late a wake-up may be to be merged (50us)", 3},
    {"queue", KEY_QUEUE, "N", 0, "capacity of the queue (the concurrency)", 3},
    {"stack", KEY_STACK, "SIZE", 0, "of a worker, such as 1K (4K a coroutine, 64K a thread)", 3},
    {"spin", KEY_SPIN, "TIME", 0, "poll the last TIME of each sleep (0s)", 3},
    {"idle", KEY_IDLE, "halt|poll", 0,
     "poll: a spinner of lowest priority keeps each CPU from halting (halt)", 3},
    {"no-task-times", KEY_NO_TASK_TIMES, NULL, 0, "do not stamp each task", 3},
    {"timeout", KEY_TIMEOUT, "TIME", 0, "end a trial after TIME (60s + 20 x ideal)", 4},
    {"max-time", KEY_MAX_TIME, "TIME", 0, "begin no trial that would end after TIME", 4},
    {"resume", KEY_RESUME, "SWEEP", OPTION_ARG_OPTIONAL,
     "finish a sweep that was interrupted (the newest one)", 4},
    {"cpus", KEY_CPUS, "LIST", 0, "run on these CPUs only, such as 0,2-5 (all that may be used)",
     4},
    {"shared", KEY_SHARED, NULL, 0, "do not wait for another sweep on this machine; mark every row",
     4},
    {"dry-run", KEY_DRY_RUN, NULL, 0, "print the plan and its ideal time, and stop", 4},
    {"quiet", KEY_QUIET, NULL, 0, "no progress on stderr", 4},
    {"list-models", KEY_LIST_MODELS, NULL, 0, "print the models, and stop", 5},
    {"list-kinds", KEY_LIST_KINDS, NULL, 0, "print the kinds of task, and stop", 5},
    {"list-presets", KEY_LIST_PRESETS, NULL, 0, "print the presets, and stop", 5},
    {0},
};

/* --- one option's text ------------------------------------------------------------------------ */

static int parse_count(const char *option, const char *text, int64_t least, int64_t most,
                       int64_t *value, struct err *err) {
    const char *trouble = units_parse_count(text, value);

    if (!trouble && *value < least)
        trouble = "is too small";
    if (!trouble && *value > most)
        trouble = "is too large";
    return trouble ? err_set(err, ERR_USAGE, "%s: '%s' %s; give a whole number from %lld to %lld",
                             option, text, trouble, (long long)least, (long long)most)
                   : 0;
}

static int parse_stack(const char *text, int64_t *bytes, struct err *err) {
    const char *trouble = units_parse_bytes(text, bytes);

    if (!trouble && *bytes < 1024)
        trouble = "is too small";
    if (!trouble && *bytes > 1 << 30)
        trouble = "is too large";
    if (!trouble && *bytes % 64 != 0)
        trouble = "is no multiple of 64";
    return trouble ? err_set(err, ERR_USAGE,
                             "--stack: '%s' %s; give a size in bytes or K, M, G, from 1K to 1G",
                             text, trouble)
                   : 0;
}

static int parse_time(const char *option, const char *text, const char *unit, int64_t least_ns,
                      int64_t *ns, struct err *err) {
    const char *trouble = units_parse_time(text, unit, ns);

    if (!trouble && *ns < least_ns)
        trouble = "is too short";
    return trouble ? err_set(err, ERR_USAGE, "%s: '%s' %s; give a time%s such as 500us, 5ms or 1s",
                             option, text, trouble, least_ns > 0 ? " above 0" : "")
                   : 0;
}

static int parse_name(const char *what, const char *text, const char *const *names, int32_t *value,
                      struct err *err) {
    size_t count = 0;

    *value = names_find(names, text);
    while (names[count])
        count++;
    return *value < 0 ? suggest_refuse(err, what, text, names, count) : 0;
}

static int parse_within(const char *text, double *within, struct err *err) {
    char *end;
    double percent = text ? strtod(text, &end) : 10;

    if (text && *end == '%')
        end++;
    if (text && (end == text || *end || !(percent >= 1 && percent <= 50)))
        return err_set(err, ERR_USAGE,
                       "--find-crossover: '%s' is no percentage from 1 to 50; give one such as 10",
                       text);
    *within = percent / 100;
    return 0;
}

static int parse_kind(struct options *options, const char *text, struct err *err) {
    const char *names[16];
    size_t count = 0;

    options->task = task_find(text);
    for (; tasks[count]; count++)
        names[count] = tasks[count]->name;
    return options->task ? 0 : suggest_refuse(err, "there is no kind", text, names, count);
}

static int parse_preset(struct options *options, const char *text, struct err *err) {
    const char *names[16];
    size_t count = 0;

    options->preset = preset_find(text);
    for (; presets[count].name; count++)
        names[count] = presets[count].name;
    return options->preset ? 0 : suggest_refuse(err, "there is no preset", text, names, count);
}

static void list_and_exit(int key) {
    if (key == KEY_LIST_MODELS)
        model_list_print();
    for (int i = 0; key == KEY_LIST_KINDS && tasks[i]; i++)
        printf("%-18s %s\n", tasks[i]->name, tasks[i]->help);
    for (int i = 0; key == KEY_LIST_PRESETS && presets[i].name; i++)
        printf("%-18s %s\n", presets[i].name, presets[i].help);
    exit(fflush(stdout) ? ERR_STORE : 0);
}

/* --- the command line ------------------------------------------------------------------------- */

static int set_count(int key, const char *text, struct options *options, struct err *err) {
    switch (key) {
    case 'n':
        return parse_count("--tasks", text, 1, 1000000000, &options->tasks, err);
    case KEY_PER_WORKER:
        return parse_count("--per-worker", text, 1, 1000000, &options->per_worker, err);
    case 'r':
        return parse_count("--trials", text, 1, 100000, &options->trials, err);
    case KEY_QUEUE:
        return parse_count("--queue", text, 1, 1000000000, &options->queue, err);
    default:
        return parse_count("--seed", text, 0, 1000000000000000, &options->seed, err);
    }
}

static int set_time(int key, const char *text, struct options *options, struct err *err) {
    switch (key) {
    case 't':
        return parse_time("--sleep", text, "ms", 1, &options->sleep_ns, err);
    case KEY_WORK:
        options->work_count = 1;
        return parse_time("--work", text, NULL, 0, &options->work_ns[0], err);
    case KEY_LATENESS:
        return parse_time("--lateness", text, NULL, 1, &options->lateness_ns, err);
    case KEY_SPIN:
        return parse_time("--spin", text, NULL, 0, &options->spin_ns, err);
    case KEY_MAX_TIME:
        return parse_time("--max-time", text, NULL, 1, &options->most_ns, err);
    default:
        return parse_time("--timeout", text, NULL, 1, &options->timeout_ns, err);
    }
}

static int set_name(int key, const char *text, struct options *options, struct err *err) {
    int32_t order;

    switch (key) {
    case 'm':
        options->model_list = text;
        return 0;
    case KEY_EXEC:
        return model_list_add_foreign(options, text, err);
    case 'k':
        return parse_kind(options, text, err);
    case KEY_PRESET:
        return parse_preset(options, text, err);
    case KEY_PHASE:
        return parse_name("there is no phase", text, phase_names, &options->phase, err);
    case KEY_IDLE:
        return parse_name("there is no way to idle", text, idle_names, &options->idle, err);
    case KEY_STACK:
        return parse_stack(text, &options->stack_bytes, err);
    default:
        if (parse_name("there is no order", text, order_names, &order, err))
            return -1;
        options->order = (enum order)order;
        return 0;
    }
}

/* The setters below tell whether the key is one of theirs. */

static bool set_text(int key, const char *text, struct options *options) {
    switch (key) {
    case 'd':
        options->db = text;
        return true;
    case KEY_LABEL:
        options->label = text;
        return true;
    case KEY_CPUS:
        options->cpus = text;
        return true;
    case KEY_IMPORT:
        options->import = text;
        return true;
    default:
        return false;
    }
}

static bool set_flag(int key, struct options *options) {
    switch (key) {
    case KEY_QUICK:
        options->preset = preset_find("quick");
        return true;
    case KEY_SHARED:
        options->shared = true;
        return true;
    case KEY_DRY_RUN:
        options->dry_run = true;
        return true;
    case KEY_QUIET:
        options->quiet = true;
        return true;
    case KEY_NO_TASK_TIMES:
        options->task_times = false;
        return true;
    default:
        return false;
    }
}

static bool set_value(int key, const char *text, struct options *options, struct err *err) {
    switch (key) {
    case 'c':
        levels_free(&options->levels);
        levels_parse(text, &options->levels, err);
        return true;
    case 'n':
    case KEY_PER_WORKER:
    case 'r':
    case KEY_QUEUE:
    case KEY_SEED:
        set_count(key, text, options, err);
        return true;
    case KEY_FIND:
        parse_within(text, &options->find_within, err);
        return true;
    case KEY_RESUME:
        options->resume = true;
        if (text)
            parse_count("--resume", text, 1, INT64_MAX, &options->resume_id, err);
        return true;
    case 't':
    case KEY_WORK:
    case KEY_LATENESS:
    case KEY_SPIN:
    case KEY_TIMEOUT:
    case KEY_MAX_TIME:
        set_time(key, text, options, err);
        return true;
    case 'm':
    case KEY_EXEC:
    case 'k':
    case KEY_PRESET:
    case KEY_PHASE:
    case KEY_IDLE:
    case KEY_STACK:
    case KEY_ORDER:
        set_name(key, text, options, err);
        return true;
    default:
        return false;
    }
}

/* Options that may stand beside --resume; any other has a say in the plan, or in what its rows are. */
static bool shapes_nothing(int key) {
    return key == 'd' || key == KEY_RESUME || key == KEY_MAX_TIME || key == KEY_QUIET ||
           key == KEY_DRY_RUN;
}

static const char *option_name(int key) {
    for (const struct argp_option *option = argp_options; option->name; option++)
        if (option->key == key)
            return option->name;
    return NULL;
}

static error_t parse_option(int key, char *text, struct argp_state *state) {
    struct options *options = state->input;
    struct err err = {0};

    if (key == KEY_LIST_MODELS || key == KEY_LIST_KINDS || key == KEY_LIST_PRESETS)
        list_and_exit(key);
    if (key == ARGP_KEY_ARG)
        err_set(&err, ERR_USAGE, "'%s' is no option; runner takes options only (--help)", text);
    else if (!set_text(key, text, options) && !set_flag(key, options) &&
             !set_value(key, text, options, &err))
        return ARGP_ERR_UNKNOWN;
    if (!shapes_nothing(key))
        options->shaping = option_name(key);
    if (err.kind)
        argp_failure(state, ERR_USAGE, 0, "%s", err.text);
    return 0;
}

bool options_find(const struct options *options) {
    return !isnan(options->find_within);
}

int options_parse(int argc, char **argv, struct options *options, struct err *err) {
    static const struct argp argp = {
        .options = argp_options,
        .parser = parse_option,
        .doc =
            "Perform trials of threads and coroutines that wait, and record each as a row in "
            "SQLite.\vOne line per trial on stdout: model, sleep (ms), concurrency, tasks, total "
            "(s), overhead, status; a line means that the row is committed. Exit status: 0 all "
            "trials ok, 1 some not, 2 bad usage, 3 database trouble, 130 interrupted.\n\nNumbers "
            "take k and M; times take ns, us, ms, s.",
    };

    *options = (struct options){
        .db = "results.db",
        .preset = &presets[0],
        .models = {&model_thread, &model_coroutine},
        .model_count = 2,
        .task = &task_sleep,
        .tasks = RECORD_NULL,
        .per_worker = RECORD_NULL,
        .sleep_ns = RECORD_NULL,
        .lateness_ns = 50 * NS_PER_US,
        .queue = RECORD_NULL,
        .stack_bytes = RECORD_NULL,
        .timeout_ns = RECORD_NULL,
        .most_ns = RECORD_NULL,
        .resume_id = RECORD_NULL,
        .find_within = NAN,
        .trials = RECORD_NULL,
        .seed = RECORD_NULL,
        .phase = -1,
        .task_times = true,
    };
    argp_err_exit_status = ERR_USAGE;
    argp_program_version = host_build();
    if (argp_parse(&argp, argc, argv, 0, NULL, options))
        return err_set(err, ERR_USAGE, "the command line could not be read (--help)");
    return options_settle(options, err);
}

void options_free(struct options *options) {
    model_list_free(options);
    levels_free(&options->levels);
}
