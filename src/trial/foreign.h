/* What else was busy on this machine: CPU time used neither by the runner nor by its trials, and
 * CPU time taken by the hypervisor. Read by the runner between trials, so that the gap before a
 * trial is included. Load averages and pressure are left out, because trials with many threads
 * cause them themselves. */
#ifndef TRIAL_FOREIGN_H
#define TRIAL_FOREIGN_H

#include "record/record.h"

/* One reading, in ns; NO_VALUE if unreadable. */
struct foreign {
    int64_t at_ns;
    int64_t busy_ns; /* all CPUs and processes, since boot; counted in ticks of 10 ms */
    int64_t steal_ns;
    int64_t own_ns; /* CPU of this process and of its children that have ended */
};

void foreign_read(struct foreign *foreign);

/* Sets watched, foreign_cpu and steal of the record to what happened between the two readings. A
 * negative foreign_cpu, which comes from the rounding of ticks, is set to 0. */
void foreign_cost(const struct foreign *from, const struct foreign *to, struct record *record);

#endif
