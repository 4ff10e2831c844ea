/* Who else was busy on this machine: CPU time that was neither the runner's nor its trials', and
 * what the hypervisor took. Read by the runner between trials, so that the gap before a trial
 * counts as well. Load averages and pressure are left out: trials of many threads cause them
 * themselves. */
#ifndef TRIAL_FOREIGN_H
#define TRIAL_FOREIGN_H

#include "record/record.h"

/* One reading, in ns; NO_VALUE: cannot be read. */
struct foreign {
    int64_t at_ns;
    int64_t busy_ns; /* all CPUs, everybody, since boot; the kernel counts in ticks of 10 ms */
    int64_t steal_ns;
    int64_t own_ns; /* CPU of this process and of its children that have ended */
};

void foreign_read(struct foreign *foreign);

/* Fill watched, foreign_cpu and steal of the record: what went on from one reading to the next.
 * What is foreign is never below 0: ticks round. */
void foreign_cost(const struct foreign *from, const struct foreign *to, struct record *record);

#endif
