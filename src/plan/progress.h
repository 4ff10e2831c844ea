/* Shows the progress of a sweep on stderr. */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include "plan/plan.h"

#include <stdbool.h>

/* Plain data; initialised by progress_begin(). */
struct progress {
    const struct plan *plan;
    /* What a search aims at, shown instead of the time left; borrowed. NULL: no search. */
    const char *aim;
    bool wanted;   /* false: --quiet */
    bool terminal; /* true: overwrite one line; false: print a plain line now and then */
    size_t done;
    int64_t begun_ns, shown_ns, trial_begun_ns;
    int64_t ideal_done_ns; /* sum over the finished trials */
};

void progress_begin(struct progress *progress, const struct plan *plan, const char *aim,
                    bool wanted);

/* Shows the current trial, the number of trials and the time left (or the aim). The time left is
 * the remaining ideal time, scaled by how much longer than ideal the finished trials took. Call it
 * before each trial and about once a second. */
void progress_show(struct progress *progress);

/* The current trial is finished. */
void progress_step(struct progress *progress);

/* Clears the line for other output. */
void progress_clear(struct progress *progress);

#endif
