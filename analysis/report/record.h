/* The answer to --crossover as one JSON document: a record per set of conditions, pair and metric.
 * tests/record.schema.json describes it. */
#ifndef ANALYSIS_REPORT_RECORD_H
#define ANALYSIS_REPORT_RECORD_H

#include "analysis/report/elsewhere.h"
#include "analysis/report/pair_answer.h"

/* Prints the document to stdout. with_origin: the selection has trials of several origins. */
void record_print(const struct pair_answers *answers, const struct elsewhere *elsewhere,
                  const struct request *request, bool with_origin);

/* Does the document have a record of this metric? Every metric that has figures, unless one was
 * asked for. */
bool record_has(const struct pair_answer *pair, const struct request *request, enum metric metric);

/* The 2012 study's reading: interpolated between its two levels; NAN: none. */
double record_study(const struct comparison *comparison);

/* "ratio", "s" or "bytes". */
const char *record_unit(enum metric metric);

#endif
