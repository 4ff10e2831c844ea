/* The times of a foreign program's tasks. runner offers room for them in a file named by the
 * environment variable CROSSOVER_SLOTS: 32 bytes per task, in the order of the tasks (put first:
 * 0), four 64-bit integers in the machine's own order: when its wait began, when it ended, when the
 * task ended (CLOCK_MONOTONIC, ns), and the number of the worker, from 0. A program that fills them
 * prints start=NS, when it put in the first task. They are then judged like those of a model of
 * ours. */
#ifndef TRIAL_STAMPS_H
#define TRIAL_STAMPS_H

#include "model/model.h"
#include "record/latency.h"

struct stamps {
    struct slot *slots; /* NULL: none are offered */
    int fd;             /* inherited by the program */
    size_t bytes;
};

/* Make room where the spec wants task times and there are tasks, and name it in the environment.
 * None is offered when there is no memory. */
struct stamps stamps_offer(const struct spec *spec);

/* Fill the record and the latencies from what a program left there that began at start_ns and gave
 * its total (record->total_ns). What does not agree is an error with a sentence. */
void stamps_judge(const struct stamps *stamps, const struct spec *spec, int64_t start_ns,
                  struct record *record, struct latency *latency);

void stamps_withdraw(struct stamps *stamps);

#endif
