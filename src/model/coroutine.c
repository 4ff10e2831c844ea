/* Workers as coroutines of our own engine, all on one OS thread. The producer is also
 * a coroutine. */
#include "model/coroutine.h"
#include "base/memory.h"
#include "coroutine/channel.h"
#include "coroutine/scheduler.h"
#include "model/pool.h"

#include <stdlib.h>

struct coroutines {
    struct runtime runtime;
    const struct spec *spec;
    struct scheduler_config make;
    struct scheduler *scheduler;
    struct channel *channel;
    struct spawn *spawns; /* one per worker, then the producer's */
};

void spawn_begin(void *argument) {
    struct spawn *spawn = argument;

    spawn->body(spawn->runtime, spawn->worker, spawn->context);
}

struct scheduler_config scheduler_config_of(const struct spec *spec) {
    return (struct scheduler_config){
        .stack_bytes =
            spec->stack_bytes == NO_VALUE ? SCHEDULER_STACK_BYTES : (size_t)spec->stack_bytes,
        .lateness_ns = spec->lateness_ns,
        .spin_ns = spec->spin_ns,
    };
}

static void spawn_worker(struct coroutines *coroutines, int64_t worker, worker_body *body,
                         void *context) {
    coroutines->spawns[worker] = (struct spawn){&coroutines->runtime, worker, body, context};
    scheduler_spawn(coroutines->scheduler, spawn_begin, &coroutines->spawns[worker]);
}

static int coroutines_spawn(struct runtime *runtime, int64_t count, worker_body *body,
                            void *context, int64_t *made, struct err *err) {
    struct coroutines *coroutines = (struct coroutines *)runtime;

    coroutines->spawns = memory_get((size_t)count + 1, sizeof *coroutines->spawns);
    coroutines->make.capacity = (size_t)count + 1; /* including the producer */
    coroutines->scheduler = scheduler_new(&coroutines->make, err);
    if (!coroutines->scheduler)
        return -1;
    coroutines->channel = channel_new(coroutines->scheduler, (size_t)spec_queue(coroutines->spec));
    for (*made = 0; *made < count; ++*made)
        spawn_worker(coroutines, *made, body, context);
    scheduler_run(coroutines->scheduler); /* returns when each waits for its first task */
    return 0;
}

static void coroutines_produce(struct runtime *runtime, worker_body *producer, void *context) {
    struct coroutines *coroutines = (struct coroutines *)runtime;

    spawn_worker(coroutines, coroutines->spec->concurrency, producer, context);
    scheduler_run(coroutines->scheduler);
}

static void coroutines_put(struct runtime *runtime, int64_t task) {
    channel_put(((struct coroutines *)runtime)->channel, task);
}

static void coroutines_close(struct runtime *runtime) {
    channel_close(((struct coroutines *)runtime)->channel);
}

static bool coroutines_take(struct runtime *runtime, int64_t worker, int64_t *task) {
    (void)worker;
    return channel_take(((struct coroutines *)runtime)->channel, task);
}

static void coroutines_sleep(struct runtime *runtime, int64_t sleep_ns, struct wait *wait) {
    scheduler_sleep(((struct coroutines *)runtime)->scheduler, sleep_ns, wait);
}

static void coroutines_await(struct runtime *runtime, int fd) {
    scheduler_await(((struct coroutines *)runtime)->scheduler, fd);
}

static int64_t coroutines_now(struct runtime *runtime) {
    return scheduler_now(((struct coroutines *)runtime)->scheduler);
}

static void coroutines_join(struct runtime *runtime) {
    struct coroutines *coroutines = (struct coroutines *)runtime;

    channel_free(coroutines->channel);
    scheduler_free(coroutines->scheduler);
    free(coroutines->spawns);
}

static int run_made(struct run *run, bool ev_timers, bool ucontext, struct err *err) {
    struct coroutines coroutines = {
        .make = scheduler_config_of(run->spec),
        .runtime =
            {
                .one_thread = true,
                .spawn = coroutines_spawn,
                .produce = coroutines_produce,
                .put = coroutines_put,
                .close = coroutines_close,
                .take = coroutines_take,
                .sleep = coroutines_sleep,
                .await = coroutines_await,
                .now = coroutines_now,
                .join = coroutines_join,
            },
        .spec = run->spec,
    };

    coroutines.make.ev_timers = ev_timers;
    coroutines.make.ucontext = ucontext;
    if (ucontext && run->spec->stack_bytes == NO_VALUE)
        coroutines.make.stack_bytes += SCHEDULER_STACK_BYTES; /* a ucontext_t can be large */
    return pool_run(&coroutines.runtime, run, err);
}

static int coroutine_run(struct run *run, struct err *err) {
    return run_made(run, false, false, err);
}

static int evtimer_run(struct run *run, struct err *err) {
    return run_made(run, true, false, err);
}

static int ucontext_run(struct run *run, struct err *err) {
    return run_made(run, false, true, err);
}

const struct model model_coroutine = {
    .name = "coroutine",
    .help = "stackful coroutines of our own on one libev loop, one OS thread",
    .engine = 2,
    .spins = true,
    .needs = {.bytes = 4096}, /* one page of its stack is touched */
    .run = coroutine_run,
};

const struct model model_coroutine_evtimer = {
    .name = "coroutine-evtimer",
    .help = "coroutines whose sleeps are libev's own timers, as textbooks have it",
    .engine = 1,
    .needs = {.bytes = 4096},
    .run = evtimer_run,
};

const struct model model_coroutine_ucontext = {
    .name = "coroutine-ucontext",
    .help = "coroutines that change stacks by swapcontext(), as textbooks have it",
    .engine = 1,
    .spins = true,
    .needs = {.bytes = 8192}, /* its stack also holds registers and signal mask */
    .run = ucontext_run,
};
