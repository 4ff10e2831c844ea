/* Before against after: where each model became cheaper or more expensive, and whether the
 * crossover moved. ANSWER.md 3. */
#ifndef ANALYSIS_REPORT_BEFORE_AFTER_H
#define ANALYSIS_REPORT_BEFORE_AFTER_H

#include "analysis/report/change_set.h"

/* Compares the two histories in request->compare ("A,B", each of them sweep:N, label:TEXT,
 * machine:ID or a file) and prints the result. Sets *judgement to the worst that was found. Returns
 * -1 and sets *err if a history cannot be read or their settings differ. */
int compare_histories(const struct request *request, enum judgement *judgement, struct err *err);

#endif
