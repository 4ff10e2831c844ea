/* Sleeping coroutines, ordered by deadline. There is one line per distinct sleep time, first in,
 * first out: among equal sleeps, the one that starts later ends later. A heap orders the lines by
 * their heads. Adding and taking are O(1) for a program with few distinct sleep times, and O(log
 * lines) for any mix. */
#ifndef COROUTINE_TIMERS_H
#define COROUTINE_TIMERS_H

#include "coroutine/run_queue.h"

#include <stddef.h>
#include <stdint.h>

struct sleep_list;

/* Empty if zeroed. */
struct timers {
    struct sleep_list **heap; /* non-empty lines, the one with the earliest head first */
    size_t lines, room;
    int64_t earliest_ns;       /* the first head's deadline, if there is a line */
    struct sleep_list *recent; /* the line used last; kept even if empty */
    void *by_sleep;            /* all lines, for tsearch(3) */
};

/* Lets the coroutine sleep until start_ns + coroutine->sleep_ns. start_ns must not decrease from
 * one call to the next. */
void timers_add(struct timers *timers, struct coroutine *coroutine, int64_t start_ns);

/* The earliest deadline; INT64_MAX if there is none. */
static inline int64_t timers_earliest(const struct timers *timers) {
    return timers->lines ? timers->earliest_ns : INT64_MAX;
}

/* Removes and returns the coroutine with the earliest deadline. There must be one. */
struct coroutine *timers_take(struct timers *timers);

/* Removes and returns a coroutine whose deadline is not after now_ns; NULL if there is none. */
static inline struct coroutine *timers_take_due(struct timers *timers, int64_t now_ns) {
    return timers_earliest(timers) <= now_ns ? timers_take(timers) : NULL;
}

/* Frees the lines. The coroutines in them are owned by the caller. */
void timers_clear(struct timers *timers);

#endif
