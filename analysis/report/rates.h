/* Do several waits have one rate at the crossover? */
#ifndef ANALYSIS_REPORT_RATES_H
#define ANALYSIS_REPORT_RATES_H

#include "analysis/compare/comparison.h"

/* For each pair of models that was compared under conditions which differ in the wait alone: a line
 * with the rates, and whether one rate could be behind them all. */
void rates_print(const struct pairing *pairings, size_t count, double margin);

#endif
