/* Which levels a table of ratios shows. */
#ifndef ANALYSIS_REPORT_TABLE_LEVELS_H
#define ANALYSIS_REPORT_TABLE_LEVELS_H

#include "analysis/report/pair_answer.h"

enum { TABLE_LEVELS_MOST = 7 };

/* The levels of a table, ascending. */
struct table_levels {
    int64_t level[TABLE_LEVELS_MOST];
    size_t count;
};

/* Chooses at most `most` levels that any of the pairs has: the lowest, the highest, those that
 * sentences name, both neighbours of the estimate in TIME, then the middle of the widest gaps. */
struct table_levels table_levels_choose(const struct pair_answer *pairs, size_t count, size_t most);

#endif
