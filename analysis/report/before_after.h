/* Before against after: per model where it became dearer or cheaper, and whether the crossover
 * moved. */
#ifndef ANALYSIS_REPORT_BEFORE_AFTER_H
#define ANALYSIS_REPORT_BEFORE_AFTER_H

#include "analysis/request.h"

/* Compare the two histories that request->compare names ("A,B": sweep:N, label:TEXT, machine:ID, or
 * a file each) and print. *regressed tells whether a model became dearer somewhere. -1 and a
 * sentence where they cannot be read, or were not made alike. */
int compare_histories(const struct request *request, bool *regressed, struct err *err);

#endif
