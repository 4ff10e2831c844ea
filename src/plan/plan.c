#include "plan/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t trials_most = 10000000;

/* A level with an amount of work: what a round takes once. */
struct stop {
    int64_t concurrency;
    int64_t work_ns;
};

struct stops {
    struct stop *stop;
    size_t count;
};

/* --- where a sweep stops ---------------------------------------------------------------------- */

/* The least concurrency at which thread tasks want more CPU than there is: c tasks every sleep. */
static double out_of_cpu(const struct options *options, const struct pace *pace, int64_t work_ns) {
    double cpu_per_task = pace->thread_cpu_per_task + (double)work_ns / 1e9;

    return (double)options->sleep_ns / 1e9 * pace->cpus / cpu_per_task;
}

static void append_stops(struct stops *stops, const struct levels *levels, int64_t work_ns) {
    stops->stop = realloc(stops->stop, (stops->count + levels->count) * sizeof *stops->stop);
    PROMISE(stops->stop);
    for (size_t i = 0; i < levels->count; i++)
        stops->stop[stops->count++] = (struct stop){levels->level[i], work_ns};
}

static struct stops make_stops(const struct options *options, const struct pace *pace) {
    struct stops stops = {0};

    for (size_t i = 0; i < options->work_count; i++) {
        int64_t work_ns = options->work_ns[i];
        struct levels levels = options->levels;

        if (plan_needs_thread_cost(options))
            levels_1_2_5(out_of_cpu(options, pace, work_ns), options->preset->top, &levels);
        append_stops(&stops, &levels, work_ns);
        if (plan_needs_thread_cost(options))
            levels_free(&levels);
    }
    return stops;
}

void plan_range(const struct options *options, const struct pace *pace, int64_t *from,
                int64_t *to) {
    struct stops stops = make_stops(options, pace);

    *from = stops.stop[0].concurrency;
    *to = stops.stop[stops.count - 1].concurrency;
    free(stops.stop);
}

bool plan_needs_thread_cost(const struct options *options) {
    return options->levels.count == 0;
}

/* --- one trial -------------------------------------------------------------------------------- */

static int64_t default_timeout_ns(const struct spec *spec) {
    return 60 * NS_PER_S + 20 * spec_ideal_ns(spec);
}

struct spec plan_spec(const struct options *options, const struct pace *pace,
                      const struct model *model, int64_t concurrency, int64_t work_ns) {
    struct spec spec = {
        .engine = model->engine,
        .concurrency = concurrency,
        .tasks =
            options->per_worker == RECORD_NULL ? options->tasks : options->per_worker * concurrency,
        .per_worker = options->per_worker,
        .sleep_ns = options->sleep_ns,
        .work_ns = work_ns,
        .work_iterations = work_ns ? llround((double)work_ns / 1e9 * pace->work_rate) : 0,
        .lateness_ns = options->lateness_ns,
        .queue = options->queue,
        .stack_bytes = options->stack_bytes,
        .spin_ns = options->spin_ns,
        .timer_floor_ns = RECORD_NULL,
        .phase = options->phase,
        .idle = options->idle,
        .role = ROLE_GRID,
        .task_times = options->task_times,
        .shared = options->shared,
        .round = 1,
        .position = 1,
    };
    struct err err;

    snprintf(spec.model, sizeof spec.model, "%s", model->name);
    PROMISE(
        !model_command(model, spec.command, sizeof spec.command, &err)); /* model_list_check() */
    if (*spec.command) /* it calibrates what it burns itself */
        spec.work_iterations = RECORD_NULL;
    snprintf(spec.kind, sizeof spec.kind, "%s", options->task->name);
    spec.timeout_ns =
        options->timeout_ns == RECORD_NULL ? default_timeout_ns(&spec) : options->timeout_ns;
    return spec;
}

/* --- the plan --------------------------------------------------------------------------------- */

/* A plan that grows. */
struct draft {
    const struct options *options;
    const struct pace *pace;
    struct plan *plan;
    size_t visits, visited; /* stops, counted once per round, and those behind */
};

static void append_spec(struct draft *draft, const struct spec *spec) {
    struct plan *plan = draft->plan;

    if (plan->count == plan->room) {
        plan->room = plan->room ? 2 * plan->room : 256;
        plan->trials = realloc(plan->trials, plan->room * sizeof *plan->trials);
        PROMISE(plan->trials);
    }
    plan->trials[plan->count] = *spec;
    plan->trials[plan->count].position = ++plan->last_position;
    plan->count++;
    plan->ideal_ns += spec_ideal_ns(spec);
}

/* --- sentinels -------------------------------------------------------------------------------- */

