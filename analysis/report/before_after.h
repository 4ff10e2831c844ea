/* Before against after: where each model became cheaper or more expensive, and whether the
 * crossover moved. */
#ifndef ANALYSIS_REPORT_BEFORE_AFTER_H
#define ANALYSIS_REPORT_BEFORE_AFTER_H

#include "analysis/request.h"

/* Compares the two histories in request->compare ("A,B", each of them sweep:N, label:TEXT,
 * machine:ID or a file) and prints the result. Sets *regressed to whether a model became more
 * expensive at some level. Returns -1 and sets *err if a history cannot be read or their settings
 * differ. */
int compare_histories(const struct request *request, bool *regressed, struct err *err);

#endif
