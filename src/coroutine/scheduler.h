/* Many coroutines on one OS thread. Runnable coroutines take turns, first in, first out; others
 * sleep until their deadline or wait for a descriptor to be readable. When none can run, the thread
 * blocks in a libev loop that watches one timerfd and those descriptors. Everything here belongs to
 * the thread that calls scheduler_run().
 *
 * A signal that a program handles while coroutines run must be handled on the thread's alternate
 * stack (SA_ONSTACK), which the scheduler provides. What the kernel saves for a handler
 * (getauxval(AT_MINSIGSTKSZ), 3.3 KB with AVX-512) does not fit into what a small stack has left:
 * it would kill the process or overwrite another coroutine's stack. */
#ifndef COROUTINE_SCHEDULER_H
#define COROUTINE_SCHEDULER_H

#include "base/err.h"
#include "base/wait.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scheduler;
struct coroutine;

/* How a scheduler is made. Both flags false gives the best engine; each flag selects what textbooks
 * do instead, so that its cost can be measured. */
struct scheduler_config {
    size_t capacity, stack_bytes; /* the most coroutines, and the size of each one's stack */
    /* how late a wake-up may be so that it can be merged with others, like the kernel's timer slack
     * for threads */
    int64_t lateness_ns;
    /* how long before a deadline to poll instead of sleeping; ignored with ev_timers */
    int64_t spin_ns;
    bool ev_timers; /* each sleep is an ev_timer: libev rounds it, and merges sleeps by rounding */
    bool ucontext;  /* stacks are switched by swapcontext() */
};

/* The default size of a stack, in bytes. */
#ifdef __SANITIZE_ADDRESS__
#define SCHEDULER_STACK_BYTES 65536
#elif defined(__SANITIZE_THREAD__)
#define SCHEDULER_STACK_BYTES 262144
#elif defined(__x86_64__) || defined(__aarch64__)
#define SCHEDULER_STACK_BYTES 4096
#else /* it also holds a ucontext_t */
#define SCHEDULER_STACK_BYTES 16384
#endif

/* Creates a scheduler. Owned by the caller. Returns NULL and sets *err if memory or a descriptor is
 * not available. */
struct scheduler *scheduler_new(const struct scheduler_config *make, struct err *err);

/* Frees the scheduler. Coroutines that have not ended never run again. */
void scheduler_free(struct scheduler *scheduler);

/* Adds a coroutine, which runs when its turn comes. At most `capacity` may be added during the
 * scheduler's life. */
void scheduler_spawn(struct scheduler *scheduler, void (*body)(void *argument), void *argument);

/* Runs until every coroutine has ended, or until none can run, none sleeps and none waits
 * for a descriptor. In the latter case each waits for another, as the workers do before the
 * first task. */
void scheduler_run(struct scheduler *scheduler);

/* --- called from a coroutine only ------------------------------------------------------------- */

/* Lets other coroutines run for at least sleep_ns. *wait is set on return. */
void scheduler_sleep(struct scheduler *scheduler, int64_t sleep_ns, struct wait *wait);

/* Lets other coroutines run until fd is readable. Only one coroutine at a time may wait for
 * a descriptor. */
void scheduler_await(struct scheduler *scheduler, int fd);

/* Reads the clock and returns the time, in ns. */
int64_t scheduler_now(struct scheduler *scheduler);

/* The coroutine that is running. */
struct coroutine *scheduler_running(struct scheduler *scheduler);

/* Lets other coroutines run until another one wakes the running coroutine. The caller must already
 * have stored the coroutine where the other will find it. */
void scheduler_park(struct scheduler *scheduler);

/* Makes a parked coroutine runnable. It must not be in any list. */
void scheduler_wake(struct scheduler *scheduler, struct coroutine *coroutine);

#endif
