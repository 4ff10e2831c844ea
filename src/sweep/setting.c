/* Measures what the plan needs to know about this machine. */
#include "base/cgroup.h"
#include "base/host.h"
#include "plan/arguments.h"
#include "sweep/sweep.h"

#include <stdio.h>
#include <stdlib.h>

/* Called about once a second: updates the progress line, so that the time left goes down during a
 * long trial. */
static void on_tick(void *context) {
    struct sweep_run *run = context;

    if (run->progress.plan)
        progress_show(&run->progress);
}

static int64_t known_or_0(int64_t ns) {
    return ns == NO_VALUE ? 0 : ns;
}

/* Measures the CPU per task of threads, plus that of the server if there is one, at a concurrency
 * where their cost has settled. It predicts where threads run out of CPU. The trial is not
 * recorded; it serves the plan alone. */
static int measure_thread_cost(struct sweep_run *run, struct err *err) {
    enum { concurrency = 200 };
    struct options options = run->options;
    struct record record;
    struct spec spec;

    options.per_worker = 20;
    spec = plan_spec(&options, &run->rates, &model_thread, concurrency, 0);
    if (trial_launch(&run->launcher, &spec, &record, &run->latency, err))
        return -1;
    if (record.user_ns == NO_VALUE)
        return err_set(err, ERR_USAGE,
                       "a test with %d threads failed (%s), so the levels must be given: "
                       "--concurrency",
                       concurrency, record.error);
    run->rates.thread_cpu_per_task =
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

int sweep_set(struct sweep_run *run, struct err *err) {
    const struct options *options = &run->options;
    struct machine_rates *rates = &run->rates;

    if (options->cpus && host_pin(options->cpus, err))
        return -1;
    machine_read(&run->machine);
    snprintf(run->trial.machine, sizeof run->trial.machine, "%s", run->machine.id);
    run->trial.cpus = host_cpus_allowed();
    run->trial.cpu_quota = cgroup_cpu_quota(NULL);
    if (options->idle == IDLE_POLL && !isnan(run->trial.cpu_quota))
        return err_set(err, ERR_USAGE,
                       "--idle=poll: spinners would use up the quota of %g CPUs that this process "
                       "has; leave it out",
                       run->trial.cpu_quota);
    run->launcher = (struct launcher){
        .kernel_stack_bytes = host_kernel_stack_bytes(), .tick = on_tick, .context = run};
    foreign_read(&run->launcher.since);
    rates->cpus = fmin((double)run->trial.cpus,
                       isnan(run->trial.cpu_quota) ? INFINITY : run->trial.cpu_quota);
    if (isnan(rates->work_rate) && wants_work(options))
        rates->work_rate = work_calibrate();
    if (isnan(rates->thread_cpu_per_task) && plan_needs_thread_cost(options))
        return measure_thread_cost(run, err);
    return 0;
}

int sweep_plan(struct sweep_run *run, struct err *err) {
    if (options_find(&run->options)) {
        if (plan_check(&run->options, &run->rates, err))
            return -1;
        sweep_search_begin(run);
        return 0;
    }
    if (plan_make(&run->options, &run->rates, &run->plan, err))
        return -1;
    run->planned = (int64_t)run->plan.count;
    return 0;
}

void sweep_free(struct sweep_run *run) {
    plan_free(&run->plan);
    free(run->startups.list);
    search_free(run->search_run.search);
    past_sweep_free(&run->past);
    store_close(run->store);
    options_free(&run->options);
    arguments_free(run->words);
}
