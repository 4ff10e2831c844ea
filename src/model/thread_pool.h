/* A pool of POSIX threads: how its threads are created, released and joined. Where they take their
 * tasks from is up to the model. */
#ifndef MODEL_THREAD_POOL_H
#define MODEL_THREAD_POOL_H

#include "model/limit.h"
#include "record/record.h"
#include "task/runtime.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

/* The runtime is the first member, so that a pointer to one is a pointer to the other. Owned by the
 * model, which puts it first in a struct of its own. */
struct thread_pool {
    struct runtime runtime;
    const struct spec *spec;
    struct pool_thread *members;
    int64_t count;
    worker_body *body;
    void *context;
    sem_t begun; /* posted once by each thread */
    atomic_long at_work;
    sem_t all_left; /* posted by the last thread that leaves its body */
    sem_t may_end;  /* posted once for each thread, to let it end */
};

/* What one thread needs: the thread itself; its stack and the guard page below it; and the pages
 * that hold the end of its stack and its thread control block. */
#define THREAD_POOL_NEEDS                                                                          \
    { .threads = 1, .maps = 2, .bytes = 8192 }

/* Sets what all thread pools share: spawn, produce, sleep, await, now, join. put, close and take
 * are left to the model. */
void thread_pool_init(struct thread_pool *pool, const struct spec *spec);

/* The pool's own spawn and join, for a model that adds to them. If not all threads can be created,
 * spawn calls close() to make those that were created leave; they have ended when it returns. */
int thread_pool_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                      int64_t *made, struct err *err);
void thread_pool_join(struct runtime *runtime);

#endif
