/* The records of --crossover as rows: flat for CSV, and the answer alone for a terminal. */
#ifndef ANALYSIS_REPORT_RECORD_ROWS_H
#define ANALYSIS_REPORT_RECORD_ROWS_H

#include "analysis/report/pair_answer.h"

/* Prints one row per record, with the same figures as the JSON document, but no levels. */
void record_rows_csv(const struct pair_answers *answers, const struct request *request);

/* Prints a small table for each set of conditions. */
void record_rows_table(const struct pair_answers *answers, const struct request *request);

#endif
