/* A crew of POSIX threads: how they are created, told to go home, and joined. What they take their
 * tasks from is the model's. */
#ifndef MODEL_THREAD_POOL_H
#define MODEL_THREAD_POOL_H

#include "model/limit.h"
#include "record/record.h"
#include "task/runtime.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

/* Begins with the runtime, so that a pointer to one is a pointer to the other. Owned by the model,
 * which puts it first in a struct of its own. */
struct thread_pool {
    struct runtime runtime;
    const struct spec *spec;
    struct pool_thread *members;
    int64_t count;
    worker_body *body;
    void *context;
    sem_t begun; /* posted once by each thread */
    atomic_long at_work;
    sem_t all_left; /* posted by the last to leave its body */
    sem_t may_end;  /* posted once for each thread */
};

/* What one of them takes: itself, its stack and the guard below it, and the pages that its stack's
 * end and its thread control block lie on. */
#define THREAD_POOL_NEEDS                                                                          \
    { .threads = 1, .maps = 2, .bytes = 8192 }

/* Fill in what crews share: spawn, produce, sleep, await, now, join. put, close and take are left
 * to the model. */
void thread_pool_init(struct thread_pool *pool, const struct spec *spec);

/* The crew's own parts of spawn and join, for a model that adds to them. If not all threads can be
 * created, close() makes those that were created leave, and they have ended on return. */
int thread_pool_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                      int64_t *made, struct err *err);
void thread_pool_join(struct runtime *runtime);

#endif
