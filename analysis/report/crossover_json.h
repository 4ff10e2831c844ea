/* The answer to --crossover as JSON, one object per line. */
#ifndef ANALYSIS_REPORT_CROSSOVER_JSON_H
#define ANALYSIS_REPORT_CROSSOVER_JSON_H

#include "analysis/compare/comparison.h"
#include "analysis/diagnose/diagnostics.h"

/* Prints the object of a pair in one metric to stdout. margin is a ratio. with_origin: the
 * selection has trials of several origins. */
void crossover_json_print(const struct pairing *pairing, enum metric metric, double margin,
                          const struct trust *trust, bool with_origin);

#endif
