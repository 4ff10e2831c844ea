/* A loop of libev as all that use one have it. */
#ifndef COROUTINE_LOOP_H
#define COROUTINE_LOOP_H

#include "base/err.h"

struct ev_loop;

/* A new loop over epoll, whatever the environment says; to be given back by ev_loop_destroy(). NULL and a sentence where
 * there is no descriptor for it. Where there is no memory, now or later, the process ends by memory_missing(). */
struct ev_loop *loop_new(struct err *err);

#endif
