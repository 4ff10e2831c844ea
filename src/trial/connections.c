#include "trial/connections.h"

#include "base/host.h"
#include "base/memory.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writes the connection's trouble, such as "cannot make a socket: Too many open files". */
static void tell_trouble(const struct connection *line, char *text, size_t size) {
    snprintf(text, size, "%s%s%s", line->trouble, line->error ? ": " : "",
             line->error ? strerror(line->error) : "");
}

/* Has a limit of the machine caused the trouble, or something else? */
static bool is_limit(const struct connection *line) {
    static const int limits[] = {0,       EMFILE,        ENFILE, ENOMEM,
                                 ENOBUFS, EADDRNOTAVAIL, EAGAIN, ETOOMANYREFS};

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (line->error == limits[i])
            return true;
    return false;
}

/* Records that a connection could not be opened. Reading the limits needs what the connections have
 * used up, so they are closed first. */
static void refuse(struct run *run, const struct model *model, const struct connection *failed,
                   struct record *record) {
    struct needs needs = needs_of(model, run->task);
    int64_t opened = failed->number;
    bool limit = is_limit(failed);
    char trouble[160];

    tell_trouble(failed, trouble, sizeof trouble);
    connections_close(run);
    record->workers = opened;
    record_fail(record, limit ? STATUS_LIMIT : STATUS_ERROR,
                "only %lld of %lld workers could connect to the server: %s", (long long)opened,
                (long long)run->spec->concurrency, trouble);
    if (limit)
        limit_append(&needs, opened, 0, record->error, sizeof record->error);
}

int connections_open(struct run *run, const struct model *model, struct record *record) {
    int64_t count = run->spec->concurrency;

    if (!run->task->served)
        return 0;
    signal(SIGPIPE, SIG_IGN); /* if the server has gone, a write fails instead */
    host_raise_descriptors();
    run->connections = memory_get((size_t)count, sizeof *run->connections);
    for (int64_t i = 0; i < count; i++)
        run->connections[i] = (struct connection){.fd = -1, .number = i};
    for (int64_t i = 0; i < count; i++)
        if (run->task->open(run->peer, &run->connections[i])) {
            refuse(run, model, &run->connections[i], record);
            return -1;
        }
    return 0;
}

void connections_judge(const struct run *run, struct record *record) {
    char trouble[160];

    for (int64_t i = 0; run->connections && i < run->spec->concurrency; i++)
        if (run->connections[i].trouble) {
            tell_trouble(&run->connections[i], trouble, sizeof trouble);
            record->total_ns = NO_VALUE;
            record_fail(record, STATUS_ERROR, "worker %lld: %s; %lld of %lld tasks were done",
                        (long long)i, trouble, (long long)run->tasks_done,
                        (long long)run->spec->tasks);
            return;
        }
}

void connections_close(struct run *run) {
    for (int64_t i = 0; run->connections && i < run->spec->concurrency; i++)
        if (run->connections[i].fd >= 0)
            close(run->connections[i].fd);
    free(run->connections);
    run->connections = NULL;
}
