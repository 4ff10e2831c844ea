/* Workers as coroutines on every CPU that may be used: one loop per CPU, each on its own thread,
 * with the workers distributed over the loops in turn and one bounded queue for all. This is
 * what a server with several loops does. The calling thread runs the first loop, which also has
 * the producer. */
#include "base/host.h"
#include "base/memory.h"
#include "coroutine/exchange.h"
#include "model/coroutine.h"
#include "model/pool.h"
#include "model/semaphore.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct loop {
    struct loops *loops;
    int number;
    struct scheduler *scheduler;
    struct port *port;
    pthread_t thread; /* unused in the first loop */
    struct err err;   /* why there is no scheduler */
};

struct loops {
    struct runtime runtime;
    const struct spec *spec;
    struct exchange *exchange;
    struct loop *loop;
    int count;
    /* each loop but the first posts begun when its workers wait, and left when they have left */
    sem_t begun, left;
    sem_t may_end;        /* posted once for each of these loops, to let it end */
    struct spawn *spawns; /* one per worker, then the producer's */
};

static _Thread_local struct loop *here;

/* --- a loop ----------------------------------------------------------------------------------- */

/* Creates the loop's scheduler and workers, and runs it until each worker waits for its first task.
 * On failure, leaves loop->scheduler NULL and sets loop->err. */
static void loop_open(struct loop *loop) {
    struct loops *loops = loop->loops;
    struct scheduler_config make = scheduler_config_of(loops->spec);
    enum { beside = 3 }; /* remainder of the division, receiver of notifications, producer */

    here = loop;
    make.capacity = (size_t)(loops->spec->concurrency / loops->count + beside);
    loop->scheduler = scheduler_new(&make, &loop->err);
    if (!loop->scheduler)
        return;
    loop->port = port_open(loops->exchange, loop->number, loop->scheduler);
    for (int64_t i = loop->number; i < loops->spec->concurrency; i += loops->count)
        scheduler_spawn(loop->scheduler, spawn_begin, &loops->spawns[i]);
    scheduler_run(loop->scheduler);
}

/* Runs the loop until all its workers have left. */
static void loop_work(struct loop *loop) {
    port_hear(loop->port);
    scheduler_run(loop->scheduler);
}

static void *loop_main(void *argument) {
    struct loop *loop = argument;
    struct loops *loops = loop->loops;

    loop_open(loop);
    sem_post(&loops->begun);
    if (loop->scheduler) {
        loop_work(loop);
        sem_post(&loops->left);
        semaphore_wait(&loops->may_end);
        scheduler_free(loop->scheduler);
    }
    return NULL;
}

/* --- the runtime ------------------------------------------------------------------------------ */

/* Opens all loops. *made counts the first loop and those whose thread was created. Returns -1 and
 * sets *err on failure. */
static int open_loops(struct loops *loops, int *made, struct err *err) {
    int error = 0;

    for (int i = 0; i < loops->count; i++)
        loops->loop[i] = (struct loop){.loops = loops, .number = i};
    for (*made = 1; *made < loops->count && !error; *made += !error)
        error = pthread_create(&loops->loop[*made].thread, NULL, loop_main, &loops->loop[*made]);
    if (error)
        return err_set(err, ERR_TRIAL, "cannot create a thread for a loop: %s", strerror(error));
    loop_open(&loops->loop[0]);
    for (int i = 1; i < loops->count; i++)
        semaphore_wait(&loops->begun);
    for (int i = 0; i < loops->count; i++)
        if (!loops->loop[i].scheduler) {
            *err = loops->loop[i].err;
            return -1;
        }
    return 0;
}

/* Ends the first `count` loops, whose workers have left or are about to, and frees what the
 * loops share. */
