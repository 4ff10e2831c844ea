/* The one way in which libev loops are created. */
#ifndef COROUTINE_LOOP_H
#define COROUTINE_LOOP_H

#include "base/err.h"

struct ev_loop;

/* Creates a loop over epoll, regardless of the environment; free it with ev_loop_destroy(). Returns
 * NULL and sets *err if no descriptor is available. If memory runs out, now or later,
 * memory_missing() ends the process. */
struct ev_loop *loop_new(struct err *err);

#endif
