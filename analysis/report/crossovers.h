/* The answer to --crossover: a record per pair and metric, for programs and documents. */
#ifndef ANALYSIS_REPORT_CROSSOVERS_H
#define ANALYSIS_REPORT_CROSSOVERS_H

#include "analysis/dataset/selection.h"
#include "analysis/request.h"
#include "store/db.h"

struct pivot;

/* Prints the records to stdout: one JSON document, rows, or Markdown. Returns -1 and sets *err on
 * failure. */
int crossovers_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                     const struct request *request, struct err *err);

#endif
