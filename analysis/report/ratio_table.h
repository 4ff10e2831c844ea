/* A table of ratios with bars: one row per level, for one set of conditions or for two side by
 * side. */
#ifndef ANALYSIS_REPORT_RATIO_TABLE_H
#define ANALYSIS_REPORT_RATIO_TABLE_H

#include "analysis/report/table_levels.h"

/* The number of lines that ratio_table_print() prints. */
size_t ratio_table_lines(const struct pair_answer *pairs, size_t count,
                         const struct table_levels *levels);

/* Prints the table under its heading. labels: of two sets; NULL for one. The bars are of
 * pairs->metric; with METRIC_OVERHEAD the ratio of CPU is shown beside them. */
void ratio_table_print(const struct pair_answer *pairs, const char *const *labels, size_t count,
                       const struct table_levels *levels);

/* Does the table have an undecided ratio, marked with a question mark? */
bool ratio_table_has_undecided(const struct pair_answer *pairs, size_t count,
                               const struct table_levels *levels);

#endif
