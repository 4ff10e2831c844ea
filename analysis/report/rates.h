/* Do several waits have the same rate at the crossover? */
#ifndef ANALYSIS_REPORT_RATES_H
#define ANALYSIS_REPORT_RATES_H

#include "analysis/compare/comparison.h"

/* For each pair of models that was compared under conditions that differ in nothing but the wait,
 * prints a line with the rates, and whether they are consistent with one rate. */
void rates_print(const struct pairing *pairings, size_t count, double margin);

#endif
