/* The answer to --crossover, for people and for programs. */
#ifndef ANALYSIS_REPORT_CROSSOVER_REPORT_H
#define ANALYSIS_REPORT_CROSSOVER_REPORT_H

#include "analysis/compare/comparison.h"
#include "analysis/diagnose/diagnostics.h"
#include "analysis/request.h"

/* Print it to stdout: sentences for a table, one JSON object per conditions and pair, or one row
 * per conditions, pair and metric. with_origin: trials of several origins are in the selection. */
int report_crossovers(struct db *db, const struct pivot *pivot, const struct request *request,
                      bool with_origin, struct err *err);

/* Time, CPU and memory of one pair as sentences, behind titles. */
void report_pairing(const struct pairing *pairing, double margin);

/* The trust line: the word, and the codes that speak against. */
void report_trust(const struct trust *trust);

#endif
