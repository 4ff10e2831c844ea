/* What affected a trial from t0 to t1 from outside, read in its own process: how long its runnable
 * threads waited for a CPU, how long its cgroups were throttled, how long any task on the machine
 * waited (pressure; a trial with many threads causes it itself), and whether the trial was stopped.
 * The CPU use of others is read from outside the trial: trial/foreign. */
#ifndef TRIAL_INTERFERENCE_H
#define TRIAL_INTERFERENCE_H

#include "record/record.h"

enum { PRESSURES = 3 }; /* CPU, memory, input and output */

/* One reading, in ns since boot or since the threads began; NO_VALUE if unreadable. */
struct interference {
    int64_t run_delay_ns; /* sum over this process's existing threads */
    int64_t throttled_ns, throttled_periods;
    int64_t pressure_ns[PRESSURES];
};

void interference_read(struct interference *interference);

/* Sets the record's fields from two readings. */
void interference_cost(const struct interference *from, const struct interference *to,
                       struct record *record);

/* From now on, a SIGCONT, which ends a stop, stays pending so that it can be noticed. */
void interference_watch_stops(void);

/* Returns true if one has arrived since then. */
bool interference_was_stopped(void);

/* How long a fixed piece of work takes on this CPU now, in ns: about half a millisecond. */
int64_t interference_ruler(void);

#endif
