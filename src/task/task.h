/* What a worker waits for: the kinds of task, in one visible table. */
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
    bool waits;       /* it takes --sleep; false: it has no use for one */
    bool served;      /* what it waits for is a server's answer: workers have lines */
    bool foreign;     /* a foreign program may be asked for it, by name */

    /* What the line of one worker takes. */
    int64_t descriptors, ports;

    /* Required where it is served, NULL elsewhere: open the line of a worker, whose number is
     * filled in, before the trial. -1 with the trouble noted there; line->fd is closed by the
     * caller, if it is not -1. */
    int (*open)(const struct peer *peer, struct connection *connection);

    /* Likewise: send the request of a task that began at start_ns. -1 with the trouble noted. */
    int (*ask)(const struct peer *peer, struct connection *connection, int64_t start_ns);

    /* Likewise: line->fd can be read. 1: the answer is there, whole and to what was asked; 0: more
     * of it is to come; -1 with the trouble noted. */
    int (*hear)(struct connection *connection);
};

extern const struct task task_sleep, task_nop, task_pipe, task_tcp;

/* Every kind; ends with NULL. */
extern const struct task *const tasks[];

/* The kind of that name, or NULL. */
const struct task *task_find(const char *name);

/* One task, on a worker of runtime; fills *wait with the times of its wait. peer and line are NULL
 * where it is not served. -1 with the trouble noted in the line: there was no proper answer, and
 * the line is of no further use. */
int task_run(const struct task *task, struct runtime *runtime, const struct peer *peer,
             struct connection *connection, int64_t sleep_ns, struct wait *wait);

/* --- the work beside the wait ----------------------------------------------------------------- */

/* Burn CPU for that many iterations; the result depends on each of them and must be used. */
uint64_t work_burn(int64_t iterations);

/* Iterations per second on this machine: the median of several runs. Takes about 50 ms. */
double work_calibrate(void);

/* How much work two CPUs do in the time one does it, both of this process's own: 2 when they are
 * two, less when they share a core or a host's time; NAN with one CPU. The median of several runs;
 * takes about 30 ms. */
double work_two_cpus(void);

#endif
