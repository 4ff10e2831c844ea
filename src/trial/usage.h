/* What a trial costs its process: CPU, switches, faults, memory; and what the machine did meanwhile. */
#ifndef TRIAL_USAGE_H
#define TRIAL_USAGE_H

#include "record/record.h"
#include "trial/interference.h"

#include <sys/resource.h>

/* A reading of the process. Plain data. */
struct gauge {
    struct rusage usage;
    int64_t resident, peak, page_tables, threads; /* NO_VALUE: cannot be read */
    struct meanwhile meanwhile;
};

/* Memory first and CPU last, so that reading it is not counted (gauge_begin), or CPU first
 * (gauge_end). */
void gauge_begin(struct gauge *gauge);
void gauge_end(struct gauge *gauge);

/* The cost between two readings of CPU and switches, from `start` to `end`; of creating the workers, in page faults, from
 * `bare`, before they existed, to `start`; and of memory from `bare` to `end`, while they still exist. kernel_stack_bytes is per
 * thread, NO_VALUE: unknown. */
void gauge_cost(const struct gauge *bare, const struct gauge *start, const struct gauge *end,
                int64_t kernel_stack_bytes, struct record *record);

#endif
