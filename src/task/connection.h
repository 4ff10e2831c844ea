/* A worker's connection to the server, for kinds that have one. Opened before the trial and used by
 * one worker. */
#ifndef TASK_CONNECTION_H
#define TASK_CONNECTION_H

#include "task/peer.h"

#include <stdbool.h>
#include <stddef.h>

struct connection {
    int fd;                             /* receives answers, and sends requests unless kind pipe */
    int64_t number;                     /* the worker's number */
    struct request request;             /* the last one sent */
    char heard[sizeof(struct request)]; /* the part of the answer received so far */
    uint8_t had;                        /* its length in bytes */
    /* why a wait failed, such as "the server has hung up"; static; NULL if none has */
    const char *trouble;
    int error; /* its errno; 0 if there is none */
};

/* Records what went wrong. Needs little stack, because it may run on a coroutine's. Always
 * returns -1. */
int connection_fail(struct connection *connection, const char *trouble, int error);

/* Writes connection->request to fd. Returns -1 and sets connection->trouble on failure. */
int connection_ask(struct connection *connection, int fd);

/* Reads what has arrived of an answer of `size` bytes from connection->fd, which must be readable.
 * Returns 1 if the answer is complete and stored in *answer, 0 if more is to come; returns -1 and
 * sets connection->trouble on failure. */
int connection_hear(struct connection *connection, void *answer, size_t size);

/* Waits until the server has accepted the worker. Called before the trial, from any thread. Returns
 * -1 and sets connection->trouble on failure. */
int connection_welcome(struct connection *connection, int fd);

#endif
