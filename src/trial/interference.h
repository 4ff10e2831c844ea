/* What happened to a trial from t0 to t1 that is not its own doing, read in its own process: how
 * long its runnable threads waited, how long its cgroups were held back, how long somebody on the
 * machine waited (pressure; a trial of many threads causes it itself), whether it was stopped. Who
 * else was busy is read from outside: trial/foreign. */
#ifndef TRIAL_INTERFERENCE_H
#define TRIAL_INTERFERENCE_H

#include "record/record.h"

enum { PRESSURES = 3 }; /* CPU, memory, input and output */

/* One reading, in ns since boot or since the threads began; NO_VALUE: cannot be read. */
struct interference {
    int64_t run_delay_ns; /* of this process's threads that exist now */
    int64_t throttled_ns, throttled_periods;
    int64_t pressure_ns[PRESSURES];
};

void interference_read(struct interference *interference);

/* Fill the record's fields from two readings. */
void interference_cost(const struct interference *from, const struct interference *to,
                       struct record *record);

/* From now on a SIGCONT, which ends a stop, is kept to be noticed. */
void interference_watch_stops(void);

/* True when one came since. */
bool interference_was_stopped(void);

/* How long one fixed spin takes on this CPU now, in ns: about half a millisecond. */
int64_t interference_ruler(void);

#endif
