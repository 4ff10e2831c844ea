/* Resumes an interrupted sweep. Its plan is made again from its own command line, its seed and the
 * measurements stored with it; recorded trials are left out. */
#include "base/host.h"
#include "base/text.h"
#include "plan/arguments.h"
#include "plan/command_line.h"
#include "plan/remainder.h"
#include "sweep/sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Finds the requested sweep, or the newest interrupted one. Leaves past.id at 0 if there is nothing
 * to do. */
static int find_past(struct sweep_run *run, struct err *err) {
    const struct options *options = &run->options;
    bool found = false;

    if (access(options->db, F_OK))
        return err_set(err, ERR_STORE, "'%s' does not exist, so there is nothing to resume",
                       options->db);
    if (!run->store)
        run->store = store_open(options->db, err);
    past_sweep_free(&run->past); /* found before waiting for the lock */
    if (!run->store || store_find_sweep(run->store, options->resume_id, &run->past, &found, err))
        return -1;
    if (!found && options->resume_id != NO_VALUE)
        return err_set(err, ERR_USAGE,
                       "--resume: there is no sweep %lld in '%s'; analyze --sweeps lists them",
                       (long long)options->resume_id, options->db);
    if (!found || run->past.finished)
        past_sweep_free(&run->past);
    return 0;
}

/* Makes text from the file safe to show in a message. */
#define SHOWN 96
static const char *shown(char to[static SHOWN], const char *text) {
    return text_plain(to, SHOWN, text ? text : "unknown");
}

static int check_program(const struct past_sweep *past, struct err *err) {
    char program[HOST_PROGRAM_SIZE], build[SHOWN], other[SHOWN];

    host_program(program);
    if (!past->arguments)
        return err_set(err, ERR_USAGE,
                       "sweep %lld stores no plan: it was imported, or "
                       "recorded by an older program; record a new one",
                       (long long)past->id);
    if (!past->build || strcmp(past->build, host_build()))
        return err_set(
            err, ERR_USAGE,
            "sweep %lld was started by another program (%s; this one is %s), and its rows "
            "would not be comparable; finish it with that one, or record a new one",
            (long long)past->id, shown(build, past->build), host_build());
    if (!past->program || strcmp(past->program, program))
        return err_set(
            err, ERR_USAGE,
            "sweep %lld was started by another build of %s (%s; this one is %s); record a "
            "new sweep",
            (long long)past->id, shown(build, past->build), shown(other, past->program), program);
    return 0;
}

static bool differ(double one, double other) {
    return isnan(one) != isnan(other) || one < other || one > other;
}

/* Writes "2 CPUs and a quota of 0.5". Returns text. */
static const char *describe_share(char text[static 64], int64_t cpus, double quota) {
    snprintf(text, 64, "%lld CPU%s and ", (long long)cpus, cpus == 1 ? "" : "s");
    if (isnan(quota))
        text_add(text, 64, "no quota");
    else
        text_add(text, 64, "a quota of %g", quota);
    return text;
}

static int check_machine(const struct sweep_run *run, struct err *err) {
    const struct past_sweep *past = &run->past;
    const struct trial *here = &run->trial;
    char machine[SHOWN];

    if (!past->machine) /* nothing is recorded yet */
        return 0;
    if (strcmp(past->machine, here->machine))
        return err_set(
            err, ERR_USAGE,
            "sweep %lld was started on another machine (%s; this one is %s): the hardware, "
            "the kernel or one of their settings differs (table machine); record a new one",
            (long long)past->id, shown(machine, past->machine), here->machine);
    if (past->cpus != here->cpus || differ(past->cpu_quota, here->cpu_quota)) {
        char then[64], now[64];

        return err_set(err, ERR_USAGE,
                       "sweep %lld was started with %s, but now there are %s; record a new one",
                       (long long)past->id, describe_share(then, past->cpus, past->cpu_quota),
                       describe_share(now, here->cpus, here->cpu_quota));
    }
    return 0;
}

static int refuse_stored(const struct past_sweep *past, const char *why, struct err *err) {
    char reason[sizeof err->text / 2];

    text_plain(reason, sizeof reason, why);
    return err_set(err, ERR_USAGE,
                   "the arguments stored with sweep %lld do not make a plan (%s); record a new one",
                   (long long)past->id, reason);
}

/* Checks a measurement for the plan, which also comes from the file. */
static bool is_known_or_open(double value) {
    return isnan(value) || (value > 0 && value < 1e12);
}

/* Reads the command line that began a sweep into options, if it may be resumed with the options
 * given now. The options borrow from *words. The caller owns both, even after -1: options_free(),
 * arguments_free(). */
static int read_stored(const struct past_sweep *past, const struct options *given,
                       struct options *stored, char ***words, struct err *err) {
    struct err why;
    int argc;

    *stored = (struct options){0};
    *words = NULL;
    if (check_program(past, err))
        return -1;
    *words = arguments_from_text(past->arguments, &argc);
    if (!*words)
        return refuse_stored(past, "they are not a list of words", err);
    if (command_line_recall(argc, *words, stored, &why))
        return refuse_stored(past, why.text, err);
    if (!is_known_or_open(past->work_rate) || !is_known_or_open(past->thread_cost))
        return refuse_stored(past, "a measurement stored with them is out of range", err);
    stored->db = given->db;
    return sweep_check_consent(stored, given, past->id, err);
}

int sweep_check_resumable(struct sweep_run *run, bool *shared, struct err *err) {
    struct options stored;
    char **words;
    int result;

    *shared = false;
    if (find_past(run, err))
        return -1;
    if (run->past.id == 0)
        return 0;
    result = read_stored(&run->past, &run->options, &stored, &words, err);
    *shared = stored.shared;
    options_free(&stored);
    arguments_free(words);
    return result;
}

/* Restores the options that the sweep began with, except those that concern only this
 * invocation. */
static int restore_options(struct sweep_run *run, struct err *err) {
    const struct past_sweep *past = &run->past;
    struct options now = run->options, *stored = &run->options;
    int result = read_stored(past, &now, stored, &run->words, err);

    stored->db = now.db;
    stored->quiet = now.quiet;
    stored->verbose = now.verbose;
    stored->dry_run = now.dry_run;
    stored->most_ns = now.most_ns;
    stored->resume = true;
    stored->seed = past->seed;
    run->rates.work_rate = past->work_rate;
    run->rates.thread_cpu_per_task = past->thread_cost;
    options_free(&now);
    return result;
}

static int leave_out_recorded(struct sweep_run *run, struct err *err) {
    struct done_trial *done;
    size_t count;
    int result = store_recorded_trials(run->store, run->past.id, &done, &count, err);

    if (!result)
        result = run->search_run.search ? sweep_search_recall(run, done, count, err)
                                        : plan_leave_out(&run->plan, done, count, err);
    run->found = (int64_t)count;
    for (size_t i = 0; i < count; i++)
        run->found_not_ok += !done[i].ok;
    free(done);
    return result;
}

int sweep_take_up(struct sweep_run *run, struct err *err) {
    if (find_past(run, err))
        return -1;
    if (run->past.id == 0)
        return 0;
    if (restore_options(run, err) || sweep_set(run, err) || check_machine(run, err) ||
        sweep_plan(run, err))
        return -1;
    run->trial.sweep_id = run->past.id;
    return leave_out_recorded(run, err);
}
