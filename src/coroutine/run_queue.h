/* Coroutines that are ready to run, in first-in, first-out order: a ring that grows. */
#ifndef COROUTINE_RUN_QUEUE_H
#define COROUTINE_RUN_QUEUE_H

#include "coroutine/coroutine.h"

#include <stdbool.h>
#include <stddef.h>

/* Empty if zeroed. room is a power of two. first and last keep increasing, and return to 0 when the
 * queue becomes empty. */
struct run_queue {
    struct coroutine **ring;
    size_t room, first, last;
};

static inline size_t run_queue_count(const struct run_queue *queue) {
    return queue->last - queue->first;
}

/* The i-th coroutine from the front. It must exist. */
static inline struct coroutine *run_queue_at(const struct run_queue *queue, size_t i) {
    return queue->ring[(queue->first + i) & (queue->room - 1)];
}

/* Doubles the room. */
void run_queue_grow(struct run_queue *queue);

static inline void run_queue_push(struct run_queue *queue, struct coroutine *coroutine) {
    if (run_queue_count(queue) == queue->room)
        run_queue_grow(queue);
    queue->ring[queue->last++ & (queue->room - 1)] = coroutine;
}

/* Call this before a pop whose coroutine is then resumed. A coroutine near the front has waited for
 * long, so its memory has left the caches. It is prefetched several places ahead: first the struct
 * coroutine and, once that has arrived, the part of its stack that is in use. */
static inline __attribute__((always_inline)) void
run_queue_fetch_ahead(const struct run_queue *queue) {
    enum { far = 16, near = 8, stack_lines = 3, line_bytes = 64 };
    const char *top;

    if (run_queue_count(queue) <= far)
        return;
    __builtin_prefetch(run_queue_at(queue, far), 1);
    top = run_queue_at(queue, near)->context.stack_pointer;
    for (int i = 0; i < stack_lines; i++)
        __builtin_prefetch(top + i * line_bytes, 1);
}

/* Removes and returns the first coroutine, or returns NULL. A queue that becomes empty restarts at
 * the beginning of the ring, which is still in the cache. */
static inline struct coroutine *run_queue_pop(struct run_queue *queue) {
    struct coroutine *first;

    if (run_queue_count(queue) == 0)
        return NULL;
    first = run_queue_at(queue, 0);
    if (++queue->first == queue->last)
        queue->first = queue->last = 0;
    return first;
}

/* Frees the ring. The coroutines in it are owned by the caller. */
void run_queue_clear(struct run_queue *queue);

#endif
