/* What changed from before to after, as rows for programs. */
#ifndef ANALYSIS_REPORT_DIFFERENCE_H
#define ANALYSIS_REPORT_DIFFERENCE_H

#include "analysis/render/table.h"
#include "analysis/report/change_set.h"

/* The columns of the rows. A model has, by each metric, one row for each range of levels (from, to)
 * in which it changed by more than the margin, with the smallest and largest change there (0.12:
 * costs 12% more), or one row without a range. overall is the change over all levels with its 95%
 * interval; unit says whether that is based on sweeps or trials. A pair has one row if both sides
 * show where one model begins to cost more: from and to are the concurrency before and after. */
enum { DIFFERENCE_COLUMNS = 12 };
extern const char *const difference_names[DIFFERENCE_COLUMNS];

void difference_add(struct table *rows, const struct change_set *set);

#endif
