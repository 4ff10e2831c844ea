/* The server of a trial, for kinds that have one, as the one who starts it sees it: it lives from
 * right before the trial's process to right after it. */
#ifndef TRIAL_SERVE_H
#define TRIAL_SERVE_H

#include "record/latency.h"
#include "record/record.h"
#include "server/page.h"
#include "trial/self_exec.h"

#include <stdbool.h>

/* Owned by who starts it. */
struct server_handle {
    struct self_exec process;
    struct server_page *page;
    int page_fd;
    int control[2], input[2]; /* the server's end, and the trial's; -1: the kind has none */
    int port;                 /* kind tcp */
    bool begun;
};

/* Start the server that such a trial needs; nothing where it needs none. It writes its words into
 * words_fd. -1, with *what it could not have, static, and errno. To be ended by serve_end() either
 * way. */
int serve_start(struct server_handle *handle, const struct spec *spec, int words_fd,
                const char **what);

/* How the trial's process reaches it, whose descriptors are counted there: see trial/trial.h. */
struct peer serve_peer(const struct server_handle *handle);

/* Does it end by itself within that many ms? Then *status is its wait status. */
bool serve_failed(const struct server_handle *handle, int patience_ms, int *status);

/* Kill it and wait until it is gone. Nothing, where that is done, or there is none. */
void serve_kill(struct server_handle *handle);

/* Kill it, and give back what it took here. Nothing for one that is all zero. */
void serve_end(struct server_handle *handle);

/* Before its end: fill in what the answers took, where it came to the last of them, and what they
 * were late by. */
void serve_cost(const struct server_handle *handle, struct record *record, struct latency *latency);

#endif
