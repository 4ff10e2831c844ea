/* How far a sweep has come, for a person who watches stderr. */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include "plan/plan.h"

#include <stdbool.h>

/* Plain data; zeroed by progress_begin(). */
struct progress {
    const struct plan *plan;
    const char *aim; /* what a search is at, in place of the time left; NULL: no search; borrowed */
    bool wanted;     /* false: --quiet */
    bool terminal;   /* one line that is written over; else a plain line now and then */
    size_t done;
    int64_t begun_ns, shown_ns, trial_begun_ns;
    int64_t ideal_done_ns; /* of the trials done */
};

void progress_begin(struct progress *progress, const struct plan *plan, const char *aim,
                    bool wanted);

/* Show the trial under way, the count and the time left (or the aim), which is the ideal time left
 * times what the trials done took per ideal time. Called before each trial and about once a second.
 */
void progress_show(struct progress *progress);

/* The trial under way is done. */
void progress_step(struct progress *progress);

/* Leave the line to whatever comes next. */
void progress_clear(struct progress *progress);

#endif
