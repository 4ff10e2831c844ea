/* The crossover as a rate: c / sleep, tasks per second; and whether several waits have the same. */
#ifndef ANALYSIS_REPORT_RATES_H
#define ANALYSIS_REPORT_RATES_H

#include "analysis/compare/comparison.h"

/* Where the headline of a pair lies, in tasks per second, with its 95 % interval. NAN: unknown, or nowhere. */
struct rate {
    double per_second, low, high;
};

/* Tasks that do not wait have none. */
struct rate rate_of(const struct comparison *comparison);

/* For each pair of models that was compared under conditions which differ in the wait alone: a line with the rates,
 * and whether one rate could be behind them all. */
void rates_print(const struct pairing *pairings, size_t count, double margin);

#endif
