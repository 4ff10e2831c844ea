/* Threads without a queue: worker i has tasks i, i + c, i + 2c … This is the minimum that threads
 * cost: no worker ever waits for a task or is woken to take one, except for its first. */
#include "base/memory.h"
#include "model/pool.h"
#include "model/semaphore.h"
#include "model/thread_pool.h"

#include <stdlib.h>

/* One per worker, each on its own cache line. */
struct share {
    _Alignas(64) int64_t next; /* -1 before the first task */
};

struct shares {
    struct thread_pool pool;
    sem_t begin; /* posted once for each worker, to let it begin */
    struct share *shares;
    int64_t tasks; /* put in so far; workers read it only after the close */
};

static void shares_free(struct shares *shares) {
    sem_destroy(&shares->begin);
    free(shares->shares);
}

static int shares_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                        int64_t *made, struct err *err) {
    struct shares *shares = (struct shares *)runtime;

    shares->shares = aligned_alloc(sizeof *shares->shares, (size_t)count * sizeof *shares->shares);
    if (!shares->shares)
        memory_missing();
    ASSERT(!sem_init(&shares->begin, 0, 0));
    for (int64_t i = 0; i < count; i++)
        shares->shares[i].next = -1;
    if (!thread_pool_spawn(runtime, count, body, context, made, err))
        return 0;
    shares_free(shares);
    return -1;
}

static void shares_put(struct runtime *runtime, int64_t task) {
    ((struct shares *)runtime)->tasks = task + 1;
}

static void shares_close(struct runtime *runtime) {
    struct shares *shares = (struct shares *)runtime;

    for (int64_t i = 0; i < shares->pool.count; i++)
        sem_post(&shares->begin);
}

static bool shares_take(struct runtime *runtime, int64_t worker, int64_t *task) {
    struct shares *shares = (struct shares *)runtime;
    struct share *share = &shares->shares[worker];

    if (share->next < 0) {
        semaphore_wait(&shares->begin);
        share->next = worker;
    }
    *task = share->next;
    share->next += shares->pool.count;
    return *task < shares->tasks;
}

static void shares_join(struct runtime *runtime) {
    thread_pool_join(runtime);
    shares_free((struct shares *)runtime);
}

static int thread_static_run(struct run *run, struct err *err) {
    struct shares shares = {
        .pool.runtime = {.put = shares_put, .close = shares_close, .take = shares_take},
    };

    thread_pool_init(&shares.pool, run->spec);
    shares.pool.runtime.spawn = shares_spawn;
    shares.pool.runtime.join = shares_join;
    return pool_run(&shares.pool.runtime, run, err);
}

const struct model model_thread_static = {
    .name = "thread-static",
    .help = "threads without a queue, each with its share: what threads cost at least",
    .engine = 1,
    .spins = true,
    .needs = THREAD_POOL_NEEDS,
    .run = thread_static_run,
};
