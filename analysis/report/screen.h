/* The answer on one screen. */
#ifndef ANALYSIS_REPORT_SCREEN_H
#define ANALYSIS_REPORT_SCREEN_H

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/request.h"

/* Print it to stdout, never more than 80 columns: what was done, the answers of every pair in time,
 * CPU and memory, walls, and a chart. A chart that cannot be drawn is a sentence on stderr. */
int screen_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err);

#endif
