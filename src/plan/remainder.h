/* What is left of a plan after part of it has been done. */
#ifndef PLAN_REMAINDER_H
#define PLAN_REMAINDER_H

#include "plan/plan.h"

/* Removes finished trials from the plan. Returns -1 and sets *err if a finished trial is not the
 * one that the plan has at that position, or occurs twice: it then belongs to another plan. */
int plan_leave_out(struct plan *plan, const struct done_trial *done, size_t count, struct err *err);

/* Sets *found to the finished trial at the position of spec, borrowed; NULL if there is none.
 * Returns -1 and sets *err if it is a different trial. */
int plan_recall(const struct spec *spec, const struct done_trial *done, size_t count,
                const struct done_trial **found, struct err *err);

/* Removes the first `count` trials from the plan. */
void plan_leave_out_first(struct plan *plan, size_t count);

#endif
