/* The times of a foreign program's tasks. runner provides room for them in a file named by the
 * environment variable CROSSOVER_SLOTS: 32 bytes per task, in the order in which the tasks are put
 * in, from 0. They are four 64-bit integers in the machine's byte order: when the task's wait
 * began, when the wait ended, when the task ended (CLOCK_MONOTONIC, ns), and the worker's number,
 * from 0. A program that fills them prints start=NS, the time at which it put in the first task.
 * Its times are then judged like those of a model of ours. */
#ifndef TRIAL_STAMPS_H
#define TRIAL_STAMPS_H

#include "model/model.h"
#include "record/latency.h"

struct stamps {
    struct slot *slots; /* NULL if none are offered */
    int fd;             /* inherited by the program */
    size_t bytes;
};

/* Provides room if the spec wants task times and there are tasks, and names it in the environment.
 * If there is no memory for it, none is offered. */
struct stamps stamps_offer(const struct spec *spec);

/* Sets the record and the latencies from the times left by a program that began at start_ns and
 * reported its total (record->total_ns). If these disagree, records an error. */
void stamps_judge(const struct stamps *stamps, const struct spec *spec, int64_t start_ns,
                  struct record *record, struct latency *latency);

void stamps_withdraw(struct stamps *stamps);

#endif
