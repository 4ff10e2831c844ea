/* The histogram of what tasks went through, drawn in letters. */
#ifndef ANALYSIS_REPORT_LATENCY_BARS_H
#define ANALYSIS_REPORT_LATENCY_BARS_H

#include "analysis/dataset/pivot.h"
#include "store/db.h"

/* For each model of the group, at the highest level of which there are times: how late its waits
 * ended, as a row of bars over bins that double every second one. At most 80 columns. */
int bars_draw(struct db *db, const struct group *group, struct err *err);

#endif
