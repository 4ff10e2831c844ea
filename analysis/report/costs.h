/* The fitted cost model of every curve of a group, in words and in JSON. */
#ifndef ANALYSIS_REPORT_COSTS_H
#define ANALYSIS_REPORT_COSTS_H

#include "analysis/dataset/pivot.h"
#include "analysis/render/table.h"

/* Print it to stdout: sentences behind the title COST, or (JSON) one object per model. Tables for
 * programs (CSV) have no room for it. */
void costs_print(const struct group *group, enum format format);

#endif
