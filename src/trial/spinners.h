/* --idle=poll: while a trial runs, a thread of this process spins on each CPU that may be
 * used, with the lowest priority that exists (SCHED_IDLE), so that no CPU halts. A trial at
 * low concurrency then shows the model and not the cost of waking a halted CPU. Anything else
 * that is runnable runs at once in place of the spinner. The spinners' CPU time counts as
 * this process's. */
#ifndef TRIAL_SPINNERS_H
#define TRIAL_SPINNERS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* Plain data. Must not be moved while the threads run. Empty if zeroed. */
struct spinners {
    pthread_t *threads;
    size_t count;
    atomic_bool over;
};

/* Starts the spinners, if wanted. Returns -1 and sets errno if not all can be started; none is left
 * running then. */
int spinners_start(struct spinners *spinners, bool wanted);

/* Stops the spinners, and waits until they have ended. */
void spinners_stop(struct spinners *spinners);

#endif
