/* How requests come in and answers go out: the kinds of server, over one loop. */
#ifndef SERVER_FRONT_H
#define SERVER_FRONT_H

#include "server/due.h"
#include "server/page.h"

struct server;

/* Static and constant. All functions are required. */
struct front {
    /* Called before the first event. Returns -1 and sets errno on failure. */
    int (*open)(struct server *server);
    /* Called when fd, which was passed to server_watch(), is readable. */
    void (*readable)(struct server *server, int fd);
    /* Sends one answer. If it cannot be sent, it is dropped, and the worker that waits for it gets
     * nothing or is disconnected. */
    void (*answer)(struct server *server, const struct due *due);
};

extern const struct front front_pipe, front_tcp;

const struct server_page *server_page(const struct server *server);

/* Makes the loop call the front's readable() when fd is readable. Returns -1 and sets errno
 * on failure. */
int server_watch(struct server *server, int fd);

/* Accepts a request that was read from fd; it will be answered `sleep` from now. `serial`
 * distinguishes callers that use the same descriptor one after another. */
void server_take(struct server *server, int fd, uint32_t serial, const struct request *request);

#endif
