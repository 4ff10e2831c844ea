/* Workers as coroutines of our own engine on one OS thread, producer included. */
#include "coroutine/channel.h"
#include "coroutine/scheduler.h"
#include "model/pool.h"

#include <stdlib.h>

struct coroutines {
    struct runtime runtime;
    const struct spec *spec;
    struct scheduler *scheduler;
    struct channel *channel;
    struct birth *births; /* one per worker, then the producer's */
};

/* What a coroutine needs to begin. */
struct birth {
    struct coroutines *coroutines;
    int64_t worker;
    worker_body *body;
    void *context;
};

static void begin(void *argument) {
    struct birth *birth = argument;

    birth->body(&birth->coroutines->runtime, birth->worker, birth->context);
}

static void give_birth(struct coroutines *coroutines, int64_t worker, worker_body *body,
                       void *context) {
    coroutines->births[worker] = (struct birth){coroutines, worker, body, context};
    scheduler_spawn(coroutines->scheduler, begin, &coroutines->births[worker]);
}

static int coroutines_spawn(struct runtime *runtime, int64_t count, worker_body *body,
                            void *context, int64_t *made, struct err *err) {
    struct coroutines *coroutines = (struct coroutines *)runtime;
    size_t capacity = (size_t)count + 1; /* the producer is one too */
    int64_t stack = coroutines->spec->stack_bytes;

    coroutines->births = calloc(capacity, sizeof *coroutines->births);
    PROMISE(coroutines->births);
    coroutines->scheduler =
        scheduler_new(capacity, stack == RECORD_NULL ? SCHEDULER_STACK_BYTES : (size_t)stack,
                      coroutines->spec->lateness_ns, err);
    if (!coroutines->scheduler)
        return -1;
    coroutines->channel = channel_new(coroutines->scheduler, (size_t)spec_queue(coroutines->spec));
    for (*made = 0; *made < count; ++*made)
        give_birth(coroutines, *made, body, context);
    scheduler_run(coroutines->scheduler); /* until each waits for its first task */
    return 0;
}

static void coroutines_produce(struct runtime *runtime, worker_body *producer, void *context) {
    struct coroutines *coroutines = (struct coroutines *)runtime;

    give_birth(coroutines, coroutines->spec->concurrency, producer, context);
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
    free(coroutines->births);
}

static int coroutine_run(struct run *run, struct err *err) {
    struct coroutines coroutines = {
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

    return pool_run(&coroutines.runtime, run, err);
}

const struct model model_coroutine = {
    .name = "coroutine",
    .help = "stackful coroutines of our own on one libev loop, one OS thread",
    .engine = 1,
    .needs = {.bytes = 4096}, /* its stack is touched */
    .run = coroutine_run,
};
