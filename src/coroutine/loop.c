#include "coroutine/loop.h"

#include "base/memory.h"

#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <string.h>

/* Replaces libev's own allocator, which would abort if memory runs out. */
static void *allocate(void *memory, long size) {
    if (size > 0)
        return memory_resize(memory, 1, (size_t)size);
    free(memory);
    return NULL;
}

struct ev_loop *loop_new(struct err *err) {
    struct ev_loop *loop;

    ev_set_allocator(allocate);
    loop = ev_loop_new(EVBACKEND_EPOLL | EVFLAG_NOENV);
    if (!loop)
        err_set(err, ERR_TRIAL, "cannot make an epoll loop: %s", strerror(errno));
    return loop;
}
