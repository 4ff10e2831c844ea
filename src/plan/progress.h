/* Shows the progress of a sweep on stderr, in one line that is redrawn, if stderr is a terminal. */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include "plan/plan.h"

#include <stdbool.h>

/* Plain data; initialised by progress_begin(). */
struct progress {
    const struct plan *plan;
    /* What a search aims at, shown instead of the bar and the time left; borrowed. NULL: no
     * search. */
    const char *aim;
    bool shown;    /* false: --quiet, or no terminal */
    size_t before; /* trials recorded before this invocation (--resume) */
    size_t done;
    int64_t begun_ns, trial_begun_ns;
    int64_t expected_ns, expected_done_ns; /* over all trials, over the finished ones */
};

void progress_begin(struct progress *progress, const struct plan *plan, const char *aim,
                    size_t before, bool wanted);

/* Shows the current trial, the number of trials and the time left (or the aim). The time left is
 * what the remaining trials are expected to take, scaled by how the finished ones differed from it.
 * Call it before each trial and about once a second. */
void progress_show(struct progress *progress);

/* The current trial is finished. */
void progress_step(struct progress *progress);

/* Clears the line for other output. */
void progress_clear(struct progress *progress);

#endif
