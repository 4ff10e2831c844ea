/* What the plan must know of this machine. */
#include "base/cgroup.h"
#include "base/host.h"
#include "plan/arguments.h"
#include "sweep/sweep.h"

#include <stdio.h>
#include <stdlib.h>

/* A person who waits for a long trial sees the time go down. */
static void on_tick(void *context) {
    struct sweeping *sweeping = context;

    if (sweeping->progress.plan)
        progress_show(&sweeping->progress);
}

static int64_t known_or_0(int64_t ns) {
    return ns == NO_VALUE ? 0 : ns;
}

/* CPU per task of threads at a concurrency where their cost has settled, and of the server that they wait for, if
 * there is one; tells where they will run out of CPU. Not recorded: it serves the plan alone. */
static int measure_thread_cost(struct sweeping *sweeping, struct err *err) {
    enum { concurrency = 200 };
    struct options options = sweeping->options;
    struct record record;
    struct spec spec;

    options.per_worker = 20;
    spec = plan_spec(&options, &sweeping->pace, &model_thread, concurrency, 0);
    if (trial_launch(&sweeping->launcher, &spec, &record, &sweeping->latency, err))
        return -1;
    if (record.user_ns == NO_VALUE)
        return err_set(err, ERR_USAGE,
                       "threads could not be tried at %d (%s), so the levels must be given: "
                       "--concurrency",
                       concurrency, record.error);
    sweeping->pace.thread_cpu_per_task =
        (double)(record.user_ns + record.system_ns + known_or_0(record.server_user_ns) +
                 known_or_0(record.server_system_ns)) /
        1e9 / (double)spec.tasks;
    return 0;
}

static bool wants_work(const struct options *options) {
    for (size_t i = 0; i < options->work_count; i++)
        if (options->work_ns[i] > 0)
            return true;
    return false;
}

int sweep_set(struct sweeping *sweeping, struct err *err) {
    const struct options *options = &sweeping->options;
    struct pace *pace = &sweeping->pace;

    if (options->cpus && host_pin(options->cpus, err))
        return -1;
    machine_read(&sweeping->machine);
    snprintf(sweeping->trial.machine, sizeof sweeping->trial.machine, "%s", sweeping->machine.id);
    sweeping->trial.cpus = host_cpus_allowed();
    sweeping->trial.cpu_quota = cgroup_cpu_quota(NULL);
    if (options->idle == IDLE_POLL && !isnan(sweeping->trial.cpu_quota))
        return err_set(err, ERR_USAGE,
                       "--idle=poll: spinners would use up the quota of %g CPUs that this process "
                       "has; leave it out",
                       sweeping->trial.cpu_quota);
    sweeping->launcher = (struct launcher){
        .kernel_stack_bytes = host_kernel_stack_bytes(), .tick = on_tick, .context = sweeping};
    foreign_read(&sweeping->launcher.since);
    pace->cpus = fmin((double)sweeping->trial.cpus,
                      isnan(sweeping->trial.cpu_quota) ? INFINITY : sweeping->trial.cpu_quota);
    if (isnan(pace->work_rate) && wants_work(options))
        pace->work_rate = work_calibrate();
    if (isnan(pace->thread_cpu_per_task) && plan_needs_thread_cost(options))
        return measure_thread_cost(sweeping, err);
    return 0;
}

int sweep_plan(struct sweeping *sweeping, struct err *err) {
    if (options_find(&sweeping->options)) {
        if (plan_check(&sweeping->options, &sweeping->pace, err))
            return -1;
        sweep_search_begin(sweeping);
        return 0;
    }
    if (plan_make(&sweeping->options, &sweeping->pace, &sweeping->plan, err))
        return -1;
    sweeping->planned = (int64_t)sweeping->plan.count;
    return 0;
}

void sweep_free(struct sweeping *sweeping) {
    plan_free(&sweeping->plan);
    free(sweeping->startups.list);
    search_free(sweeping->searching.search);
    past_sweep_free(&sweeping->past);
    store_close(sweeping->store);
    options_free(&sweeping->options);
    arguments_free(sweeping->words);
}
