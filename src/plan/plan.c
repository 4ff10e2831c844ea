#include "plan/plan.h"

#include "base/memory.h"
#include "base/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const size_t trials_most = 10000000;

/* Sums of times, over a sweep and over the workers of a trial, are kept in nanoseconds, which
 * overflow after 292 years. */
static const int64_t day_ns = 86400 * NS_PER_S;
static const int64_t trial_most_ns = 7 * (86400 * NS_PER_S);
static const int64_t sweep_most_ns = 365 * (86400 * NS_PER_S);
static const int64_t workers_most_ns = 100 * (365 * 86400 * NS_PER_S);

/* A level with an amount of work. Each round visits every stop once. */
struct stop {
    int64_t concurrency;
    int64_t work_ns;
};

struct stops {
    struct stop *stop;
    size_t count;
};

/* --- the stops of a sweep --------------------------------------------------------------------- */

/* Returns the lowest concurrency at which c thread tasks per sleep need more CPU than there is.
 * Tasks that do not wait need it all at any concurrency; their levels go as far as the study's. */
static double out_of_cpu(const struct options *options, const struct machine_rates *rates,
                         int64_t work_ns) {
    double cpu_per_task = rates->thread_cpu_per_task + (double)work_ns / 1e9;

    if (options->sleep_ns == 0)
        return 1000;
    return (double)options->sleep_ns / 1e9 * rates->cpus / cpu_per_task;
}

static void append_stops(struct stops *stops, const struct levels *levels, int64_t work_ns) {
    stops->stop = memory_resize(stops->stop, stops->count + levels->count, sizeof *stops->stop);
    for (size_t i = 0; i < levels->count; i++)
        stops->stop[stops->count++] = (struct stop){levels->level[i], work_ns};
}

static struct stops make_stops(const struct options *options, const struct machine_rates *rates) {
    struct stops stops = {0};

    for (size_t i = 0; i < options->work_count; i++) {
        int64_t work_ns = options->work_ns[i];
        struct levels levels = options->levels;

        if (plan_needs_thread_cost(options))
            (options->preset->dense ? levels_dense_from_100 : levels_1_2_5)(
                out_of_cpu(options, rates, work_ns), options->preset->top, &levels);
        append_stops(&stops, &levels, work_ns);
        if (plan_needs_thread_cost(options))
            levels_free(&levels);
    }
    return stops;
}

void plan_range(const struct options *options, const struct machine_rates *rates, int64_t *from,
                int64_t *to) {
    struct stops stops = make_stops(options, rates);

    *from = stops.stop[0].concurrency;
    *to = stops.stop[stops.count - 1].concurrency;
    free(stops.stop);
}

bool plan_needs_thread_cost(const struct options *options) {
    return options->levels.count == 0;
}

/* --- one trial -------------------------------------------------------------------------------- */

static int64_t default_timeout_ns(const struct spec *spec) {
    int64_t ideal_ns = spec_ideal_ns(spec);

    /* check_trial() rejects trials that take longer. */
    return 60 * NS_PER_S + 20 * (ideal_ns < trial_most_ns ? ideal_ns : trial_most_ns);
}

