/* Coroutines in a row, first in first out: a ring that grows. */
#ifndef COROUTINE_RUN_QUEUE_H
#define COROUTINE_RUN_QUEUE_H

#include "coroutine/coroutine.h"

#include <stdbool.h>
#include <stddef.h>

/* A zeroed one is empty. Its room is a power of two; first and last count on until it is empty. */
struct row {
    struct coroutine **ring;
    size_t room, first, last;
};

static inline size_t row_count(const struct row *row) {
    return row->last - row->first;
}

/* The i-th from the front; there must be one. */
static inline struct coroutine *row_at(const struct row *row, size_t i) {
    return row->ring[(row->first + i) & (row->room - 1)];
}

/* Twice the room. */
void row_grow(struct row *row);

static inline void row_push(struct row *row, struct coroutine *coroutine) {
    if (row_count(row) == row->room)
        row_grow(row);
    row->ring[row->last++ & (row->room - 1)] = coroutine;
}

/* Before a pop after which the coroutine goes on. Whoever comes to the front has stood there long, and what it lies on has
 * left the caches; so it is fetched some places before: first the coroutine, and when that is there, what of its stack
 * it has in use. */
static inline __attribute__((always_inline)) void row_fetch_ahead(const struct row *row) {
    enum { far = 16, near = 8, stack_lines = 3, line_bytes = 64 };
    const char *top;

    if (row_count(row) <= far)
        return;
    __builtin_prefetch(row_at(row, far), 1);
    top = row_at(row, near)->context.stack_pointer;
    for (int i = 0; i < stack_lines; i++)
        __builtin_prefetch(top + i * line_bytes, 1);
}

/* The first, or NULL. An empty one begins anew, where the ring is still in the cache. */
static inline struct coroutine *row_pop(struct row *row) {
    struct coroutine *first;

    if (row_count(row) == 0)
        return NULL;
    first = row_at(row, 0);
    if (++row->first == row->last)
        row->first = row->last = 0;
    return first;
}

/* Free the ring; the coroutines in it are the caller's. */
void row_clear(struct row *row);

#endif
