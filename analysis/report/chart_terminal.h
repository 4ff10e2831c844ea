/* A chart in characters, for the terminal. */
#ifndef ANALYSIS_REPORT_CHART_TERMINAL_H
#define ANALYSIS_REPORT_CHART_TERMINAL_H

#include "analysis/report/chart_facts.h"

/* Prints to stdout, in at most 20 lines of 80 columns: the claim, the curves with their names at
 * their ends, and below the axis where the two models cross. Returns how many curves have a label.
 */
size_t chart_terminal_print(const struct chart *chart);

#endif
