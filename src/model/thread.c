/* A pool of POSIX threads that share one bounded queue. */
#include "model/pool.h"
#include "model/queue.h"
#include "model/thread_pool.h"

struct threads {
    struct thread_pool pool;
    struct queue *queue;
};

static void threads_put(struct runtime *runtime, int64_t task) {
    queue_put(((struct threads *)runtime)->queue, task);
}

static void threads_close(struct runtime *runtime) {
    struct threads *threads = (struct threads *)runtime;

    queue_close(threads->queue, threads->pool.count);
}

static bool threads_take(struct runtime *runtime, int64_t worker, int64_t *task) {
    (void)worker;
    return queue_take(((struct threads *)runtime)->queue, task);
}

static int thread_run(struct run *run, struct err *err) {
    struct threads threads = {
        .pool.runtime = {.put = threads_put, .close = threads_close, .take = threads_take},
        .queue = queue_new(spec_queue(run->spec)),
    };
    int result;

    thread_pool_init(&threads.pool, run->spec);
    result = pool_run(&threads.pool.runtime, run, err);
    queue_free(threads.queue);
    return result;
}

const struct model model_thread = {
    .name = "thread",
    .help = "a pool of POSIX threads over one bounded queue",
    .engine = 2,
    .spins = true,
    .needs = THREAD_POOL_NEEDS,
    .run = thread_run,
};
