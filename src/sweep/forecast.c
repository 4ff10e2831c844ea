/* What can be predicted before a plan begins: which limits it would reach, and which warnings its
 * rows will have. analyze later judges the rows by what actually happened. */
#include "sweep/sweep.h"

#include "base/units.h"
#include "record/warning.h"

#include <stdio.h>
#include <string.h>

static const int64_t two_ticks_ns = 20 * NS_PER_MS;

/* --- limits ----------------------------------------------------------------------------------- */

/* "32,388 workers (kernel.pid_max)" */
static const char *limit_text(const struct limit *limit, char *text, size_t size) {
    char workers[UNITS_SIZE];

    snprintf(text, size, "%s workers (%s)", units_count(workers, limit->workers), limit->name);
    return text;
}

void sweep_print_limits(const struct sweep_run *run) {
    const struct options *options = &run->options;

    for (size_t i = 0; i < options->model_count; i++) {
        const struct model *model = options->models[i];
        struct needs needs = needs_of(model, options->task);
        struct limit limits[LIMITS_MOST];
        char text[128];
        size_t count = limits_list(&needs, 0, run->launcher.kernel_stack_bytes, limits);

        if (model->lone || count == 0)
            continue;
        fprintf(stderr, "%s: up to about %s", model->name,
                limit_text(&limits[0], text, sizeof text));
        if (count > 1)
            fprintf(stderr, ", then %s", limit_text(&limits[1], text, sizeof text));
        fprintf(stderr, "\n");
    }
}

static int64_t top_level(const struct plan *plan, const struct model *model) {
    int64_t top = 0;

    for (size_t i = 0; i < plan->count; i++)
        if (!strcmp(plan->trials[i].model, model->name) && plan->trials[i].concurrency > top)
            top = plan->trials[i].concurrency;
    return top;
}

static void warn_of_limit(const struct sweep_run *run, const struct model *model) {
    struct needs needs = needs_of(model, run->options.task);
    struct limit limits[LIMITS_MOST];
    int64_t top = top_level(&run->plan, model);
    char level[UNITS_SIZE], text[128];

    if (limits_list(&needs, 0, run->launcher.kernel_stack_bytes, limits) > 0 &&
        top > limits[0].workers)
        fprintf(stderr, "runner: %s will not reach %s; the limit is about %s\n", model->name,
                units_count(level, top), limit_text(&limits[0], text, sizeof text));
}

/* --- warnings that the rows will have --------------------------------------------------------- */

static bool is_ramp(const struct spec *spec) {
    double per_worker = (double)spec->tasks / (double)spec->concurrency;

    return spec->concurrency > 1 && per_worker < warnings[WARNING_RAMP].threshold;
}

static bool is_rounding(const struct spec *spec) {
    int64_t per_worker = (spec->tasks + spec->concurrency - 1) / spec->concurrency;

    return (double)(per_worker * spec->concurrency) >
           (1 + warnings[WARNING_ROUNDING].threshold) * (double)spec->tasks;
}

static bool is_short(const struct spec *spec) {
    return (double)spec_ideal_ns(spec) / 1e9 < warnings[WARNING_SHORT_TRIAL].threshold;
}

static void warn_of_trials(const struct sweep_run *run, enum warning_code code,
                           bool (*holds)(const struct spec *spec)) {
    const struct warning *warning = &warnings[code];
    const struct plan *plan = &run->plan;
    size_t count = 0, grid = 0;
    char meaning[256];

    for (size_t i = 0; i < plan->count; i++)
        if (plan->trials[i].role != ROLE_SENTINEL) {
            grid++;
            count += holds(&plan->trials[i]);
        }
    if (count > 0)
        fprintf(stderr, "runner: %zu of %zu trials: %s. %s\n", count, grid,
                warning_meaning(warning, meaning, sizeof meaning), warning->advice);
}

static void warn_of_setting(const struct sweep_run *run) {
    const struct machine *machine = &run->machine;

    if (!isnan(run->trial.cpu_quota))
        fprintf(stderr, "runner: a cgroup allows %g CPUs; such trials are not pooled with others\n",
                run->trial.cpu_quota);
    if (*machine->frequency_governor && strcmp(machine->frequency_governor, "performance"))
        fprintf(stderr, "runner: the CPU frequency is not fixed: its governor is '%s'\n",
                machine->frequency_governor);
    if (run->options.shared)
        fprintf(stderr, "runner: another sweep may run at the same time; every trial is marked\n");
    if (run->options.order == ORDER_STUDY)
        fprintf(stderr, "runner: in the study's order, drift favours one of the models\n");
    if ((double)run->options.trials < warnings[WARNING_FEW].threshold)
        fprintf(stderr,
                "runner: %lld trial%s per model and level; it takes %g to see how much they vary\n",
                (long long)run->options.trials, run->options.trials == 1 ? "" : "s",
                warnings[WARNING_FEW].threshold);
}

void sweep_forecast(const struct sweep_run *run) {
    for (size_t i = 0; i < run->options.model_count; i++)
        warn_of_limit(run, run->options.models[i]);
    warn_of_setting(run);
    warn_of_trials(run, WARNING_RAMP, is_ramp);
    warn_of_trials(run, WARNING_ROUNDING, is_rounding);
    if (run->options.task->waits)
        warn_of_trials(run, WARNING_SHORT_TRIAL, is_short);
}

void sweep_warn_of_others(const struct record *sentinel) {
    double others = (double)sentinel->foreign_cpu_ns / (double)sentinel->watched_ns;

    if (sentinel->foreign_cpu_ns != NO_VALUE &&
        (double)sentinel->foreign_cpu_ns >
            (double)two_ticks_ns +
                warnings[WARNING_FOREIGN].threshold * (double)sentinel->watched_ns)
        fprintf(stderr, "runner: other processes use %.2f CPUs of this machine right now\n",
                others);
}