struct spec plan_spec(const struct options *options, const struct machine_rates *rates,
                      const struct model *model, int64_t concurrency, int64_t work_ns) {
    struct spec spec = {
        .engine = model->engine,
        .threads = model_threads(model),
        .concurrency = concurrency,
        .tasks =
            options->per_worker == NO_VALUE ? options->tasks : options->per_worker * concurrency,
        .per_worker = options->per_worker,
        .sleep_ns = options->sleep_ns,
        .work_ns = work_ns,
        .work_iterations = work_ns ? llround((double)work_ns / 1e9 * rates->work_rate) : 0,
        .lateness_ns = options->lateness_ns,
        .queue = options->queue,
        .stack_bytes = options->stack_bytes,
        .spin_ns = options->spin_ns,
        .timer_floor_ns = NO_VALUE,
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
    if (model_command(model, spec.command, sizeof spec.command, &err))
        strcpy(spec.command, spec.model); /* gone since model_list_check(); its row will say so */
    if (*spec.command)                    /* a foreign program calibrates its work itself */
        spec.work_iterations = NO_VALUE;
    snprintf(spec.kind, sizeof spec.kind, "%s", options->task->name);
    spec.timeout_ns =
        options->timeout_ns == NO_VALUE ? default_timeout_ns(&spec) : options->timeout_ns;
    return spec;
}

/* --- the plan --------------------------------------------------------------------------------- */

/* A plan under construction. */
struct plan_builder {
    const struct options *options;
    const struct machine_rates *rates;
    struct plan *plan;
    size_t visits, visited; /* stops over all rounds, and those already visited */
};

static void append_spec(struct plan_builder *builder, const struct spec *spec) {
    struct plan *plan = builder->plan;

    if (plan->count == plan->room) {
        plan->room = plan->room ? 2 * plan->room : 256;
        plan->trials = memory_resize(plan->trials, plan->room, sizeof *plan->trials);
    }
    plan->trials[plan->count] = *spec;
    plan->trials[plan->count].position = ++plan->last_position;
    plan->count++;
}

/* --- reference trials (sentinels) ------------------------------------------------------------- */

/* The same whatever the sweep measures, so that differences come from the machine alone. */
static const struct options sentinel_options = {
    .task = &task_sleep,
    .sleep_ns = NS_PER_MS,
    .tasks = 200,
    .per_worker = NO_VALUE,
    .lateness_ns = 50 * NS_PER_US,
    .queue = NO_VALUE,
    .stack_bytes = NO_VALUE,
    .timeout_ns = NO_VALUE,
    .phase = PHASE_LOCKSTEP,
    .idle = IDLE_HALT,
    .task_times = true,
};

static void append_sentinel(struct plan_builder *builder, const struct model *model,
                            int64_t concurrency, int64_t round) {
    struct options options = sentinel_options;
    struct spec spec;

    options.shared = builder->options->shared; /* shared is recorded in the row */
    spec = plan_spec(&options, builder->rates, model, concurrency, 0);
    spec.role = ROLE_SENTINEL;
    spec.round = round;
    append_spec(builder, &spec);
}

enum { SENTINELS_START = 1, SENTINELS_MIDDLE, SENTINELS_END };

static void append_sentinels(struct plan_builder *builder, int64_t round) {
    append_sentinel(builder, &model_serial, 1, round);
    append_sentinel(builder, &model_thread, 10, round);
}

/* --- the order -------------------------------------------------------------------------------- */

/* Call before each stop: the reference trials in the middle of the sweep must not separate the
 * models of a level. */
static void pass_stop(struct plan_builder *builder) {
    if (builder->visited++ == builder->visits / 2)
        append_sentinels(builder, SENTINELS_MIDDLE);
}

static void append_trial(struct plan_builder *builder, const struct model *model,
                         const struct stop *stop, int64_t round) {
    struct spec spec;

    if (model->lone && stop->concurrency != 1)
        return;
    spec = plan_spec(builder->options, builder->rates, model, stop->concurrency, stop->work_ns);
    spec.round = round;
    append_spec(builder, &spec);
}

static void append_models_shuffled(struct plan_builder *builder, const struct stop *stop,
                                   int64_t round) {
    size_t order[OPTIONS_MODELS];

    for (size_t i = 0; i < builder->options->model_count; i++)
        order[i] = i;
    random_shuffle(&builder->plan->random, order, builder->options->model_count);
    for (size_t i = 0; i < builder->options->model_count; i++)
        append_trial(builder, builder->options->models[order[i]], stop, round);
}

static void append_rounds(struct plan_builder *builder, const struct stops *stops) {
    size_t *order = memory_get(stops->count, sizeof *order);

    builder->visits = stops->count * (size_t)builder->options->trials;
    for (int64_t round = 1; round <= builder->options->trials; round++) {
        for (size_t i = 0; i < stops->count; i++)
            order[i] = i;
        random_shuffle(&builder->plan->random, order, stops->count);
        for (size_t i = 0; i < stops->count; i++) {
            pass_stop(builder);
            append_models_shuffled(builder, &stops->stop[order[i]], round);
        }
    }
    free(order);
}

static void append_as_in_2012(struct plan_builder *builder, const struct stops *stops) {
    builder->visits = stops->count * builder->options->model_count;
    for (size_t i = 0; i < builder->options->model_count; i++)
        for (size_t j = 0; j < stops->count; j++) {
            pass_stop(builder);
            for (int64_t round = 1; round <= builder->options->trials; round++)
                append_trial(builder, builder->options->models[i], &stops->stop[j], round);
        }
}

void plan_begin(const struct options *options, const struct machine_rates *rates,
                struct plan *plan) {
    struct plan_builder builder = {options, rates, plan, 0, 0};

    *plan = (struct plan){.random = {(uint64_t)options->seed}};
    append_sentinels(&builder, SENTINELS_START);
}

void plan_add_block(const struct options *options, const struct machine_rates *rates,
                    int64_t concurrency, int64_t round, struct plan *plan) {
    struct plan_builder builder = {options, rates, plan, 0, 0};

    append_models_shuffled(&builder, &(struct stop){concurrency, options->work_ns[0]}, round);
}

void plan_end(const struct options *options, const struct machine_rates *rates, struct plan *plan) {
    struct plan_builder builder = {options, rates, plan, 0, 0};

    append_sentinels(&builder, SENTINELS_END);
}

/* --- limits on time --------------------------------------------------------------------------- */

static int check_trial(const struct spec *spec, struct err *err) {
    char timeout[UNITS_SIZE], workers[UNITS_SIZE];

    if (spec_ideal_ns(spec) > trial_most_ns ||
        clock_scaled(spec->work_ns, spec->tasks, 1) > trial_most_ns)
        return err_set(err, ERR_USAGE,
                       "a trial of %lld tasks at concurrency %lld would take more than %lld days; "
                       "ask for less --sleep, --work or --tasks",
                       (long long)spec->tasks, (long long)spec->concurrency,
                       (long long)(trial_most_ns / day_ns));
    if (clock_scaled(spec->timeout_ns, spec->concurrency, 1) > workers_most_ns)
        return err_set(err, ERR_USAGE,
                       "%s workers that may take %s each come to more than %lld years in all; give "
                       "a shorter --timeout, or fewer workers",
                       units_count(workers, spec->concurrency),
                       units_time(timeout, spec->timeout_ns),
                       (long long)(workers_most_ns / sweep_most_ns));
    return 0;
}

/* Checks each stop, and for a grid the sum over all trials. The levels of a search lie between its
 * stops. */
static int check_times(const struct options *options, const struct machine_rates *rates,
                       const struct stops *stops, struct err *err) {
    double trials = options_find(options) ? 0 : (double)options->trials, sum_ns = 0;

    for (size_t i = 0; i < stops->count; i++) {
        struct spec spec = plan_spec(options, rates, options->models[0], stops->stop[i].concurrency,
                                     stops->stop[i].work_ns);

        if (check_trial(&spec, err))
            return -1;
        sum_ns += (double)spec_ideal_ns(&spec) * trials * (double)options->model_count;
    }
    if (sum_ns > (double)sweep_most_ns)
        return err_set(err, ERR_USAGE,
                       "the plan would take %.0f days, more than a year; ask for fewer levels, "
                       "trials or tasks",
                       sum_ns / (double)day_ns);
    return 0;
}

static int check_plan(const struct options *options, const struct machine_rates *rates,
                      const struct stops *stops, struct err *err) {
    size_t most = stops->count * options->model_count * (size_t)options->trials;

    if (options_find(options) && stops->count == 1)
        return err_set(err, ERR_USAGE,
                       "--find-crossover searches a range of levels, and with so much work threads "
                       "run out of CPU at 1; give one such as --concurrency=1,1000");
    if (!options_find(options) && most > trials_most)
        return err_set(err, ERR_USAGE,
                       "the plan has %zu trials, more than %zu; ask for fewer levels or trials",
                       most, trials_most);
    return check_times(options, rates, stops, err);
}

int plan_check(const struct options *options, const struct machine_rates *rates, struct err *err) {
    struct stops stops = make_stops(options, rates);
    int result = check_plan(options, rates, &stops, err);

    free(stops.stop);
    return result;
}

/* --- a grid ----------------------------------------------------------------------------------- */

int plan_make(const struct options *options, const struct machine_rates *rates, struct plan *plan,
              struct err *err) {
    struct stops stops = make_stops(options, rates);
    struct plan_builder builder = {options, rates, plan, 0, 0};
    int result = check_plan(options, rates, &stops, err);

    plan_begin(options, rates, plan);
    if (!result && options->order == ORDER_ROUNDS)
        append_rounds(&builder, &stops);
    else if (!result)
        append_as_in_2012(&builder, &stops);
    if (result)
        plan_free(plan);
    else
        plan_end(options, rates, plan);
    free(stops.stop);
    return result;
}

void plan_free(struct plan *plan) {
    free(plan->trials);
    *plan = (struct plan){0};
}
