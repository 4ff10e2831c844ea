/* What a worker waits for: the kinds of task, in one visible table. */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include "task/runtime.h"

#include <stdbool.h>
#include <stdint.h>

/* Static and constant. */
struct task {
    const char *name;
    const char *help; /* one line */
    bool waits;       /* it sleeps for --sleep; false: it has no use for one */

    /* Required. One task, on a worker of runtime; fills *wait with the times of its wait. */
    void (*run)(struct runtime *runtime, int64_t sleep_ns, struct wait *wait);
};

extern const struct task task_sleep, task_nop;

/* Every kind; ends with NULL. */
extern const struct task *const tasks[];

/* The kind of that name, or NULL. */
const struct task *task_find(const char *name);

/* --- the work beside the wait ----------------------------------------------------------------- */

/* Burn CPU for that many iterations; the result depends on each of them and must be used. */
uint64_t work_burn(int64_t iterations);

/* Iterations per second on this machine: the median of several runs. Takes about 50 ms. */
double work_calibrate(void);

/* How much work two CPUs do in the time one does it, both of this process's own: 2 when they are two,
 * less when they share a core or a host's time; NAN with one CPU. The median of several runs; takes about
 * 30 ms. */
double work_two_cpus(void);

#endif
