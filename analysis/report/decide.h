/* Threads or coroutines for one service. */
#ifndef ANALYSIS_REPORT_DECIDE_H
#define ANALYSIS_REPORT_DECIDE_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"

/* Print what each model takes to carry request->rate tasks per second of that wait and work, and
 * whether the choice matters: less than 5 % of a core apart it does not. Read under the conditions
 * of the newest sweep, save wait and work. -1 and a sentence where they are too far from all that
 * was recorded. */
int decide_print(const struct pivot *pivot, const struct request *request, struct err *err);

#endif
