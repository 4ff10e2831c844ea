/* runner: perform trials and record each as a row in SQLite.
 *
 * How data flows, and where each step lives:
 *
 *   command line      plan/options  plan/preset  plan/levels      what the user asked
 *   -> plan           plan/plan                                   the trials, in order
 *   -> trial          trial/launch  trial/trial                   each in a process of its own
 *        model          model/thread  model/thread_static         a runtime for the workers ...
 *                       model/coroutine  model/serial
 *                       model/crew  model/queue  model/wall       (threads: queue and limits)
 *                       coroutine/scheduler  timers  channel      (the coroutine engine)
 *                       coroutine/stacks  context
 *        x task         task/sleep  task/nop  task/work           ... what a worker waits for ...
 *                       model/pool                                ... and the pool over both
 *   -> record         trial/gauge  meanwhile  foreign             what it cost, and who else was busy
 *                     trial/certificate  anatomy                  what it proves, and went through
 *                     base/record  latency  histogram             the data itself
 *   -> row            store/store  columns  schema  db  sql       the history
 *                     store/import                                rows made elsewhere
 *
 *   beside the way    base/ (clock, errors, units, random order, machine, host, cgroup, lock …),
 *                     plan/progress (stderr)
 *
 * The same program is the trial's process: it executes itself with --trial. analysis/analyze.c goes
 * on from row to view to answer. */
#include "base/cgroup.h"
#include "base/host.h"
#include "base/interrupt.h"
#include "base/lock.h"
#include "base/units.h"
#include "plan/options.h"
#include "plan/plan.h"
#include "plan/progress.h"
#include "store/import.h"
#include "store/store.h"
#include "trial/launch.h"
#include "trial/trial.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a sweep needs while it runs. */
struct sweeping {
    const struct options *options;
    struct plan plan;
    struct pace pace;
    struct launcher launcher;
    struct progress progress;
    struct store *store;
    struct trial trial;     /* the row under way; machine, CPUs and sweep stay the same */
    struct latency latency; /* and its tasks' times */
    int64_t recorded, not_ok;
    bool stdout_lost;
};

/* --- stdout ----------------------------------------------------------------------------------- */

/* One line per row. A reader that has gone away (head) is no trouble; a full disk gets a sentence.
 */
static void print_row(struct sweeping *sweeping) {
    const struct spec *spec = &sweeping->trial.spec;
    const struct record *record = &sweeping->trial.record;
    double total = (double)record->total_ns / 1e9;

    if (sweeping->stdout_lost)
        return;
    printf("%s\t%g\t%lld\t%lld\t", spec->model, (double)spec->sleep_ns / 1e6,
           (long long)spec->concurrency, (long long)spec->tasks);
    if (record->total_ns == RECORD_NULL)
        printf("-\t-\t");
    else if (spec->sleep_ns == 0)
        printf("%.6f\t-\t", total);
    else
        printf("%.6f\t%.4f\t", total, (double)record->total_ns / (double)spec_ideal_ns(spec));
    printf("%s\n", status_names[record->status]);
    if (!fflush(stdout))
        return;
    sweeping->stdout_lost = true;
    if (errno != EPIPE)
        fprintf(stderr, "runner: stdout cannot be written (%s); the rows go on into '%s'\n",
                strerror(errno), sweeping->options->db);
}

static int print_plan(const struct plan *plan, const struct options *options, struct err *err) {
    char ideal[UNITS_SIZE];

    for (size_t i = 0; i < plan->count; i++) {
        const struct spec *spec = &plan->trials[i];

        printf("%s\t%g\t%lld\t%lld\t%.6f\n", spec->model, (double)spec->sleep_ns / 1e6,
               (long long)spec->concurrency, (long long)spec->tasks,
               (double)spec_ideal_ns(spec) / 1e9);
    }
    if (fflush(stdout) && errno != EPIPE)
        return err_set(err, ERR_STORE, "stdout cannot be written: %s", strerror(errno));
    fprintf(
        stderr,
        "%zu trials would take %s if waiting were free (last column, s); seed %lld; nothing was "
        "recorded\n",
        plan->count, units_time(ideal, plan->ideal_ns), (long long)options->seed);
    return 0;
}

