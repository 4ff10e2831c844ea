/* The protocol between a worker and the server that its tasks wait for (server/server.h), and
 * how to reach the server. Kind pipe: requests go into one pipe that all workers share; answers
 * arrive on an eventfd of the worker's own, which it has passed to the server before. Kind tcp:
 * each worker has a loopback connection, which begins with the secret; an answer is a copy of
 * the request. */
#ifndef TASK_PEER_H
#define TASK_PEER_H

#include <stdint.h>

/* Length of the secret that shows that a caller belongs to the trial; a NUL follows it. */
enum { PEER_SECRET = 32 };

/* What the server sends before the first request: that it has accepted the worker, or that it has
 * no room for it. */
enum { PEER_WELCOME = 'y', PEER_FULL = 'n' };

/* One request. Written in one piece: it is shorter than PIPE_BUF. */
struct request {
    /* when the task began, by CLOCK_MONOTONIC; the server's lateness is derived from it */
    int64_t start_ns;
    int64_t tag; /* pipe: the worker's number; tcp: any number the caller chooses */
};

/* How to reach a server. Plain data. */
struct peer {
    int control_fd; /* kind pipe: eventfds are passed here … */
    int request_fd; /* … and requests are written here */
    int port;       /* kind tcp: the port on 127.0.0.1 */
    char secret[PEER_SECRET + 1];
};

#endif
