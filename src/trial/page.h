/* What runner and a trial's process share: descriptors, and a page of memory. */
#ifndef TRIAL_PAGE_H
#define TRIAL_PAGE_H

#include "record/latency.h"
#include "record/record.h"
#include "task/peer.h"

#include <stdatomic.h>

/* The descriptors that the child inherits: its page and, for kind pipe, its channels to
 * the server. */
enum { TRIAL_PAGE_FD = 3, TRIAL_CONTROL_FD, TRIAL_REQUEST_FD };

struct trial_page {
    struct spec spec;
    struct peer peer;           /* how to reach the server, if the kind is served */
    int64_t kernel_stack_bytes; /* per thread; NO_VALUE if unknown */
    struct record record;
    struct latency latency; /* empty if tasks were not timestamped */
    atomic_int whole;       /* set when the two members above are complete */
};

#endif
