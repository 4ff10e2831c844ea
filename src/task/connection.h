/* A worker's connection to the server, for kinds that have one: opened before the trial, used by
 * one worker. */
#ifndef TASK_CONNECTION_H
#define TASK_CONNECTION_H

#include "task/peer.h"

#include <stdbool.h>
#include <stddef.h>

struct connection {
    int fd;                 /* answers come here; requests go here too, or into the peer's pipe */
    int64_t number;         /* of the worker */
    struct request request; /* the last that was sent */
    char heard[sizeof(struct request)]; /* of the answer to it … */
    uint8_t had;                        /* … so many bytes */
    const char *trouble; /* why a wait failed, static: "the server has hung up"; NULL: none did */
    int error;           /* its errno; 0: it has none */
};

/* Note what went wrong; small, since it may run on a coroutine's stack. Always returns -1. */
int connection_fail(struct connection *connection, const char *trouble, int error);

/* Write line->request into fd. -1 with the trouble noted. */
int connection_ask(struct connection *connection, int fd);

/* line->fd can be read: take what has come of an answer of `size` bytes. 1: it is whole, and in
 * *answer; 0: there is more to come; -1 with the trouble noted. */
int connection_hear(struct connection *connection, void *answer, size_t size);

/* Before the trial, from any thread: wait until the server has taken the worker in. -1 with the
 * trouble noted. */
int connection_welcome(struct connection *connection, int fd);

#endif
