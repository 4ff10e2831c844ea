/* The thread pool of the study: one mutex and three condition variables. Each put and each take
 * signals one of them, and each finished task is also reported under the mutex (as in Python's
 * queue.Queue and in C textbooks). */
#include "base/memory.h"
#include "base/ring.h"
#include "model/pool.h"
#include "model/thread_pool.h"

#include <stdlib.h>

struct textbook {
    struct thread_pool pool;
    pthread_mutex_t mutex; /* protects all members below */
    pthread_cond_t not_empty, not_full, all_done;
    int64_t unfinished; /* tasks put in and not yet reported */
    bool closed;
    struct ring ring;
};

/* whether this worker has taken a task and not yet reported it */
static _Thread_local bool has_task;

static void textbook_put(struct runtime *runtime, int64_t task) {
    struct textbook *textbook = (struct textbook *)runtime;

    pthread_mutex_lock(&textbook->mutex);
    while (textbook->ring.count == textbook->ring.capacity)
        pthread_cond_wait(&textbook->not_full, &textbook->mutex);
    ring_put(&textbook->ring, task);
    textbook->unfinished++;
    pthread_cond_signal(&textbook->not_empty);
    pthread_mutex_unlock(&textbook->mutex);
}

/* Called by the producer: waits for the last report, then makes all workers leave. */
static void textbook_close(struct runtime *runtime) {
    struct textbook *textbook = (struct textbook *)runtime;

    pthread_mutex_lock(&textbook->mutex);
    while (textbook->unfinished > 0)
        pthread_cond_wait(&textbook->all_done, &textbook->mutex);
    textbook->closed = true;
    pthread_cond_broadcast(&textbook->not_empty);
    pthread_mutex_unlock(&textbook->mutex);
}

static void report(struct textbook *textbook) {
    pthread_mutex_lock(&textbook->mutex);
    if (--textbook->unfinished == 0)
        pthread_cond_signal(&textbook->all_done);
    pthread_mutex_unlock(&textbook->mutex);
}

static bool textbook_take(struct runtime *runtime, int64_t worker, int64_t *task) {
    struct textbook *textbook = (struct textbook *)runtime;

    (void)worker;
    if (has_task)
        report(textbook);
    pthread_mutex_lock(&textbook->mutex);
    while (textbook->ring.count == 0 && !textbook->closed)
        pthread_cond_wait(&textbook->not_empty, &textbook->mutex);
    has_task = textbook->ring.count > 0;
    if (has_task) {
        *task = ring_take(&textbook->ring);
        pthread_cond_signal(&textbook->not_full);
    }
    pthread_mutex_unlock(&textbook->mutex);
    return has_task;
}

static struct textbook *textbook_new(const struct spec *spec) {
    size_t capacity = (size_t)spec_queue(spec);
    struct textbook *textbook = memory_get(1, sizeof *textbook + ring_bytes(capacity));

    textbook->pool.runtime =
        (struct runtime){.put = textbook_put, .close = textbook_close, .take = textbook_take};
    textbook->ring.capacity = capacity;
    pthread_mutex_init(&textbook->mutex, NULL);
    pthread_cond_init(&textbook->not_empty, NULL);
    pthread_cond_init(&textbook->not_full, NULL);
    pthread_cond_init(&textbook->all_done, NULL);
    thread_pool_init(&textbook->pool, spec);
    return textbook;
}

static int thread_cond_run(struct run *run, struct err *err) {
    struct textbook *textbook = textbook_new(run->spec);
    int result = pool_run(&textbook->pool.runtime, run, err);

    pthread_cond_destroy(&textbook->not_empty);
    pthread_cond_destroy(&textbook->not_full);
    pthread_cond_destroy(&textbook->all_done);
    pthread_mutex_destroy(&textbook->mutex);
    free(textbook);
    return result;
}

const struct model model_thread_cond = {
    .name = "thread-cond",
    .help = "threads over the study's queue: a mutex and condition variables",
    .engine = 1,
    .spins = true,
    .needs = THREAD_POOL_NEEDS,
    .run = thread_cond_run,
};
