/* A descriptor's watcher is created once, then started and stopped for each wait. When libev polls,
 * it tells the kernel only what has changed: if a coroutine has received its answer and already
 * waits for the next one, nothing has changed. Therefore every coroutine whose descriptor was
 * reported readable gets a turn, and reads the answer, before the next poll. For an answer that no
 * coroutine waits for any more, libev makes a system call. */
#include "coroutine/watchers.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A descriptor and the coroutine that waits for it. */
struct watcher {
    struct ev_io io;
    struct watchers *watchers;
    struct coroutine *waiting;
};

static void on_readable(struct ev_loop *loop, struct ev_io *io, int events) {
    struct watcher *watcher = (struct watcher *)io;

    (void)events;
    ev_io_stop(loop, io);
    watcher->watchers->waiting--;
    run_queue_push(watcher->watchers->ready, watcher->waiting);
}

static void make_room(struct watchers *watchers, int fd) {
    int room = watchers->room;

    while (room <= fd)
        room = room ? 2 * room : 64;
    if (room == watchers->room)
        return;
    watchers->by_descriptor =
        memory_resize(watchers->by_descriptor, (size_t)room, sizeof *watchers->by_descriptor);
    memset(watchers->by_descriptor + watchers->room, 0,
           (size_t)(room - watchers->room) * sizeof *watchers->by_descriptor);
    watchers->room = room;
}

static struct watcher *watcher_of(struct watchers *watchers, int fd) {
    struct watcher *watcher;

    make_room(watchers, fd);
    watcher = watchers->by_descriptor[fd];
    if (!watcher) {
        watcher = watchers->by_descriptor[fd] = memory_resize(NULL, 1, sizeof *watcher);
        watcher->watchers = watchers;
        ev_io_init(&watcher->io, on_readable, fd, EV_READ);
    }
    return watcher;
}

void watchers_add(struct watchers *watchers, int fd, struct coroutine *coroutine) {
    struct watcher *watcher = watcher_of(watchers, fd);

    watcher->waiting = coroutine;
    watchers->waiting++;
    ev_io_start(watchers->loop, &watcher->io);
}

void watchers_clear(struct watchers *watchers) {
    for (int fd = 0; fd < watchers->room; fd++) {
        if (watchers->by_descriptor[fd])
            ev_io_stop(watchers->loop, &watchers->by_descriptor[fd]->io);
        free(watchers->by_descriptor[fd]);
    }
    free(watchers->by_descriptor);
}
