/* The answer to --decide: threads or coroutines for one service. */
#ifndef ANALYSIS_REPORT_DECIDE_H
#define ANALYSIS_REPORT_DECIDE_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"

/* Prints what each model needs to sustain request->rate tasks per second of that wait and work, and
 * whether the choice matters: a difference below 5% of a core does not. Other conditions are those
 * of the newest sweep. Returns -1 and sets *err if no recorded task waits, or if wait and work are
 * too far from everything recorded. */
int decide_print(const struct pivot *pivot, const struct request *request, struct err *err);

#endif
