/* What every adapter in C shares: the command line, a bounded ring of tasks, the work, the stamps,
 * and the study's line. An adapter says how its runtime makes workers, and how they sleep. README
 * tells the protocol ("a runtime of your own"). */
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
    /* the rest is for this file only */
    int64_t iterations, spawning_ns, start_ns, cpu_ns;
    struct slot *slots;
    bool certifies;
};

/* CLOCK_MONOTONIC in ns. */
int64_t now_ns(void);

/* Read the command line, calibrate the work, make room for the stamps; from here on workers are
 * being made. Bad options end the process. */
struct trial trial_open(const char *name, int argc, char **argv);

/* Every worker waits: the first task is put in next. */
void trial_begin(struct trial *trial);

/* The producer: puts one task in; false: there is no room, or there are no more. */
bool trial_put(struct trial *trial);

/* A worker: takes one; false: there is none now. */
bool trial_take(struct trial *trial, int64_t *task);

/* No task is left, neither in the queue nor to be put in. */
bool trial_is_drained(const struct trial *trial);

/* By how much that worker's first task is delayed, in ns. */
int64_t trial_delay_ns(const struct trial *trial, int64_t worker);

/* The wait of that task is over, which began at start_ns: burn its work, and note its times. */
void trial_stamp(struct trial *trial, int64_t task, int64_t worker, int64_t start_ns);

/* The last task is done: print the study's line, and what else is known. */
void trial_tell(struct trial *trial, const char *runtime);

/* Say why on stderr, and end. status 71 (EX_OSERR): the workers cannot be had. */
_Noreturn void refuse(const struct trial *trial, int status, const char *sentence);

#endif
