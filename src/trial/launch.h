/* Starts a trial in a new process, and returns a record whatever happens to that process. */
#ifndef TRIAL_LAUNCH_H
#define TRIAL_LAUNCH_H

#include "base/err.h"
#include "record/latency.h"
#include "record/record.h"
#include "trial/foreign.h"

/* What is the same for all trials of a sweep. */
struct launcher {
    int64_t kernel_stack_bytes;  /* per thread; NO_VALUE if unknown */
    void (*tick)(void *context); /* called about once a second while a trial runs; may be NULL */
    void *context;
    struct foreign since; /* the last reading of the CPU use of others; updated by each trial */
};

/* Performs one trial in its own process, in which this program is executed again. That process
 * leads its own process group, so Ctrl-C does not reach it, and it dies when this process does.
 * Returns 0 with a complete record and its latencies (empty if there are none); the status may be
 * timeout, crash, or error (no process could be started). Returns -1 with ERR_INTERRUPTED if the
 * wait was interrupted; the child has then ended. The CPU use of others is recorded for the time
 * since the previous trial. interrupt_arm() must have been called, and launcher->since must have
 * been read. */
int trial_launch(struct launcher *launcher, const struct spec *spec, struct record *record,
                 struct latency *latency, struct err *err);

#endif
