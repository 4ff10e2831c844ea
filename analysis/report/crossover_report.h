/* The answer to --crossover, for people and for programs. */
#ifndef ANALYSIS_REPORT_CROSSOVER_REPORT_H
#define ANALYSIS_REPORT_CROSSOVER_REPORT_H

#include "analysis/compare/comparison.h"
#include "analysis/diagnose/diagnostics.h"
#include "analysis/request.h"

/* Prints the answer to stdout: sentences for FORMAT_TABLE, one JSON object for each set of
 * conditions and pair, or one row for each set of conditions, pair and metric. with_origin: the
 * selection has trials of several origins. Returns -1 and sets *err on failure. */
int report_crossovers(struct db *db, const struct pivot *pivot, const struct request *request,
                      bool with_origin, struct err *err);

/* Prints time, CPU and memory of one pair as labelled sentences. */
void report_pairing(const struct pairing *pairing, double margin);

/* Prints the trust: the word, and the codes of the warnings that lower it. */
void report_trust(const struct trust *trust);

#endif
