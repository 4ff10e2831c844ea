/* A trial's server, for kinds that have one, as seen by the process that starts it. The server
 * exists from right before the trial's process to right after it. */
#ifndef TRIAL_SERVE_H
#define TRIAL_SERVE_H

#include "record/latency.h"
#include "record/record.h"
#include "server/page.h"
#include "trial/self_exec.h"

#include <stdbool.h>

/* Owned by the process that starts the server. */
struct server_handle {
    struct self_exec process;
    struct server_page *page;
    int page_fd;
    int control[2], input[2]; /* the server's end, and the trial's; -1 if the kind has none */
    int port;                 /* kind tcp */
    bool begun;
};

/* Starts the server that such a trial needs, if any. The server's stderr is words_fd. Returns
 * -1 and sets *what (to a static text) and errno on failure. serve_end() must be called in
 * either case. */
int serve_start(struct server_handle *handle, const struct spec *spec, int words_fd,
                const char **what);

/* How the trial's process reaches the server. The descriptors are those of the trial's process;
 * see trial/page.h. */
struct peer serve_peer(const struct server_handle *handle);

/* Waits up to patience_ms for the server to end by itself. If it does, sets *status to its wait
 * status and returns true. */
bool serve_failed(const struct server_handle *handle, int patience_ms, int *status);

/* Kills the server, if it runs, and waits until it has ended. */
void serve_kill(struct server_handle *handle);

/* Kills the server, and releases what it uses in this process. Does nothing if the handle
 * is zeroed. */
void serve_end(struct server_handle *handle);

/* Sets what the answers cost, if the server has sent the last of them, and how late they were. Must
 * be called before serve_end(). */
void serve_cost(const struct server_handle *handle, struct record *record, struct latency *latency);

#endif
