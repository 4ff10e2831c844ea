/* Coroutines that wait until a descriptor can be read, over a libev loop. */
#ifndef COROUTINE_WATCHERS_H
#define COROUTINE_WATCHERS_H

#include "coroutine/run_queue.h"

#include <ev.h>
#include <stdint.h>

struct watcher;

/* Empty where only the first two are set, which are the caller's. */
struct watchers {
    struct run_queue *ready; /* where they go when woken */
    struct ev_loop *loop;
    struct watcher **by_descriptor; /* NULL: nobody has waited for it yet */
    int room;
    int64_t waiting; /* so many coroutines */
};

/* Make it ready when fd can be read. One at a time may wait for a descriptor. */
void watchers_add(struct watchers *watchers, int fd, struct coroutine *coroutine);

/* Free them; whoever waits is forgotten. The loop must still exist. */
void watchers_clear(struct watchers *watchers);

#endif
