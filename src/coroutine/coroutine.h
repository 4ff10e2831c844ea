/* A coroutine. For use inside coroutine/ and by code that parks one. */
#ifndef COROUTINE_COROUTINE_H
#define COROUTINE_COROUTINE_H

#include "base/wait.h"
#include "coroutine/context.h"

#include <stddef.h>
#include <stdint.h>

/* Lives at the upper end of its own stack, so that both share a page. At most one cache
 * line long. */
struct coroutine {
    struct context context;
    const uint64_t *canary;
    union {
        struct { /* until it starts */
            void (*body)(void *argument);
            void *argument;
        };
        struct { /* while it sleeps */
            int64_t sleep_ns, deadline_ns;
            struct wait *wait; /* receives the times of that sleep */
        };
    };
};

#endif
