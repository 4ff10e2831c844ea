#include "model/thread_pool.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/memory.h"
#include "model/limit.h"
#include "model/nanosleep.h"
#include "model/semaphore.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Mostly address space: only a page or two of a stack are ever touched. The sanitizers
 * need more. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const size_t default_stack_bytes = 1 << 20;
#else
static const size_t default_stack_bytes = 64 << 10;
#endif

/* Returns the size of a thread's stack. It is never below the system's minimum, even if less is
 * asked for. */
static size_t stack_bytes(const struct spec *spec) {
    int64_t least = sysconf(_SC_THREAD_STACK_MIN);

    if (spec->stack_bytes == NO_VALUE)
        return default_stack_bytes;
    return (size_t)(spec->stack_bytes < least ? least : spec->stack_bytes);
}

struct pool_thread {
    struct thread_pool *pool;
    int64_t worker;
    pthread_t thread;
};

static void *member_main(void *argument) {
    struct pool_thread *member = argument;
    struct thread_pool *pool = member->pool;

    sem_post(&pool->begun);
    pool->body(&pool->runtime, member->worker, pool->context);
    if (atomic_fetch_sub(&pool->at_work, 1) == 1)
        sem_post(&pool->all_left);
    semaphore_wait(&pool->may_end);
    return NULL;
}

static const struct needs thread_pool_needs = THREAD_POOL_NEEDS;

/* Ends the threads that were created, before their data is freed. Always returns -1. */
static int refuse(struct thread_pool *pool, int64_t made, int error, struct err *err) {
    err_set(err, ERR_TRIAL, "only %lld of %lld threads could be created: %s", (long long)made,
            (long long)pool->count, strerror(error));
    limit_append(&thread_pool_needs, made, made, err->text, sizeof err->text);
    pool->count = made;
    pool->runtime.close(&pool->runtime);
    thread_pool_join(&pool->runtime);
    return -1;
}

int thread_pool_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                      int64_t *made, struct err *err) {
    struct thread_pool *pool = (struct thread_pool *)runtime;
    pthread_attr_t attributes;
    int error = 0;

    pool->members = memory_get((size_t)count, sizeof *pool->members);
    pool->count = count;
    pool->body = body;
    pool->context = context;
    atomic_init(&pool->at_work, count);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes(pool->spec));
    for (*made = 0; *made < count && !error; *made += !error) {
        struct pool_thread *member = &pool->members[*made];

        *member = (struct pool_thread){.pool = pool, .worker = *made};
        error = pthread_create(&member->thread, &attributes, member_main, member);
    }
    pthread_attr_destroy(&attributes);
    if (error)
        return refuse(pool, *made, error, err);
    for (int64_t i = 0; i < count; i++)
        semaphore_wait(&pool->begun);
    return 0;
}

static void thread_pool_produce(struct runtime *runtime, worker_body *producer, void *context) {
    struct thread_pool *pool = (struct thread_pool *)runtime;

    producer(runtime, 0, context);
    semaphore_wait(&pool->all_left);
}

void thread_pool_join(struct runtime *runtime) {
    struct thread_pool *pool = (struct thread_pool *)runtime;

    for (int64_t i = 0; i < pool->count; i++)
        sem_post(&pool->may_end);
    for (int64_t i = 0; i < pool->count; i++)
        pthread_join(pool->members[i].thread, NULL);
    free(pool->members);
    sem_destroy(&pool->begun);
    sem_destroy(&pool->all_left);
    sem_destroy(&pool->may_end);
}

void thread_pool_init(struct thread_pool *pool, const struct spec *spec) {
    pool->spec = spec;
    pool->runtime.spawn = thread_pool_spawn;
    pool->runtime.produce = thread_pool_produce;
    pool->runtime.sleep = nanosleep_wait;
    pool->runtime.await = nanosleep_await;
    pool->runtime.now = nanosleep_now;
    pool->runtime.spin_ns = spec->spin_ns;
    pool->runtime.join = thread_pool_join;
    ASSERT(!sem_init(&pool->begun, 0, 0) && !sem_init(&pool->all_left, 0, 0) &&
           !sem_init(&pool->may_end, 0, 0));
}
