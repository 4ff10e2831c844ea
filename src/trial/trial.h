/* One trial in its own process. The spec goes in and the record comes out through one page of
 * shared memory, whose last field says that the record is whole. */
#ifndef TRIAL_TRIAL_H
#define TRIAL_TRIAL_H

#include "record/latency.h"
#include "record/record.h"
#include "task/peer.h"

#include <stdatomic.h>

/* The descriptors on which the child finds its page, and, for kind pipe, its ways to the server. */
enum { TRIAL_PAGE_FD = 3, TRIAL_CONTROL_FD, TRIAL_REQUEST_FD };

struct trial_page {
    struct spec spec;
    struct peer peer;           /* of kinds that are served */
    int64_t kernel_stack_bytes; /* per thread; RECORD_NULL: unknown */
    struct record record;
    struct latency latency; /* empty where tasks were not stamped */
    atomic_int whole;       /* set when the two above are complete */
};

/* The child's main: perform the trial asked for in the page on TRIAL_PAGE_FD. Returns the exit
 * status of the process, which is 0 whenever the record is whole. */
int trial_main(void);

#endif
