/* What the machine did while a trial ran, in readings that do not depend on the trial's own load: who
 * else was busy, what the hypervisor took, how long runnable threads waited. Pressure and load averages
 * are left out: a trial of many threads causes them itself. */
#ifndef TRIAL_MEANWHILE_H
#define TRIAL_MEANWHILE_H

#include "base/record.h"

/* One reading, in ns since boot or since the threads began; RECORD_NULL: cannot be read. */
struct meanwhile {
    int64_t busy_ns; /* all CPUs, everybody; the kernel counts in ticks of 10 ms */
    int64_t steal_ns;
    int64_t run_delay_ns; /* of this process's threads that exist now */
};

void meanwhile_read(struct meanwhile *meanwhile);

/* Fill foreign_cpu, steal and run_delay of the record from two readings, between which the trial itself
 * used own_cpu_ns. What is foreign is never below 0: ticks round. */
void meanwhile_cost(const struct meanwhile *from, const struct meanwhile *to, int64_t own_cpu_ns,
                    struct record *record);

/* How long one fixed spin takes on this CPU now, in ns: about half a millisecond. */
int64_t meanwhile_ruler(void);

#endif
