/* Performs a plan: each trial is launched, committed, and printed on stdout. */
#include "analysis/report/ending.h"
#include "base/host.h"
#include "sweep/sweep.h"
#include "trial/timer_floor.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Prints one line per row, on a terminal only if asked to. A reader that has closed the pipe (such
 * as head) is not an error; a full disk is reported once. */
static void print_row(struct sweep_run *run) {
    const struct spec *spec = &run->trial.spec;
    const struct record *record = &run->trial.record;
    double total = (double)record->total_ns / 1e9;

    if (run->stdout_lost || (!run->options.verbose && isatty(STDOUT_FILENO)))
        return;
    progress_clear(&run->progress);
    printf("%s\t%g\t%lld\t%lld\t", spec->model, (double)spec->sleep_ns / 1e6,
           (long long)spec->concurrency, (long long)spec->tasks);
    if (record->total_ns == NO_VALUE)
        printf("-\t-\t");
    else if (spec->sleep_ns == 0)
        printf("%.6f\t-\t", total);
    else
        printf("%.6f\t%.4f\t", total, (double)record->total_ns / (double)spec_ideal_ns(spec));
    printf("%s\n", status_names[record->status]);
    if (!fflush(stdout))
        return;
    run->stdout_lost = true;
    if (errno != EPIPE)
        fprintf(stderr, "runner: stdout cannot be written (%s); rows are still recorded in '%s'\n",
                strerror(errno), run->options.db);
}

/* --- one trial -------------------------------------------------------------------------------- */

/* Performs the trial. For a foreign program also measures separately what it uses without tasks. */
static int launch(struct sweep_run *run, const struct spec *spec, struct err *err) {
    struct trial *trial = &run->trial;
    struct startup startup;

    if (*spec->command && sweep_measure_startup(run, spec, &startup, err))
        return -1;
    clock_utc(trial->started);
    if (trial_launch(&run->launcher, spec, &trial->record, &run->latency, err))
        return -1;
    if (*spec->command)
        sweep_take_off_startup(&startup, &trial->record);
    return 0;
}

/* Prints the reason when a model fails for the first time, so that the user need not query the
 * database. */
static void tell_failure(struct sweep_run *run) {
    const struct options *options = &run->options;
    const struct trial *trial = &run->trial;

    if (trial->record.status == STATUS_OK || options->quiet)
        return;
    for (size_t i = 0; i < options->model_count; i++)
        if (!strcmp(options->models[i]->name, trial->spec.model) && !run->failure_told[i]) {
            run->failure_told[i] = true;
            progress_clear(&run->progress);
            fprintf(stderr, "runner: %s at %lld: %s\n", trial->spec.model,
                    (long long)trial->spec.concurrency, trial->record.error);
        }
}

static int perform_and_record(struct sweep_run *run, const struct spec *spec, struct err *err) {
    struct trial *trial = &run->trial;

    trial->spec = *spec;
    trial->origin = *spec->command ? ORIGIN_EXEC : ORIGIN_RUNNER;
    if (launch(run, spec, err) || store_commit_trial(run->store, trial, &run->latency, err))
        return -1;
    run->recorded++;
    run->not_ok += trial->record.status != STATUS_OK;
    print_row(run);
    tell_failure(run);
    progress_step(&run->progress);
    return 0;
}

/* --- all trials ------------------------------------------------------------------------------- */

/* The timer floor, and when it was measured. */
struct timer_floor {
    int64_t ns, at_ns;
};

/* Measures how late a lone sleeper wakes, for kinds of task that sleep. Repeated at each new round,
 * unless less than a second has passed, and after reference trials, because in the study's order
 * rounds are not blocks. */
static void refresh_floor(const struct sweep_run *run, const struct spec *before,
                          const struct spec *spec, struct timer_floor *floor) {
    bool new_block = !before || before->role == ROLE_SENTINEL ||
                     (run->options.order == ORDER_ROUNDS && before->round != spec->round);

    if (!new_block || run->options.task->served || spec->role == ROLE_SENTINEL ||
        spec->sleep_ns == 0 || (floor->ns != NO_VALUE && clock_ns() - floor->at_ns < NS_PER_S))
        return;
    floor->ns = timer_floor_measure(spec->sleep_ns, spec->lateness_ns);
    floor->at_ns = clock_ns();
}

