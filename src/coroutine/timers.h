/* Sleeping coroutines by deadline: one line per distinct sleep, first in first out, since equal
 * sleeps that begin later end later; and a heap over the heads of the lines. Adding and taking are
 * O(1) for a program of few distinct sleeps and O(log lines) for any mix. */
#ifndef COROUTINE_TIMERS_H
#define COROUTINE_TIMERS_H

#include "coroutine/run_queue.h"

#include <stddef.h>
#include <stdint.h>

struct sleep_list;

/* A zeroed one is empty. */
struct timers {
    struct sleep_list **heap; /* lines with somebody in them; the earliest head first */
    size_t lines, room;
    int64_t earliest_ns;       /* the first head's deadline, where there is a line */
    struct sleep_list *recent; /* the line used last; stays, empty or not */
    void *by_sleep;            /* every line, for tsearch(3) */
};

/* Let it sleep until start_ns + sleep_ns; start_ns must not be before that of an earlier call. */
void timers_add(struct timers *timers, struct coroutine *coroutine, int64_t start_ns);

/* The earliest deadline, or INT64_MAX. */
static inline int64_t timers_earliest(const struct timers *timers) {
    return timers->lines ? timers->earliest_ns : INT64_MAX;
}

/* Take the one with the earliest deadline; there must be one. */
struct coroutine *timers_take(struct timers *timers);

/* Take one whose deadline is not after now_ns, or NULL. */
static inline struct coroutine *timers_take_due(struct timers *timers, int64_t now_ns) {
    return timers_earliest(timers) <= now_ns ? timers_take(timers) : NULL;
}

/* Free the lines; the coroutines in them are the caller's. */
void timers_clear(struct timers *timers);

#endif
