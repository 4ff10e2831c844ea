/* What a trial costs its process: CPU, switches, faults, memory; and what the machine did
 * meanwhile. */
#ifndef TRIAL_USAGE_H
#define TRIAL_USAGE_H

#include "record/record.h"
#include "trial/interference.h"

#include <sys/resource.h>

/* A reading of the process. Plain data. */
struct usage {
    struct rusage rusage;
    int64_t resident, peak, page_tables, threads; /* NO_VALUE: cannot be read */
    struct interference interference;
};

/* Memory first and CPU last, so that reading it is not counted (usage_begin), or CPU first
 * (usage_end). */
void usage_begin(struct usage *usage);
void usage_end(struct usage *usage);

/* The cost between two readings of CPU and switches, from `start` to `end`; of creating the
 * workers, in page faults, from `bare`, before they existed, to `start`; and of memory from `bare`
 * to `end`, while they still exist. kernel_stack_bytes is per thread, NO_VALUE: unknown. */
void usage_cost(const struct usage *bare, const struct usage *start, const struct usage *end,
                int64_t kernel_stack_bytes, struct record *record);

#endif
