/* What a worker waits for: the kinds of task, listed in one table. */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include "task/connection.h"
#include "task/runtime.h"

#include <stdbool.h>
#include <stdint.h>

/* Static and constant. */
struct task {
    const char *name;
    const char *help; /* one line */
    bool waits;       /* it uses --sleep */
    bool served;      /* it waits for a server's answer: each worker has a connection */
    bool foreign;     /* a foreign program can be asked for it, by name */

    /* What one worker's connection needs. */
    int64_t descriptors, ports;

    /* Opens the connection of a worker before the trial; connection->number is already set.
     * Required if the kind is served, otherwise NULL. Returns -1 and sets connection->trouble on
     * failure; the caller closes connection->fd unless it is -1. */
    int (*open)(const struct peer *peer, struct connection *connection);

    /* Sends the request of a task that began at start_ns. Required if the kind is served, otherwise
     * NULL. Returns -1 and sets connection->trouble on failure. */
    int (*ask)(const struct peer *peer, struct connection *connection, int64_t start_ns);

    /* Reads from connection->fd, which must be readable. Returns 1 if the answer is complete and
     * matches the request, 0 if more of it is to come; returns -1 and sets connection->trouble on
     * failure. Required if the kind is served, otherwise NULL. */
    int (*hear)(struct connection *connection);
};

extern const struct task task_sleep, task_nop, task_pipe, task_tcp;

/* All kinds; ends with NULL. */
extern const struct task *const tasks[];

/* The kind of that name; NULL if unknown. */
const struct task *task_find(const char *name);

/* Runs one task on a worker of runtime, and sets *wait to the times of its wait. peer and
 * connection are NULL if the kind is not served. Returns -1 and sets connection->trouble if there
 * was no proper answer; the connection must not be used any further. */
int task_run(const struct task *task, struct runtime *runtime, const struct peer *peer,
             struct connection *connection, int64_t sleep_ns, struct wait *wait);

/* --- the work of a task ----------------------------------------------------------------------- */

/* Burns CPU for that many iterations. The result depends on each of them and must be used. */
uint64_t work_burn(int64_t iterations);

/* Iterations of work_burn() per second on this machine: the median of several runs. Takes about
 * 50 ms. */
double work_calibrate(void);

/* How much work two CPUs do in the time in which one does one unit, both used by this process: 2 if
 * they are independent, less if they share a core or a host's time; NAN if there is only one CPU.
 * The median of several runs. Takes about 30 ms. */
double work_two_cpus(void);

#endif
