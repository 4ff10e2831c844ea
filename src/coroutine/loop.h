/* How all users of a libev loop create it. */
#ifndef COROUTINE_LOOP_H
#define COROUTINE_LOOP_H

#include "base/err.h"

struct ev_loop;

/* A new loop over epoll, whatever the environment says; free it with ev_loop_destroy(). NULL and a
 * sentence if there is no descriptor for it. If memory runs out, now or later, memory_missing()
 * ends the process. */
struct ev_loop *loop_new(struct err *err);

#endif
