/* What is left of a plan when part of it has been done. */
#ifndef PLAN_REMAINDER_H
#define PLAN_REMAINDER_H

#include "plan/plan.h"

/* Take the trials that were done out of the plan. -1 and a sentence when one of them is not what
 * the plan has in its place, or stands there twice: it is another plan's. */
int plan_leave_out(struct plan *plan, const struct done_trial *done, size_t count, struct err *err);

/* What was done at the place of a trial, borrowed; NULL: nothing was. -1 likewise. */
int plan_recall(const struct spec *spec, const struct done_trial *done, size_t count,
                const struct done_trial **found, struct err *err);

/* Take the first `count` trials out of the plan. */
void plan_leave_out_first(struct plan *plan, size_t count);

#endif
