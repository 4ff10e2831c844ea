/* What a pool and its tasks may ask of whatever runs the workers: threads, coroutines, or the
 * calling thread alone. A runtime is a struct that begins with this one. It lies here because tasks
 * are the lowest that need it. The clock and the bounded queue belong to the runtime: there the two
 * honestly differ; everything else is written once, above it.
 *
 *     spawn | produce: put put put ... close         (returns when every worker has left) | join
 *           | workers:  take, sleep, take, sleep ... take says no more                    |
 */
#ifndef TASK_RUNTIME_H
#define TASK_RUNTIME_H

#include "base/err.h"
#include "base/wait.h"

#include <stdbool.h>
#include <stdint.h>

struct runtime;

/* A worker's life, on the worker itself: worker is its number, from 0. */
typedef void worker_body(struct runtime *runtime, int64_t worker, void *context);

/* All required but the numbers. */
struct runtime {
    bool one_thread; /* every worker runs on the same thread */
    /* where a worker has a thread of its own: the last stretch of a sleep, to be polled */
    int64_t spin_ns;

    /* Create `count` workers that each run body(…, context) once; return when each has begun. -1
     * and a sentence when they cannot all be created; *made is how many were, and none of them runs
     * any more. Called once. */
    int (*spawn)(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                 int64_t *made, struct err *err);

    /* Run producer(runtime, 0, context), which puts and closes; return when every worker's body has
     * returned. The workers themselves still exist. Called once. */
    void (*produce)(struct runtime *runtime, worker_body *producer, void *context);

    /* From the producer: wait for room in the queue and put a task's number in; then say that there
     * are no more. */
    void (*put)(struct runtime *runtime, int64_t task);
    void (*close)(struct runtime *runtime);

    /* From a worker: wait for a task; false: there are no more. */
    bool (*take)(struct runtime *runtime, int64_t worker, int64_t *task);

    /* From a worker: wait at least sleep_ns > 0, letting others run. */
    void (*sleep)(struct runtime *runtime, int64_t sleep_ns, struct wait *wait);

    /* From a worker: let others run until fd can be read. Where each worker has a thread of its own
     * this returns at once, and the read that follows blocks. */
    void (*await)(struct runtime *runtime, int fd);

    /* From a worker or the producer: the clock, in ns. */
    int64_t (*now)(struct runtime *runtime);

    /* Let the workers end, and free what spawn made. */
    void (*join)(struct runtime *runtime);
};

#endif
