/* --idle=poll: while a trial runs, a thread of this process of the lowest priority there is
 * (SCHED_IDLE) spins on each CPU that may be used, so that no CPU halts: what a trial at low
 * concurrency then tells is the model, and not what waking a halted CPU takes. Whatever else is
 * runnable runs at once instead of it. Its CPU time is this process's. */
#ifndef TRIAL_SPINNERS_H
#define TRIAL_SPINNERS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Plain data; not to be moved while they run. A zeroed one has none. */
struct spinners {
    pthread_t *threads;
    size_t count;
    atomic_bool over;
};

/* Begin, unless it is not wanted. -1 and errno when they cannot all be had; none is left then. */
int spinners_start(struct spinners *spinners, bool wanted);

/* End them, and wait for that. */
void spinners_stop(struct spinners *spinners);

#endif
