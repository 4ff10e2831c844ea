/* What goes between a worker and the server that its tasks wait for (server/server.h), and how to
 * reach it. Kind pipe: requests go into one pipe that all workers share, answers come on an eventfd
 * of the worker's own, which it has handed to the server before. Kind tcp: a connection of loopback
 * per worker, which begins with the secret; an answer is the request sent back. */
#ifndef TASK_PEER_H
#define TASK_PEER_H

#include <stdint.h>

/* Characters of the secret that shows that a caller belongs to the trial; a NUL follows. */
enum { PEER_SECRET = 32 };

/* What the server says before the first request when it has taken a worker in, or has no room for
 * one. */
enum { PEER_WELCOME = 'y', PEER_FULL = 'n' };

/* One request. Written whole: it is shorter than PIPE_BUF. */
struct request {
    /* when the task began, by CLOCK_MONOTONIC: what the server's lateness is told by */
    int64_t start_ns;
    int64_t tag; /* pipe: the worker's number; tcp: the caller's own */
};

/* How to reach a server. Plain data. */
struct peer {
    int control_fd; /* kind pipe: eventfds are handed over here … */
    int request_fd; /* … and requests go here */
    int port;       /* kind tcp: on 127.0.0.1 */
    char secret[PEER_SECRET + 1];
};

#endif
