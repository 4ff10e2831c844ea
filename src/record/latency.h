/* What a trial's tasks went through: histograms, and beside each worker the sums that take its time
 * apart. */
#ifndef RECORD_LATENCY_H
#define RECORD_LATENCY_H

#include "record/histogram.h"

enum latency_metric {
    LATENCY_WAKE, /* the wait was longer than asked by so much */
    LATENCY_GAP,  /* from the end of a task to the start of the next on the same worker */
    /* from the start the plan intended to the end: free of coordinated omission */
    LATENCY_RESPONSE,
    LATENCY_TASK_METRICS, /* what is told by the times of tasks ends here */
    /* what a server answered later than asked, by its own clock: part of wake */
    LATENCY_SERVER = LATENCY_TASK_METRICS,
    LATENCY_METRICS
};
extern const char *const latency_names[]; /* as stored; ends with NULL */

struct latency {
    struct histogram metric[LATENCY_METRICS];
};

/* When the plan wants tasks to start: the k-th task of a worker at t0 + its phase + k * period. */
struct intent {
    int64_t start_ns; /* t0 */
    int64_t sleep_ns;
    int64_t period_ns; /* sleep and work */
    int64_t phase_ns;  /* over all workers: worker i is i / workers of it behind; 0: lockstep */
    int64_t workers;
};

/* What one worker adds up over its tasks, on cache lines of its own. A zeroed one is empty. */
struct tally {
    int64_t tasks;
    int64_t intended_ns;                 /* when the plan wants the next one to start */
    int64_t first_start_ns, last_end_ns; /* mean nothing before its first task */
    int64_t work_time_ns;                /* from waking to the end, summed */
    struct extent
        metric[LATENCY_TASK_METRICS]; /* stay empty where no two workers ever run at once */
} __attribute__((aligned(128)));

/* The times of one task: its wait begins, ends, and its work is done. */
struct times {
    int64_t start_ns, woke_ns, end_ns;
};

/* One more task of that worker: into its tally, and into the buckets of *latency, which other
 * threads may use as well unless alone. The exact figures go there, too, when alone, and else into
 * the tally (tally_close). */
void tally_task(struct tally *tally, struct latency *latency, bool alone,
                const struct intent *intent, int64_t worker, const struct times *times);

/* A worker is done: its exact figures join those of *latency. */
void tally_close(const struct tally *tally, struct latency *latency);

#endif
