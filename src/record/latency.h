/* What happened to a trial's tasks: histograms, and for each worker the sums that break down its
 * time. */
#ifndef RECORD_LATENCY_H
#define RECORD_LATENCY_H

#include "record/histogram.h"

enum latency_metric {
    LATENCY_WAKE, /* how much longer than asked the wait was */
    LATENCY_GAP,  /* from the end of a task to the start of the worker's next one */
    /* From the start that the plan intended to the end; free of coordinated omission. */
    LATENCY_RESPONSE,
    LATENCY_TASK_METRICS, /* end of the metrics computed from task times */
    /* How much later than asked the server answered, by the server's clock; part of wake. */
    LATENCY_SERVER = LATENCY_TASK_METRICS,
    LATENCY_METRICS
};
extern const char *const latency_names[]; /* as stored in the database; ends with NULL */

struct latency {
    struct histogram metric[LATENCY_METRICS];
};

/* When the plan wants tasks to start: the k-th task of a worker at t0 + the worker's phase + k *
 * period. */
struct intent {
    int64_t start_ns; /* t0 */
    int64_t sleep_ns;
    int64_t period_ns; /* sleep plus work */
    int64_t phase_ns;  /* total shift: worker i starts i / workers of it later; 0: lockstep */
    int64_t workers;
};

/* Sums over the tasks of one worker, on separate cache lines. Zeroed means empty. */
struct tally {
    int64_t tasks;
    int64_t intended_ns;                 /* when the plan wants the next task to start */
    int64_t first_start_ns, last_end_ns; /* undefined before its first task */
    int64_t work_time_ns;                /* from wake-up to the end of the task, summed */
    /* Empty if no two workers ever run at the same time. */
    struct extent metric[LATENCY_TASK_METRICS];
} __attribute__((aligned(128)));

/* The times of one task: its wait begins, its wait ends, its work is done. */
struct times {
    int64_t start_ns, woke_ns, end_ns;
};

/* Adds one task of the worker to its tally and to the buckets of *latency. alone: no other thread
 * uses *latency meanwhile; the exact figures go to *latency, otherwise to the tally until
 * tally_close(). */
void tally_task(struct tally *tally, struct latency *latency, bool alone,
                const struct intent *intent, int64_t worker, const struct times *times);

/* Adds the exact figures of a finished worker to those of *latency. */
void tally_close(const struct tally *tally, struct latency *latency);

#endif
