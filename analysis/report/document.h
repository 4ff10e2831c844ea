/* The answer to --crossover as one JSON document: a record per set of conditions, pair and metric.
 * tests/record.schema.json describes it. */
#ifndef ANALYSIS_REPORT_DOCUMENT_H
#define ANALYSIS_REPORT_DOCUMENT_H

#include "analysis/report/elsewhere.h"
#include "analysis/report/pair_answer.h"

/* Prints the document to stdout. with_origin: the selection has trials of several origins. */
void document_print(const struct pair_answers *answers, const struct elsewhere *elsewhere,
                    const struct request *request, bool with_origin);

#endif