/* Returns true if the trial's ideal time still fits into --max-time. */
static bool has_time(const struct sweep_run *run, const struct spec *spec) {
    return run->options.most_ns == NO_VALUE ||
           clock_ns() + spec_ideal_ns(spec) <= run->begun_ns + run->options.most_ns;
}

static int perform_next(struct sweep_run *run, size_t i, struct timer_floor *floor,
                        struct err *err) {
    struct spec *spec = &run->plan.trials[i];

    progress_show(&run->progress);
    refresh_floor(run, i > 0 ? spec - 1 : NULL, spec, floor);
    if (spec->role != ROLE_SENTINEL)
        spec->timer_floor_ns = floor->ns;
    if (perform_and_record(run, spec, err))
        return -1;
    if (i == 0 && !run->options.quiet) {
        progress_clear(&run->progress);
        sweep_warn_of_others(&run->trial.record);
    }
    sweep_search_learn(run, spec, record_least_total(&run->trial.record, spec));
    return 0;
}

/* Performs all trials; the plan of a search grows meanwhile. */
static int perform_all(struct sweep_run *run, struct err *err) {
    struct timer_floor floor = {NO_VALUE, 0};

    progress_begin(&run->progress, &run->plan, run->search_run.search ? run->search_run.aim : NULL,
                   (size_t)run->found, !run->options.quiet);
    for (size_t i = 0; i < run->plan.count || sweep_search_extend(run); i++) {
        if (!has_time(run, &run->plan.trials[i]))
            return 0;
        if (perform_next(run, i, &floor, err))
            return -1;
    }
    run->finished = true;
    return store_finish_sweep(run->store, run->trial.sweep_id, err);
}

/* --- the sweep as a whole --------------------------------------------------------------------- */

static int add_sweep(struct sweep_run *run, const char *boot_id, struct err *err) {
    const struct options *options = &run->options;
    char program[HOST_PROGRAM_SIZE];
    struct sweep sweep = {
        .boot_id = boot_id,
        .program = program,
        .label = options->label,
        .command = run->command,
        .arguments = run->arguments,
        .trial_order = order_names[options->order],
        .seed = options->seed,
        .planned = run->planned,
        .work_rate = run->rates.work_rate,
        .thread_cost = run->rates.thread_cpu_per_task,
    };

    host_program(program);
    run->machine.two_cpus = work_two_cpus();
    if (store_add_machine(run->store, &run->machine, err))
        return -1;
    return store_add_sweep(run->store, &sweep, &run->trial.sweep_id, err);
}

static int begin(struct sweep_run *run, struct err *err) {
    char boot_id[HOST_BOOT_ID_SIZE];
    const char *boot = host_boot_id(boot_id) ? boot_id : NULL;

    if (run->past.id)
        return store_add_resumption(run->store, run->past.id, run->command, boot, err);
    return add_sweep(run, boot, err);
}

/* Prints the answer where people read: on a terminal, or else beside the messages, since stdout
 * then has one line per row. That it cannot be printed is no failure of the sweep. */
static void tell_answer(const struct sweep_run *run) {
    bool terminal = isatty(STDOUT_FILENO);
    int rows = terminal ? -1 : dup(STDOUT_FILENO);
    struct err err = {0};

    fflush(stdout);
    if (!terminal && (rows < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)) {
        close(rows);
        return;
    }
    if (ending_print(run->options.db, &err))
        err_print(&err);
    fflush(stdout);
    if (rows >= 0) {
        dup2(rows, STDOUT_FILENO);
        close(rows);
    }
}

int sweep_perform(struct sweep_run *run, struct err *err) {
    int result;

    run->begun_ns = clock_ns();
    if (!run->store && !(run->store = store_open(run->options.db, err)))
        return -1;
    if (!run->options.quiet) {
        sweep_tell_start(run);
        sweep_forecast(run);
    }
    result = begin(run, err) || perform_all(run, err) ? -1 : 0;
    progress_clear(&run->progress);
    if (run->trial.sweep_id && (result || !run->options.quiet)) {
        sweep_tell_end(run, result ? err->kind : ERR_NONE);
        sweep_search_report(run);
        if (!result)
            tell_answer(run);
        run->end_told = true;
    }
    return result;
}
