/* What runner and the process of a trial share: the descriptors, and a page of memory. */
#ifndef TRIAL_PAGE_H
#define TRIAL_PAGE_H

#include "record/latency.h"
#include "record/record.h"
#include "task/peer.h"

#include <stdatomic.h>

/* The descriptors on which the child finds its page, and, for kind pipe, its ways to the server. */
enum { TRIAL_PAGE_FD = 3, TRIAL_CONTROL_FD, TRIAL_REQUEST_FD };

struct trial_page {
    struct spec spec;
    struct peer peer;           /* of kinds that are served */
    int64_t kernel_stack_bytes; /* per thread; NO_VALUE: unknown */
    struct record record;
    struct latency latency; /* empty where tasks were not stamped */
    atomic_int whole;       /* set when the two above are complete */
};

#endif
