/* Coroutines that wait until a descriptor is readable, on top of a libev loop. */
#ifndef COROUTINE_WATCHERS_H
#define COROUTINE_WATCHERS_H

#include "coroutine/run_queue.h"

#include <ev.h>
#include <stdint.h>

struct watcher;

/* Empty if only the first two members are set; both of these are owned by the caller. */
struct watchers {
    struct run_queue *ready; /* receives coroutines that are woken */
    struct ev_loop *loop;
    struct watcher **by_descriptor; /* NULL for a descriptor that no coroutine has waited for yet */
    int room;
    int64_t waiting; /* how many coroutines wait */
};

/* Makes the coroutine ready when fd is readable. Only one coroutine at a time may wait for
 * a descriptor. */
void watchers_add(struct watchers *watchers, int fd, struct coroutine *coroutine);

/* Frees the watchers. Coroutines that still wait are never woken. The loop must still exist. */
void watchers_clear(struct watchers *watchers);

#endif
