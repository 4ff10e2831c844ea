/* Performing a plan: each trial is launched, committed, and told on stdout. */
#include "base/host.h"
#include "sweep/sweep.h"
#include "trial/timer_floor.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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
    if (record->total_ns == NO_VALUE)
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
                strerror(errno), sweeping->options.db);
}

/* --- one trial -------------------------------------------------------------------------------- */

/* A foreign program is more than its tasks: what it takes without them is measured apart. */
static int launch(struct sweeping *sweeping, const struct spec *spec, struct err *err) {
    struct trial *trial = &sweeping->trial;
    struct startup startup;

    if (*spec->command && sweep_measure_startup(sweeping, spec, &startup, err))
        return -1;
    clock_utc(trial->started);
    if (trial_launch(&sweeping->launcher, spec, &trial->record, &sweeping->latency, err))
        return -1;
    if (*spec->command)
        sweep_take_off_startup(&startup, &trial->record);
    return 0;
}

/* The first time that a model fails, a person reads why without asking the database. */
static void tell_failure(struct sweeping *sweeping) {
    const struct options *options = &sweeping->options;
    const struct trial *trial = &sweeping->trial;

    if (trial->record.status == STATUS_OK || options->quiet)
        return;
    for (size_t i = 0; i < options->model_count; i++)
        if (!strcmp(options->models[i]->name, trial->spec.model) && !sweeping->failure_told[i]) {
            sweeping->failure_told[i] = true;
            fprintf(stderr, "runner: %s at %lld: %s\n", trial->spec.model,
                    (long long)trial->spec.concurrency, trial->record.error);
        }
}

static int perform_and_record(struct sweeping *sweeping, const struct spec *spec, struct err *err) {
    struct trial *trial = &sweeping->trial;

    trial->spec = *spec;
    trial->origin = *spec->command ? ORIGIN_EXEC : ORIGIN_RUNNER;
    if (launch(sweeping, spec, err) ||
        store_commit_trial(sweeping->store, trial, &sweeping->latency, err))
        return -1;
    sweeping->recorded++;
    sweeping->not_ok += trial->record.status != STATUS_OK;
    progress_clear(&sweeping->progress);
    print_row(sweeping);
    tell_failure(sweeping);
    progress_step(&sweeping->progress);
    return 0;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* The bare timer, and when it was measured. */
struct timer_floor {
    int64_t ns, at_ns;
};

/* What a lone sleeper is late by, where tasks sleep. Measured anew with each round, unless rounds are shorter than a second, and when sentinels have passed:
 * in the study's order rounds are no blocks. */
static void refresh_floor(const struct sweeping *sweeping, const struct spec *before,
                          const struct spec *spec, struct timer_floor *floor) {
    bool new_block = !before || before->role == ROLE_SENTINEL ||
                     (sweeping->options.order == ORDER_ROUNDS && before->round != spec->round);

    if (!new_block || sweeping->options.task->served || spec->role == ROLE_SENTINEL ||
        spec->sleep_ns == 0 || (floor->ns != NO_VALUE && clock_ns() - floor->at_ns < NS_PER_S))
        return;
    floor->ns = timer_floor_measure(spec->sleep_ns, spec->lateness_ns);
    floor->at_ns = clock_ns();
}

/* Is there time left for it, of what --max-time grants? */
static bool has_time(const struct sweeping *sweeping, const struct spec *spec) {
    return sweeping->options.most_ns == NO_VALUE ||
           clock_ns() + spec_ideal_ns(spec) <= sweeping->begun_ns + sweeping->options.most_ns;
}

static int perform_next(struct sweeping *sweeping, size_t i, struct timer_floor *floor,
                        struct err *err) {
    struct spec *spec = &sweeping->plan.trials[i];

    progress_show(&sweeping->progress);
    refresh_floor(sweeping, i > 0 ? spec - 1 : NULL, spec, floor);
    if (spec->role != ROLE_SENTINEL)
        spec->timer_floor_ns = floor->ns;
    if (perform_and_record(sweeping, spec, err))
        return -1;
    if (i == 0 && !sweeping->options.quiet)
        sweep_warn_of_others(&sweeping->trial.record);
    sweep_search_learn(sweeping, spec, record_least_total(&sweeping->trial.record, spec));
    return 0;
}

/* The plan of a search grows as it is performed. */
static int perform_all(struct sweeping *sweeping, struct err *err) {
    struct timer_floor floor = {NO_VALUE, 0};

    progress_begin(&sweeping->progress, &sweeping->plan,
                   sweeping->searching.search ? sweeping->searching.aim : NULL,
                   !sweeping->options.quiet);
    for (size_t i = 0; i < sweeping->plan.count || sweep_search_extend(sweeping); i++) {
        if (!has_time(sweeping, &sweeping->plan.trials[i]))
            return 0;
        if (perform_next(sweeping, i, &floor, err))
            return -1;
    }
    sweeping->finished = true;
    return store_finish_sweep(sweeping->store, sweeping->trial.sweep_id, err);
}

/* --- the sweep around them -------------------------------------------------------------------- */

static int add_sweep(struct sweeping *sweeping, const char *boot_id, struct err *err) {
    const struct options *options = &sweeping->options;
    char program[HOST_PROGRAM_SIZE];
    struct sweep sweep = {
        .boot_id = boot_id,
        .program = program,
        .label = options->label,
        .command = sweeping->command,
        .arguments = sweeping->arguments,
        .trial_order = order_names[options->order],
        .seed = options->seed,
        .planned = sweeping->planned,
        .work_rate = sweeping->pace.work_rate,
        .thread_cost = sweeping->pace.thread_cpu_per_task,
    };

    host_program(program);
    sweeping->machine.two_cpus = work_two_cpus();
    if (store_add_machine(sweeping->store, &sweeping->machine, err))
        return -1;
    return store_add_sweep(sweeping->store, &sweep, &sweeping->trial.sweep_id, err);
}

static int begin(struct sweeping *sweeping, struct err *err) {
    char boot_id[HOST_BOOT_ID_SIZE];
    const char *boot = host_boot_id(boot_id) ? boot_id : NULL;

    if (sweeping->past.id)
        return store_add_resumption(sweeping->store, sweeping->past.id, sweeping->command, boot,
                                    err);
    return add_sweep(sweeping, boot, err);
}

static void tell_recorded(const struct sweeping *sweeping) {
    int64_t done = sweeping->found + sweeping->recorded;
    char planned[64] = "";

    if (sweeping->planned != NO_VALUE)
        snprintf(planned, sizeof planned, "of %lld ", (long long)sweeping->planned);
    fprintf(stderr, "%lld %strials are recorded in '%s' (sweep %lld), %lld not ok\n",
            (long long)done, planned, sweeping->options.db, (long long)sweeping->trial.sweep_id,
            (long long)sweeping->not_ok);
    if (!sweeping->finished) {
        fputs("the rest can be done with: ", stderr);
        sweep_print_resumption(&sweeping->options, sweeping->trial.sweep_id);
    }
}

int sweep_perform(struct sweeping *sweeping, struct err *err) {
    int result;

    sweeping->begun_ns = clock_ns();
    if (!sweeping->store && !(sweeping->store = store_open(sweeping->options.db, err)))
        return -1;
    if (!sweeping->options.quiet)
        sweep_forecast(sweeping);
    result = begin(sweeping, err) || perform_all(sweeping, err) ? -1 : 0;
    progress_clear(&sweeping->progress);
    if (sweeping->trial.sweep_id && (result || !sweeping->options.quiet)) {
        tell_recorded(sweeping);
        sweep_search_report(sweeping);
    }
    return result;
}
