/* What runner and the server of a trial share: the descriptors, and a page of memory. */
#ifndef SERVER_PAGE_H
#define SERVER_PAGE_H

#include "record/histogram.h"
#include "task/peer.h"

#include <stdatomic.h>
#include <stdbool.h>

/* The descriptors on which it finds its page; the socket on which eventfds are handed over (kind
 * pipe); and where requests come: the end of a pipe, or a socket that listens on loopback. */
enum { SERVER_PAGE_FD = 3, SERVER_CONTROL_FD, SERVER_INPUT_FD };

/* Shared with runner. */
struct server_page {
    /* What it is to do. */
    bool tcp; /* else kind pipe */
    char secret[PEER_SECRET + 1];
    int64_t sleep_ns, lateness_ns; /* its timer, too, may be late to merge wake-ups */
    int64_t tasks;                 /* after so many answers it says what they took */

    /* What they took, from the first request to the last answer, which is not sent before `whole`
     * is set. */
    int64_t user_ns, system_ns;
    int64_t busy_ns;       /* not waiting for anything */
    struct histogram late; /* per answer: sent so long after start + sleep */
    atomic_int whole;
};

#endif
