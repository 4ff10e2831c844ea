/* Shared by the adapters in C: the command line, a bounded ring of tasks, the work, the stamps and
 * the study's line. An adapter adds how its runtime creates workers and how they sleep.
 * src/README.md describes the protocol ("Your runtime in ten lines"). */
#ifndef CROSSOVER_ADAPTER_H
#define CROSSOVER_ADAPTER_H

#include <stdbool.h>
#include <stdint.h>

/* A task's times in ns (its wait began, ended, the task ended), and the worker that ran it. */
struct slot {
    int64_t start_ns, woke_ns, end_ns, worker;
};

struct trial {
    const char *name;
    double sleep_ms, work_ms;
    int64_t concurrency, tasks;
    int64_t sleep_ns;
    bool spread;
    /* The queue: tasks first to last - 1 are in it, at most `room`; next_task is the producer's. */
    int64_t room, first, last;
    /* the rest is private to crossover_adapter.c */
    int64_t iterations, spawning_ns, start_ns, cpu_ns;
    struct slot *slots;
    bool certifies;
};

/* CLOCK_MONOTONIC in ns. */
int64_t now_ns(void);

/* Reads the command line, calibrates the work and allocates the stamps. Call it before creating
 * workers. Exits on bad options. */
struct trial trial_open(const char *name, int argc, char **argv);

/* Call when every worker waits, right before the first task is put in. */
void trial_begin(struct trial *trial);

/* Producer: puts in one task. Returns false if the queue is full or no task remains. */
bool trial_put(struct trial *trial);

/* Worker: takes one task. Returns false if there is none now. */
bool trial_take(struct trial *trial, int64_t *task);

/* Returns true if no task remains, neither in the queue nor to be put in. */
bool trial_is_drained(const struct trial *trial);

/* Delay of that worker's first task, in ns. */
int64_t trial_delay_ns(const struct trial *trial, int64_t worker);

/* Call when a task's wait is over; it began at start_ns. Does the task's work and stores its times.
 */
void trial_stamp(struct trial *trial, int64_t task, int64_t worker, int64_t start_ns);

/* Call after the last task. Prints the study's line and the extra fields. */
void trial_tell(struct trial *trial, const char *runtime);

/* Prints the reason on stderr and exits. status 71 (EX_OSERR): workers could not be created. */
_Noreturn void refuse(const struct trial *trial, int status, const char *sentence);

#endif
