/* A coroutine. Inside coroutine/ only, and for whoever parks one. */
#ifndef COROUTINE_COROUTINE_H
#define COROUTINE_COROUTINE_H

#include "base/wait.h"
#include "coroutine/context.h"

#include <stddef.h>
#include <stdint.h>

/* Lives at the upper end of its own stack, so that the two share a page; no larger than a cache
 * line. */
struct coroutine {
    struct context context;
    const uint64_t *canary;
    union {
        struct { /* until it has begun */
            void (*body)(void *argument);
            void *argument;
        };
        struct { /* while it sleeps */
            int64_t sleep_ns, deadline_ns;
            struct wait *wait; /* where the times of that sleep go */
        };
    };
};

#endif
