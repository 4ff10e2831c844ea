/* The answer to --decide: threads or coroutines for one service. */
#ifndef ANALYSIS_REPORT_DECIDE_H
#define ANALYSIS_REPORT_DECIDE_H

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/request.h"

/* Prints which model to choose for request->rate tasks per second of that wait and work, and what
 * each needs to sustain them: by the range of the difference in CPU use, of which 0.05 CPUs count.
 * Other conditions are those of the newest sweep. Returns -1 and sets *err if no recorded task
 * waits, or if wait and work are too far from everything recorded. */
int decide_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err);

#endif
