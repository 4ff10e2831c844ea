/* Starting a trial in a fresh process, and coming back with a record whatever happens to it. */
#ifndef TRIAL_LAUNCH_H
#define TRIAL_LAUNCH_H

#include "base/err.h"
#include "record/latency.h"
#include "record/record.h"
#include "trial/foreign.h"

/* What is the same for every trial of a sweep. */
struct launcher {
    int64_t kernel_stack_bytes;  /* per thread; NO_VALUE: unknown */
    void (*tick)(void *context); /* called about once a second while a trial runs; or NULL */
    void *context;
    struct foreign since; /* who else was busy is told from here on; moves on with each trial */
};

/* Perform one trial in a process of its own: this program, executed anew. It leads a process group
 * of its own, so Ctrl-C does not reach it, and dies when this process does. Returns 0 with a whole
 * record and its latencies (empty where there are none), whose status may be timeout, crash, or
 * error (no process could be started); -1 when the wait was interrupted (ERR_INTERRUPTED; the child
 * is gone). What others did is told over the stretch since the trial before. interrupt_arm() has
 * been called, and launcher->since read. */
int trial_launch(struct launcher *launcher, const struct spec *spec, struct record *record,
                 struct latency *latency, struct err *err);

#endif
