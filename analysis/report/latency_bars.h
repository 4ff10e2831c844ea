/* Latency histograms, drawn in characters. */
#ifndef ANALYSIS_REPORT_LATENCY_BARS_H
#define ANALYSIS_REPORT_LATENCY_BARS_H

#include "analysis/dataset/pivot.h"
#include "store/db.h"

/* Draws how late waits ended, for each model of the group at its highest level that has times: one
 * bar for each bin, with two bins per factor of 2. At most 80 columns wide. Returns -1 and sets
 * *err on failure. */
int bars_draw(struct db *db, const struct group *group, struct err *err);

#endif
