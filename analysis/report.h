/* The answer to --crossover, for people and for programs. */
#ifndef ANALYSIS_REPORT_H
#define ANALYSIS_REPORT_H

#include "analysis/comparison.h"

/* Print it to stdout: sentences for a table, one JSON object per conditions and pair, or one row
 * per conditions, pair and metric. with_origin: trials of several origins are in the selection. */
void report_crossovers(const struct pivot *pivot, const struct request *request, bool with_origin);

/* Time, CPU and memory of one pair as sentences, behind titles. */
void report_pairing(const struct pairing *pairing, double margin);

#endif
