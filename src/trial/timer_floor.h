/* How late a single sleeper wakes: the least lateness that any model can achieve. */
#ifndef TRIAL_TIMER_FLOOR_H
#define TRIAL_TIMER_FLOOR_H

#include <stdint.h>

/* The median lateness, in ns, of 20 bare sleeps of sleep_ns (at most 5 ms) in the calling process,
 * with the timer slack that a trial gets: no pool, no queue, no other worker. Takes as long as the
 * sleeps do. Restores the process's timer slack. */
int64_t timer_floor_measure(int64_t sleep_ns, int64_t lateness_ns);

#endif
