/* What a pool and its tasks may ask of a runtime, which runs the workers as threads, as coroutines,
 * or in the calling thread alone. A runtime is a struct that begins with this one. The header is in
 * this folder because tasks are the lowest layer that needs it. The clock and the bounded queue
 * belong to the runtime, because there threads and coroutines genuinely differ; everything else is
 * written once, above it.
 *
 *     spawn | produce: put put put ... close         (returns when every worker has left) | join
 *           | workers:  take, sleep, take, sleep ... take returns false                   |
 */
#ifndef TASK_RUNTIME_H
#define TASK_RUNTIME_H

#include "base/err.h"
#include "base/wait.h"

#include <stdbool.h>
#include <stdint.h>

struct runtime;

/* A worker's body, run by the worker itself. worker is its number, from 0. */
typedef void worker_body(struct runtime *runtime, int64_t worker, void *context);

/* All functions are required. */
struct runtime {
    bool one_thread; /* all workers run on the same thread */
    /* if each worker has its own thread: how long before the end of a sleep to poll */
    int64_t spin_ns;

    /* Creates `count` workers, each of which runs body(…, context) once; returns when each has
     * begun. Returns -1 and sets *err if not all can be created; *made is then the number that were
     * created, and all of them have ended. Called once. */
    int (*spawn)(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                 int64_t *made, struct err *err);

    /* Runs producer(runtime, 0, context), which calls put and close; returns when every worker's
     * body has returned. The workers themselves still exist. Called once. */
    void (*produce)(struct runtime *runtime, worker_body *producer, void *context);

    /* put waits for room in the queue and puts a task's number in; close declares that there are no
     * more. Called by the producer. */
    void (*put)(struct runtime *runtime, int64_t task);
    void (*close)(struct runtime *runtime);

    /* Waits for a task. Returns false if there are no more. Called by a worker. */
    bool (*take)(struct runtime *runtime, int64_t worker, int64_t *task);

    /* Waits at least sleep_ns > 0, while others run. Called by a worker. */
    void (*sleep)(struct runtime *runtime, int64_t sleep_ns, struct wait *wait);

    /* Lets others run until fd is readable. If each worker has its own thread, returns at once, and
     * the read that follows blocks. Called by a worker. */
    void (*await)(struct runtime *runtime, int fd);

    /* The clock, in ns. Called by a worker or the producer. */
    int64_t (*now)(struct runtime *runtime);

    /* Lets the workers end, and frees what spawn created. */
    void (*join)(struct runtime *runtime);
};

#endif
