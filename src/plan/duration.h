/* How long trials take, and such a time in words. */
#ifndef PLAN_DURATION_H
#define PLAN_DURATION_H

#include "plan/plan.h"

/* Returns about how long a trial takes, with starting it and its workers. */
int64_t duration_of_trial(const struct spec *spec);

/* Returns the sum over the trials of a plan. */
int64_t duration_of_plan(const struct plan *plan);

/* Writes a rough time, such as "45 seconds", "1 minute" or "3 hours". Returns text. */
#define DURATION_SIZE 32
const char *duration_rough(char text[static DURATION_SIZE], int64_t ns);

/* Writes a time that was measured, such as "0.8 s", "58 s", "8 min 3 s" or "2 h 5 min". Returns
 * text. */
const char *duration_exact(char text[static DURATION_SIZE], int64_t ns);

#endif
