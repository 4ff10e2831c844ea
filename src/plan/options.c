#include "plan/options.h"

#include "base/host.h"
#include "base/memory.h"
#include "plan/model_list.h"
#include "plan/option_text.h"
#include "plan/settle.h"

#include <argp.h>
#include <errno.h>
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
    {"exec", KEY_EXEC, "NAME=COMMAND", 0,
     "a foreign program as one more model; ~, *, $VAR and quotes as in a shell", 2},
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
    {"max-time", KEY_MAX_TIME, "TIME", 0,
     "begin no trial that would end after TIME; exit 1 if some are left", 4},
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
        return option_count("--tasks", text, 1, 1000000000, &options->tasks, err);
    case KEY_PER_WORKER:
        return option_count("--per-worker", text, 1, 1000000, &options->per_worker, err);
    case 'r':
        return option_count("--trials", text, 1, 100000, &options->trials, err);
    case KEY_QUEUE:
        return option_count("--queue", text, 1, 1000000000, &options->queue, err);
    default:
        return option_count("--seed", text, 0, OPTION_COUNT_MOST, &options->seed, err);
    }
}

static int set_time(int key, const char *text, struct options *options, struct err *err) {
    switch (key) {
    case 't':
        return option_time("--sleep", text, "ms", 1, &options->sleep_ns, err);
    case KEY_WORK:
        options->work_count = 1;
        return option_time("--work", text, NULL, 0, &options->work_ns[0], err);
    case KEY_LATENESS:
        return option_lateness(text, &options->lateness_ns, err);
    case KEY_SPIN:
        return option_time("--spin", text, NULL, 0, &options->spin_ns, err);
    case KEY_MAX_TIME:
        return option_time("--max-time", text, NULL, 1, &options->most_ns, err);
    default:
        return option_time("--timeout", text, NULL, 1, &options->timeout_ns, err);
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
        return option_kind(text, &options->task, err);
    case KEY_PRESET:
        return option_preset(text, &options->preset, err);
    case KEY_PHASE:
        return option_name("there is no phase", text, phase_names, &options->phase, err);
    case KEY_IDLE:
        return option_name("there is no way to idle", text, idle_names, &options->idle, err);
    case KEY_STACK:
        return option_stack(text, &options->stack_bytes, err);
    default:
        if (option_name("there is no order", text, order_names, &order, err))
            return -1;
        options->order = (enum order)order;
        return 0;
    }
}

/* The setters below tell whether the key is one of theirs. */

static bool set_text(int key, const char *text, struct options *options, struct err *err) {
    switch (key) {
    case 'd':
        option_file("--db", text, &options->db, err);
        return true;
    case KEY_LABEL:
        option_plain("--label", text, &options->label, err);
        return true;
    case KEY_CPUS:
        options->cpus = text;
        return true;
    case KEY_IMPORT:
        option_file("--import", text, &options->import, err);
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
        option_within(text, &options->find_within, err);
        return true;
    case KEY_RESUME:
        options->resume = true;
        if (text)
            option_count("--resume", text, 1, OPTION_COUNT_MOST, &options->resume_id, err);
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

/* Options that --resume allows; any other would affect the plan or its rows. --exec must be
 * the one that the sweep was started with. */
static bool shapes_nothing(int key) {
    return key == 'd' || key == KEY_RESUME || key == KEY_MAX_TIME || key == KEY_QUIET ||
           key == KEY_DRY_RUN || key == KEY_EXEC;
}

static bool lists(int key) {
    return key == KEY_LIST_MODELS || key == KEY_LIST_KINDS || key == KEY_LIST_PRESETS;
}

/* Options that do not start a sweep. */
static bool begins_none(int key) {
    return lists(key) || key == KEY_IMPORT || key == KEY_RESUME || key == KEY_DRY_RUN;
}

static const char *option_name_of(int key) {
    for (const struct argp_option *option = argp_options; option->name; option++)
        if (option->key == key)
            return option->name;
    return NULL;
}

/* What argp hands to parse_option(). */
struct parsing {
    struct options *options;
    bool stored; /* a command line from a file; trouble goes into err */
    struct err *err;
};

static int set_option(int key, char *text, struct parsing *parsing, struct err *err) {
    struct options *options = parsing->options;

    if (key == ARGP_KEY_ARG)
        return err_set(err, ERR_USAGE, "'%s' is no option; runner takes options only (--help)",
                       text);
    if (parsing->stored && begins_none(key))
        return err_set(err, ERR_USAGE, "--%s does not start a sweep", option_name_of(key));
    if (lists(key))
        list_and_exit(key);
    if (!set_text(key, text, options, err) && !set_flag(key, options) &&
        !set_value(key, text, options, err))
        return ARGP_ERR_UNKNOWN;
    if (!shapes_nothing(key))
        options->shaping = option_name_of(key);
    return 0;
}

static error_t parse_option(int key, char *text, struct argp_state *state) {
    struct parsing *parsing = state->input;
    struct err err = {0};
    int result = set_option(key, text, parsing, &err);

    if (!err.kind)
        return result;
    *parsing->err = err;
    argp_failure(state, ERR_USAGE, 0, "%s", err.text); /* of a stored one nothing is printed */
    return EINVAL;
}

bool options_find(const struct options *options) {
    return !isnan(options->find_within);
}

static const struct options defaults = {
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

static int parse(int argc, char **argv, unsigned flags, struct parsing *parsing) {
    static const struct argp argp = {
        .options = argp_options,
        .parser = parse_option,
        .doc =
            "Perform trials of threads and coroutines that wait, and record each as a row in "
            "SQLite.\vOne line per trial on stdout: model, sleep (ms), concurrency, tasks, total "
            "(s), overhead, status; a line means that the row is committed. Exit status: 0 all "
            "trials ok, 1 some not, or left out by --max-time, 2 bad usage, 3 database trouble, "
            "130 interrupted.\n\nNumbers "
            "take k and M; times take ns, us, ms, s.",
    };
    int trouble;

    *parsing->options = defaults;
    argp_err_exit_status = ERR_USAGE;
    argp_program_version = host_build();
    err_set(parsing->err, ERR_USAGE, "an option is unknown or has no value");
    trouble = argp_parse(&argp, argc, argv, flags, NULL, parsing);
    if (trouble == ENOMEM)
        memory_missing();
    if (trouble)
        return -1;
    return options_settle(parsing->options, parsing->err);
}

int options_parse(int argc, char **argv, struct options *options, struct err *err) {
    struct parsing parsing = {.options = options, .err = err};

    return parse(argc, argv, 0, &parsing);
}

int options_recall(int argc, char **argv, struct options *options, struct err *err) {
    struct parsing parsing = {.options = options, .stored = true, .err = err};

    return parse(argc, argv, ARGP_SILENT, &parsing);
}

void options_free(struct options *options) {
    model_list_free(options);
    levels_free(&options->levels);
}
