/* Many coroutines on one OS thread: runnable ones take turns first in first out, sleeping ones wait
 * for their deadline, those that wait for a descriptor for it to be readable, and when nobody can
 * run the thread blocks in a libev loop that watches one timerfd and those descriptors. Everything
 * here belongs to the thread that calls scheduler_run().
 *
 * A signal that a program handles while coroutines run must be handled on the thread's alternate
 * stack (SA_ONSTACK), which the scheduler provides: what the kernel saves for a handler
 * (getauxval(AT_MINSIGSTKSZ), 3.3 KB with AVX-512) is more than a small stack has left; it kills
 * the process, or overwrites another coroutine's stack. */
#ifndef COROUTINE_SCHEDULER_H
#define COROUTINE_SCHEDULER_H

#include "base/err.h"
#include "base/wait.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scheduler;
struct coroutine;

/* How it is made. The best is what all false means; the others are what textbooks do, to have their
 * price read off. */
struct scheduler_config {
    size_t capacity,
        stack_bytes; /* room for so many coroutines with stacks of so many bytes each */
    /* a wake-up may be late by this in order to be merged with others, as the * kernel's timer
     * slack does for threads */
    int64_t lateness_ns;
    int64_t
        spin_ns; /* the last stretch before a deadline is polled and not slept; not by ev_timers */
    bool ev_timers; /* each sleep is an ev_timer: libev rounds, and merges by that */
    bool ucontext;  /* stacks are changed by swapcontext() */
};

/* What a stack takes when the caller has no wish, in bytes. */
#ifdef __SANITIZE_ADDRESS__
#define SCHEDULER_STACK_BYTES 65536
#elif defined(__SANITIZE_THREAD__)
#define SCHEDULER_STACK_BYTES 262144
#elif defined(__x86_64__) || defined(__aarch64__)
#define SCHEDULER_STACK_BYTES 4096
#else /* a ucontext_t lies on it as well */
#define SCHEDULER_STACK_BYTES 16384
#endif

/* NULL and *err when the memory or a descriptor cannot be had. Owned by the caller. */
struct scheduler *scheduler_new(const struct scheduler_config *make, struct err *err);

/* Free; coroutines that have not ended are forgotten. */
void scheduler_free(struct scheduler *scheduler);

/* Add a coroutine; it runs when its turn comes. At most `capacity` in the scheduler's life. */
void scheduler_spawn(struct scheduler *scheduler, void (*body)(void *argument), void *argument);

/* Run until every coroutine has ended, or until none can run, none sleeps and none waits for a
 * descriptor (each waits for another: that is how workers stand before the first task). */
void scheduler_run(struct scheduler *scheduler);

/* --- called from a coroutine only ------------------------------------------------------------- */

/* Let others run for at least sleep_ns. *wait is filled when this returns. */
void scheduler_sleep(struct scheduler *scheduler, int64_t sleep_ns, struct wait *wait);

/* Let others run until fd can be read. One coroutine at a time may wait for a descriptor. */
void scheduler_await(struct scheduler *scheduler, int fd);

/* The clock, read anew. */
int64_t scheduler_now(struct scheduler *scheduler);

/* The coroutine that is running. */
struct coroutine *scheduler_running(struct scheduler *scheduler);

/* Let others run until somebody wakes the running coroutine; the caller has put it where that
 * somebody will find it. */
void scheduler_park(struct scheduler *scheduler);

/* Make a parked coroutine runnable; it stands in no list. */
void scheduler_wake(struct scheduler *scheduler, struct coroutine *coroutine);

#endif
