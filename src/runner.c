/* runner: perform trials and record each as a row in SQLite.
 *
 * How data flows, and which files implement each step:
 *
 *   command line   plan/command_line  options  settle         what the user asks for
 *                  plan/levels  model_list  preset
 *   -> plan        sweep/setting                              measurements of this machine
 *                  plan/plan                                  the trials, in order
 *                  sweep/search                               or the next ones of a search
 *                  sweep/resume  consent                      or the rest of an earlier plan
 *                  plan/arguments  remainder
 *                  sweep/forecast   model/limit               limits and warnings to expect
 *   -> trial       sweep/perform  sweep                       performed one after the other
 *                  plan/progress  duration   sweep/messages   progress on stderr
 *                  trial/launch  self_exec  page  trial       each in a process of its own
 *       model      model/model  models  account               a runtime for the workers ...
 *                  model/thread  thread_cond  thread_static  serial  event
 *                  model/coroutine  coroutine_mn
 *                  model/thread_pool  queue  semaphore  nanosleep        (threads)
 *                  coroutine/scheduler  coroutine  run_queue  timers   (the coroutine engine)
 *                  coroutine/channel  exchange  watchers  loop
 *                  coroutine/stacks  context
 *       x task     task/task  tasks  runtime                  ... what a worker waits for ...
 *                  task/sleep  nop  work
 *                  task/pipe  tcp  connection  peer           (for a server,
 *                  trial/serve  connections   server/server  page   a separate process next to
 *                  server/front  pipe_front  tcp_front  due   the trial, which answers later)
 *                  model/pool                                 ... and the pool over both
 *       or program   trial/external   model/adapters          a foreign one (--exec, src/adapter/)
 *                  trial/study_line  stamps  stderr_tail      its arguments, answers and proofs
 *                  trial/strays                               what it leaves behind
 *                  sweep/startup                              what it uses without tasks
 *                  trial/spinners                             no CPU halts meanwhile (--idle=poll)
 *   -> record      trial/usage  interference  foreign         what it used, what else was busy
 *                  trial/validation  breakdown  timer_floor   what it proves, where time went
 *                  record/record  columns  latency  histogram    the data itself
 *                  record/machine  warning
 *   -> row         store/store  values                        the history
 *                  store/db  connection  statement  guard  sql   wrapper around SQLite
 *                  store/schema  schema_check                 created, upgraded and checked
 *                  store/past                                 recorded sweeps
 *                  store/reading  nameless                    reading without leaving a trace
 *                  store/import  text_file                    importing rows made elsewhere
 *   beside the way   base/                                    clock, errors, units, text ...
 *
 * The trial and its server are processes of this same program, which executes itself with --trial
 * and --server. analysis/analyze.c continues from row to view to answer. */
#include "base/interrupt.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"
#include "plan/arguments.h"
#include "plan/command_line.h"
#include "plan/duration.h"
#include "server/server.h"
#include "store/db.h"
#include "store/import.h"
#include "sweep/sweep.h"
#include "trial/trial.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sweep that may run next to others does not wait, and neither does a plan that is only printed.
 * CROSSOVER_LOCK names another folder for the lock, such as one that containers share or one for a
 * test. */
static int wait_for_turn(struct sweep_run *run, struct err *err) {
    const char *named[] = {getenv("CROSSOVER_LOCK"), NULL};
    bool taken = true, shared = run->options.shared;
    int fd;

    if (run->options.dry_run)
        return 0;
    if (run->options.resume ? sweep_check_resumable(run, &shared, err)
                            : db_check_place(run->options.db, err))
        return -1;
    if (shared)
        return 0;
    if (lock_try(named[0] ? named : lock_folders, &fd, &taken, err))
        return -1;
    if (taken)
        return 0;
    fprintf(stderr,
            "runner: another sweep is running on this machine; waiting for it (--shared would "
            "run beside it and mark every trial)\n");
    return lock_wait(fd, err);
}

static int print_plan(const struct plan *plan, const struct options *options, struct err *err) {
    char time[DURATION_SIZE];

    for (size_t i = 0; i < plan->count; i++) {
        const struct spec *spec = &plan->trials[i];

        printf("%s\t%g\t%lld\t%lld\t%.6f\n", spec->model, (double)spec->sleep_ns / 1e6,
               (long long)spec->concurrency, (long long)spec->tasks,
               (double)spec_ideal_ns(spec) / 1e9);
    }
    if (fflush(stdout) && errno != EPIPE)
        return err_set(err, ERR_STORE, "stdout cannot be written: %s", strerror(errno));
    fprintf(stderr,
            "%zu trials, about %s (ideal times in the last column, in s); seed %lld; nothing is "
            "recorded\n",
            plan->count, duration_rough(time, duration_of_plan(plan)), (long long)options->seed);
    return 0;
}

/* Makes the plan: a new one, or the rest of an interrupted one. */
static int find_plan(struct sweep_run *run, struct err *err) {
    if (run->options.resume)
        return sweep_take_up(run, err);
    return sweep_set(run, err) || sweep_plan(run, err) ? -1 : 0;
}

static int sweep(struct sweep_run *run, struct err *err) {
    int result;

    interrupt_arm();
    if (wait_for_turn(run, err) || find_plan(run, err))
        return -1;
    if (run->options.resume && run->plan.count == 0) {
        fprintf(stderr, "there is nothing left to resume in '%s'\n", run->options.db);
        return 0;
    }
    if (!run->options.dry_run) {
        result = sweep_perform(run, err);
    } else {
        result = print_plan(&run->plan, &run->options, err);
        sweep_print_limits(run);
        sweep_print_programs(&run->options);
        return result;
    }
    return result ? -1 : run->not_ok > 0 || !run->finished;
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
        fprintf(stderr, "runner: columns of '%s' that are unknown here were ignored: %s\n",
                options->import, text_plain(result.ignored, sizeof result.ignored, result.ignored));
    fprintf(stderr, "%lld trials of '%s' are recorded in '%s', %lld were there already\n",
            (long long)result.recorded, options->import, options->db, (long long)result.known);
    return 0;
}

/* Returns the command as typed, with blanks between the words. Owned by the caller: free(). */
static char *command_line(int argc, char **argv) {
    size_t length = 1;
    char *text;

    for (int i = 0; i < argc; i++)
        length += strlen(argv[i]) + 1;
    text = memory_get(1, length);
    for (int i = 0; i < argc; i++) {
        strcat(text, i ? " " : "");
        strcat(text, argv[i]);
    }
    return text;
}

int main(int argc, char **argv) {
    struct sweep_run run = {.rates = {.work_rate = NAN, .thread_cpu_per_task = NAN}};
    char *command, *arguments;
    struct err err;
    int status;

    interrupt_keep_file_limit();
    if (argc == 2 && !strcmp(argv[1], "--trial"))
        return trial_main();
    if (argc == 2 && !strcmp(argv[1], "--server"))
        return server_main();
    run.command = command = command_line(argc, argv);
    run.arguments = arguments = arguments_to_text(argc, argv);
    status = command_line_parse(argc, argv, &run.options, &err);
    if (!status && !arguments)
        status = err_set(&err, ERR_STORE, "out of memory for the command line");
    if (!status)
        status = run.options.import ? import(&run.options, command, &err) : sweep(&run, &err);
    if (status < 0) {
        if (err.kind != ERR_INTERRUPTED || !run.end_told)
            err_print(&err);
        status = err.kind;
    }
    sweep_free(&run);
    free(arguments);
    free(command);
    return status;
}