/* --- what the plan must know of this machine
 * ------------------------------------------------------ */

static void on_tick(void *context) {
    struct sweeping *sweeping = context;

    if (sweeping->progress.plan)
        progress_show(&sweeping->progress);
}

/* CPU per task of threads at a concurrency where their cost has settled; tells where they will run
 * out of CPU. Not recorded: it serves the plan alone. */
static int measure_thread_cost(struct sweeping *sweeping, struct err *err) {
    enum { concurrency = 200 };
    struct options options = *sweeping->options;
    struct record record;
    struct spec spec;

    options.per_worker = 20;
    spec = plan_spec(&options, &sweeping->pace, &model_thread, concurrency, 0);
    if (trial_launch(&sweeping->launcher, &spec, &record, &sweeping->latency, err))
        return -1;
    if (record.user_ns == RECORD_NULL)
        return err_set(err, ERR_USAGE,
                       "threads could not be tried at %d (%s), so the levels must be given: "
                       "--concurrency",
                       concurrency, record.error);
    sweeping->pace.thread_cpu_per_task =
        (double)(record.user_ns + record.system_ns) / 1e9 / (double)spec.tasks;
    return 0;
}

static bool wants_work(const struct options *options) {
    for (size_t i = 0; i < options->work_count; i++)
        if (options->work_ns[i] > 0)
            return true;
    return false;
}

static int measure_machine(struct sweeping *sweeping, struct err *err) {
    if (sweeping->options->cpus && host_pin(sweeping->options->cpus, err))
        return -1;
    sweeping->trial.cpus = host_cpus_allowed();
    sweeping->trial.cpu_quota = cgroup_cpu_quota(NULL);
    sweeping->launcher = (struct launcher){
        .kernel_stack_bytes = host_kernel_stack_bytes(), .tick = on_tick, .context = sweeping};
    foreign_read(&sweeping->launcher.since);
    sweeping->pace = (struct pace){.work_rate = NAN, .cpus = (double)sweeping->trial.cpus};
    if (sweeping->trial.cpu_quota < sweeping->pace.cpus)
        sweeping->pace.cpus = sweeping->trial.cpu_quota;
    if (wants_work(sweeping->options))
        sweeping->pace.work_rate = work_calibrate();
    return plan_needs_thread_cost(sweeping->options) ? measure_thread_cost(sweeping, err) : 0;
}

/* --- the sweep
 * ------------------------------------------------------------------------------------ */

static int wait_for_turn(const struct options *options, struct err *err) {
    bool taken = true;
    int fd;

    if (options->shared)
        return 0;
    if (lock_try(&fd, &taken, err))
        return -1;
    if (taken)
        return 0;
    fprintf(stderr,
            "runner: another sweep is running on this machine; waiting for it (--shared would "
            "run beside it and mark every row)\n");
    return lock_wait(fd, err);
}

static int begin_sweep(struct sweeping *sweeping, const char *command, struct err *err) {
    const struct options *options = sweeping->options;
    char boot_id[HOST_BOOT_ID_SIZE];
    struct sweep sweep = {
        .boot_id = host_boot_id(boot_id) ? boot_id : NULL,
        .label = options->label,
        .command = command,
        .trial_order = order_names[options->order],
        .seed = options->seed,
        .planned = (int64_t)sweeping->plan.count,
        .work_rate = sweeping->pace.work_rate,
    };
    struct machine machine;

    machine_read(&machine);
    machine.two_cpus = work_two_cpus();
    snprintf(sweeping->trial.machine, sizeof sweeping->trial.machine, "%s", machine.id);
    if (options->order == ORDER_STUDY)
        fprintf(stderr,
                "runner: in the study's order a machine that drifts favours one model; believe "
                "--order=rounds\n");
    if (store_add_machine(sweeping->store, &machine, err))
        return -1;
    return store_add_sweep(sweeping->store, &sweep, &sweeping->trial.sweep_id, err);
}

