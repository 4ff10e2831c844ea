/* The answer on one screen. */
#ifndef ANALYSIS_REPORT_SCREEN_H
#define ANALYSIS_REPORT_SCREEN_H

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/request.h"

/* Prints to stdout, in at most 80 columns: what was done, the answers of every pair in time, CPU
 * and memory, limits, and a chart. A chart that cannot be drawn is reported on stderr. Returns -1
 * and sets *err on failure. */
int screen_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err);

#endif