static void end_loops(struct loops *loops, int count) {
    for (int i = 1; i < count; i++)
        sem_post(&loops->may_end);
    for (int i = 1; i < count; i++)
        pthread_join(loops->loop[i].thread, NULL);
    if (loops->loop[0].scheduler)
        scheduler_free(loops->loop[0].scheduler);
    exchange_free(loops->exchange);
    sem_destroy(&loops->begun);
    sem_destroy(&loops->left);
    sem_destroy(&loops->may_end);
}

/* Ends the loops that exist, before the data that they use is freed. */
static void give_up(struct loops *loops, int made) {
    exchange_close(port_open(loops->exchange, 0, loops->loop[0].scheduler));
    if (loops->loop[0].scheduler)
        loop_work(&loops->loop[0]);
    end_loops(loops, made);
}

static int loops_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                       int64_t *made, struct err *err) {
    struct loops *loops = (struct loops *)runtime;
    int64_t cpus = host_cpus_allowed();
    int loops_made;

    loops->count = (int)(count < cpus ? count : cpus);
    loops->loop = memory_get((size_t)loops->count, sizeof *loops->loop);
    loops->spawns = memory_get((size_t)count + 1, sizeof *loops->spawns);
    for (int64_t i = 0; i < count; i++)
        loops->spawns[i] = (struct spawn){runtime, i, body, context};
    *made = 0;
    loops->exchange = exchange_new(spec_queue(loops->spec), loops->count, err);
    if (!loops->exchange)
        return -1;
    if (open_loops(loops, &loops_made, err)) {
        give_up(loops, loops_made);
        return -1;
    }
    *made = count;
    return 0;
}

static void loops_produce(struct runtime *runtime, worker_body *producer, void *context) {
    struct loops *loops = (struct loops *)runtime;
    struct spawn *spawn = &loops->spawns[loops->spec->concurrency];

    *spawn = (struct spawn){runtime, 0, producer, context};
    scheduler_spawn(loops->loop[0].scheduler, spawn_begin, spawn);
    loop_work(&loops->loop[0]);
    for (int i = 1; i < loops->count; i++)
        semaphore_wait(&loops->left);
}

static void loops_put(struct runtime *runtime, int64_t task) {
    (void)runtime;
    exchange_put(here->port, task);
}

static void loops_close(struct runtime *runtime) {
    (void)runtime;
    exchange_close(here->port);
}

static bool loops_take(struct runtime *runtime, int64_t worker, int64_t *task) {
    (void)runtime, (void)worker;
    return exchange_take(here->port, task);
}

static void loops_sleep(struct runtime *runtime, int64_t sleep_ns, struct wait *wait) {
    (void)runtime;
    scheduler_sleep(here->scheduler, sleep_ns, wait);
}

static void loops_await(struct runtime *runtime, int fd) {
    (void)runtime;
    scheduler_await(here->scheduler, fd);
}

static int64_t loops_now(struct runtime *runtime) {
    (void)runtime;
    return scheduler_now(here->scheduler);
}

static void loops_join(struct runtime *runtime) {
    struct loops *loops = (struct loops *)runtime;

    end_loops(loops, loops->count);
    free(loops->spawns);
    free(loops->loop);
}

static int coroutine_mn_run(struct run *run, struct err *err) {
    struct loops loops = {
        .runtime =
            {
                .spawn = loops_spawn,
                .produce = loops_produce,
                .put = loops_put,
                .close = loops_close,
                .take = loops_take,
                .sleep = loops_sleep,
                .await = loops_await,
                .now = loops_now,
                .join = loops_join,
            },
        .spec = run->spec,
    };

    ASSERT(!sem_init(&loops.begun, 0, 0) && !sem_init(&loops.left, 0, 0) &&
           !sem_init(&loops.may_end, 0, 0));
    return pool_run(&loops.runtime, run, err);
}

const struct model model_coroutine_mn = {
    .name = "coroutine-mn",
    .help = "coroutines on a loop and thread for each CPU, one queue for all",
    .engine = 1,
    .spins = true,
    .needs = {.bytes = 4096},
    .run = coroutine_mn_run,
};