static int perform_and_record(struct sweeping *sweeping, const struct spec *spec, struct err *err) {
    struct trial *trial = &sweeping->trial;

    progress_show(&sweeping->progress);
    trial->spec = *spec;
    clock_utc(trial->started);
    if (trial_launch(&sweeping->launcher, spec, &trial->record, &sweeping->latency, err) ||
        store_commit_trial(sweeping->store, trial, &sweeping->latency, err))
        return -1;
    sweeping->recorded++;
    sweeping->not_ok += trial->record.status != STATUS_OK;
    progress_clear(&sweeping->progress);
    print_row(sweeping);
    progress_step(&sweeping->progress);
    return 0;
}

static int perform_all(struct sweeping *sweeping, struct err *err) {
    progress_begin(&sweeping->progress, &sweeping->plan, !sweeping->options->quiet);
    for (size_t i = 0; i < sweeping->plan.count; i++)
        if (perform_and_record(sweeping, &sweeping->plan.trials[i], err))
            return -1;
    return store_finish_sweep(sweeping->store, sweeping->trial.sweep_id, err);
}

static void tell_recorded(const struct sweeping *sweeping) {
    fprintf(stderr, "%lld of %zu trials are recorded in '%s' (sweep %lld), %lld not ok\n",
            (long long)sweeping->recorded, sweeping->plan.count, sweeping->options->db,
            (long long)sweeping->trial.sweep_id, (long long)sweeping->not_ok);
}

static int record_sweep(struct sweeping *sweeping, const char *command, struct err *err) {
    int result;

    sweeping->store = store_open(sweeping->options->db, err);
    if (!sweeping->store)
        return -1;
    result = begin_sweep(sweeping, command, err) || perform_all(sweeping, err) ? -1 : 0;
    progress_clear(&sweeping->progress);
    store_close(sweeping->store);
    if (result || !sweeping->options->quiet)
        tell_recorded(sweeping);
    return result;
}

static int sweep(const struct options *options, const char *command, struct err *err) {
    struct sweeping sweeping = {.options = options, .trial.origin = ORIGIN_RUNNER};
    int result;

    interrupt_arm();
    if (wait_for_turn(options, err) || measure_machine(&sweeping, err) ||
        plan_make(options, &sweeping.pace, &sweeping.plan, err))
        return -1;
    result = options->dry_run ? print_plan(&sweeping.plan, options, err)
                              : record_sweep(&sweeping, command, err);
    plan_free(&sweeping.plan);
    return result ? -1 : sweeping.not_ok > 0;
}

static int import(const struct options *options, const char *command, struct err *err) {
    struct import_result result;
    struct store *store = store_open(options->db, err);
    int outcome;

    if (!store)
        return -1;
    outcome = import_file(store, options->import, command, options->label, &result, err);
    store_close(store);
    if (outcome)
        return -1;
    if (*result.ignored)
        fprintf(stderr, "runner: columns of '%s' that mean nothing here were left out: %s\n",
                options->import, result.ignored);
    fprintf(stderr, "%lld trials of '%s' are recorded in '%s', %lld were there already\n",
            (long long)result.recorded, options->import, options->db, (long long)result.known);
    return 0;
}

/* The command as typed, words joined by blanks. Owned by the caller. */
static char *command_line(int argc, char **argv) {
    size_t length = 1;
    char *text;

    for (int i = 0; i < argc; i++)
        length += strlen(argv[i]) + 1;
    text = calloc(1, length);
    PROMISE(text);
    for (int i = 0; i < argc; i++) {
        strcat(text, i ? " " : "");
        strcat(text, argv[i]);
    }
    return text;
}

int main(int argc, char **argv) {
    struct options options;
    struct err err;
    char *command;
    int status;

    if (argc == 2 && !strcmp(argv[1], "--trial"))
        return trial_main();
    command = command_line(argc, argv);
    status = options_parse(argc, argv, &options, &err);
    if (!status)
        status = options.import ? import(&options, command, &err) : sweep(&options, command, &err);
    if (status < 0) {
        fprintf(stderr, "runner: %s\n", err.text);
        status = err.kind;
    }
    options_free(&options);
    free(command);
    return status;
}