/* Always the same, whatever the sweep asks, so that they tell of the machine alone. */
static void append_sentinel(struct draft *draft, const struct model *model, int64_t concurrency,
                            int64_t round) {
    struct options options = *draft->options;
    struct spec spec;

    options.task = &task_sleep;
    options.sleep_ns = NS_PER_MS;
    options.tasks = 200;
    options.per_worker = RECORD_NULL;
    options.lateness_ns = 50 * NS_PER_US;
    options.queue = RECORD_NULL;
    options.phase = PHASE_LOCKSTEP;
    options.task_times = true;
    options.timeout_ns = RECORD_NULL;
    spec = plan_spec(&options, draft->pace, model, concurrency, 0);
    spec.role = ROLE_SENTINEL;
    spec.round = round;
    append_spec(draft, &spec);
}

enum { SENTINELS_START = 1, SENTINELS_MIDDLE, SENTINELS_END };

static void append_sentinels(struct draft *draft, int64_t round) {
    append_sentinel(draft, &model_serial, 1, round);
    append_sentinel(draft, &model_thread, 10, round);
}

/* --- the order -------------------------------------------------------------------------------- */

/* Called before each stop, so that the sentinels of the middle part no pair. */
static void pass_stop(struct draft *draft) {
    if (draft->visited++ == draft->visits / 2)
        append_sentinels(draft, SENTINELS_MIDDLE);
}

static void append_trial(struct draft *draft, const struct model *model, const struct stop *stop,
                         int64_t round) {
    struct spec spec;

    if (model->lone && stop->concurrency != 1)
        return;
    spec = plan_spec(draft->options, draft->pace, model, stop->concurrency, stop->work_ns);
    spec.round = round;
    append_spec(draft, &spec);
}

static void append_models_shuffled(struct draft *draft, const struct stop *stop, int64_t round) {
    size_t order[OPTIONS_MODELS];

    for (size_t i = 0; i < draft->options->model_count; i++)
        order[i] = i;
    random_shuffle(&draft->plan->random, order, draft->options->model_count);
    for (size_t i = 0; i < draft->options->model_count; i++)
        append_trial(draft, draft->options->models[order[i]], stop, round);
}

static void append_rounds(struct draft *draft, const struct stops *stops) {
    size_t *order = malloc(stops->count * sizeof *order);

    PROMISE(order);
    draft->visits = stops->count * (size_t)draft->options->trials;
    for (int64_t round = 1; round <= draft->options->trials; round++) {
        for (size_t i = 0; i < stops->count; i++)
            order[i] = i;
        random_shuffle(&draft->plan->random, order, stops->count);
        for (size_t i = 0; i < stops->count; i++) {
            pass_stop(draft);
            append_models_shuffled(draft, &stops->stop[order[i]], round);
        }
    }
    free(order);
}

static void append_as_in_2012(struct draft *draft, const struct stops *stops) {
    draft->visits = stops->count * draft->options->model_count;
    for (size_t i = 0; i < draft->options->model_count; i++)
        for (size_t j = 0; j < stops->count; j++) {
            pass_stop(draft);
            for (int64_t round = 1; round <= draft->options->trials; round++)
                append_trial(draft, draft->options->models[i], &stops->stop[j], round);
        }
}

void plan_begin(const struct options *options, const struct pace *pace, struct plan *plan) {
    struct draft draft = {options, pace, plan, 0, 0};

    *plan = (struct plan){.random = {(uint64_t)options->seed}};
    append_sentinels(&draft, SENTINELS_START);
}

void plan_add_block(const struct options *options, const struct pace *pace, int64_t concurrency,
                    int64_t round, struct plan *plan) {
    struct draft draft = {options, pace, plan, 0, 0};

    append_models_shuffled(&draft, &(struct stop){concurrency, options->work_ns[0]}, round);
}

void plan_end(const struct options *options, const struct pace *pace, struct plan *plan) {
    struct draft draft = {options, pace, plan, 0, 0};

    append_sentinels(&draft, SENTINELS_END);
}

int plan_make(const struct options *options, const struct pace *pace, struct plan *plan,
              struct err *err) {
    struct stops stops = make_stops(options, pace);
    size_t most = stops.count * options->model_count * (size_t)options->trials;
    struct draft draft = {options, pace, plan, 0, 0};

    plan_begin(options, pace, plan);
    if (most > trials_most) {
        free(stops.stop);
        plan_free(plan);
        return err_set(err, ERR_USAGE,
                       "the plan has %zu trials, more than %zu; ask for fewer levels or trials",
                       most, trials_most);
    }
    if (options->order == ORDER_ROUNDS)
        append_rounds(&draft, &stops);
    else
        append_as_in_2012(&draft, &stops);
    plan_end(options, pace, plan);
    free(stops.stop);
    return 0;
}

void plan_free(struct plan *plan) {
    free(plan->trials);
    *plan = (struct plan){0};
}
