/* Where requests come in and answers go out: the kinds of server, over one loop. */
#ifndef SERVER_FRONT_H
#define SERVER_FRONT_H

#include "server/due.h"
#include "server/page.h"

struct server;

/* Static and constant. All required. */
struct front {
    /* Before the first event. -1: cannot be had, errno says why. */
    int (*open)(struct server *server);
    /* fd, which was given to server_watch(), can be read. */
    void (*readable)(struct server *server, int fd);
    /* Send one answer; one that cannot be sent is dropped, and who waits for it left alone or hung
     * up on. */
    void (*answer)(struct server *server, const struct due *due);
};

extern const struct front front_pipe, front_tcp;

const struct server_page *server_page(const struct server *server);

/* Tell the front when fd can be read. -1 and errno. */
int server_watch(struct server *server, int fd);

/* A request came in on fd, and was read: it is answered `sleep` from now on. `serial` tells apart
 * who had the descriptor one after the other. */
void server_take(struct server *server, int fd, uint32_t serial, const struct request *request);

#endif
