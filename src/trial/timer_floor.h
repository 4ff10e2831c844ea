/* How late a lone sleeper wakes: what no model can beat. */
#ifndef TRIAL_TIMER_FLOOR_H
#define TRIAL_TIMER_FLOOR_H

#include <stdint.h>

/* The median lateness, in ns, of 20 bare sleeps of sleep_ns (5 ms at most) in the calling process,
 * at the lateness asked of a trial: no pool, no queue, nobody beside. Takes as long as it sleeps.
 * The process's timer slack is put back. */
int64_t timer_floor_measure(int64_t sleep_ns, int64_t lateness_ns);

#endif
