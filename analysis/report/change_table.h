/* The table of --compare: after / before at each level, for at most two models; those that changed
 * come first. */
#ifndef ANALYSIS_REPORT_CHANGE_TABLE_H
#define ANALYSIS_REPORT_CHANGE_TABLE_H

#include "analysis/report/change_set.h"
#include "analysis/report/table_levels.h"

/* At most `most` levels at which a model has a figure on both sides: the lowest, the highest, those
 * that a sentence names, both neighbours of the places, then the middle of the widest gaps. */
struct table_levels change_table_levels(const struct change_set *set, size_t most);

/* Does the table have a ratio with a question mark: beyond the margin, but not proven? */
bool change_table_has_undecided(const struct change_set *set, const struct table_levels *levels);

/* Prints a heading and a row for each level. */
void change_table_print(const struct change_set *set, const struct table_levels *levels);

#endif
