/* What a trial costs its process: CPU, switches, faults, memory. Also what the machine did in
 * the meantime. */
#ifndef TRIAL_USAGE_H
#define TRIAL_USAGE_H

#include "record/record.h"
#include "trial/interference.h"

#include <sys/resource.h>

/* One reading of the process. Plain data. */
struct usage {
    struct rusage rusage;
    int64_t resident, peak, page_tables, threads; /* NO_VALUE if unreadable */
    struct interference interference;
};

/* usage_begin() reads memory first and CPU last, and usage_end() the other way round, so that the
 * cost of reading is not included. */
void usage_begin(struct usage *usage);
void usage_end(struct usage *usage);

/* Sets the record's costs from three readings: CPU and switches from `start` to `end`; page faults
 * while the workers were created from `bare`, before they existed, to `start`; memory from `bare`
 * to `end`, while they still exist. kernel_stack_bytes is per thread; NO_VALUE if unknown. */
void usage_cost(const struct usage *bare, const struct usage *start, const struct usage *end,
                int64_t kernel_stack_bytes, struct record *record);

#endif
