/* What runner and the server of a trial share: descriptors, and a page of memory. */
#ifndef SERVER_PAGE_H
#define SERVER_PAGE_H

#include "record/histogram.h"
#include "task/peer.h"

#include <stdatomic.h>
#include <stdbool.h>

/* The descriptors that the server inherits: its page; the socket over which eventfds are passed
 * (kind pipe); and the source of requests, which is the end of a pipe or a socket that listens
 * on loopback. */
enum { SERVER_PAGE_FD = 3, SERVER_CONTROL_FD, SERVER_INPUT_FD };

/* Shared memory. */
struct server_page {
    /* What the server is to do; set by runner. */
    bool tcp; /* otherwise kind pipe */
    char secret[PEER_SECRET + 1];
    int64_t sleep_ns, lateness_ns; /* its timer, too, may be this late to merge wake-ups */
    int64_t tasks;                 /* after this many answers it reports what they cost */

    /* What the answers cost, from the first request to the last answer; the last answer is not sent
     * before `whole` is set. */
    int64_t user_ns, system_ns;
    int64_t busy_ns;       /* time during which it did not wait for anything */
    struct histogram late; /* per answer: how long after start + sleep it was sent */
    atomic_int whole;
};

#endif
