/* The answer on one screen. */
#ifndef ANALYSIS_REPORT_SCREEN_H
#define ANALYSIS_REPORT_SCREEN_H

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/request.h"

/* Prints to stdout, in at most 24 lines of 80 columns: the answers in time, CPU and memory, a table
 * of ratios with bars, what they are based on, how far to trust them, the command that helps most,
 * and what is not shown. With request->quiet only the sentences. Returns -1 and sets *err on
 * failure. */
int screen_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err);

#endif
