/* Charts of curves over concurrency: drawn by gnuplot, or in characters on the terminal. */
#ifndef ANALYSIS_REPORT_CHART_H
#define ANALYSIS_REPORT_CHART_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"
#include "store/db.h"

/* Draws the models of the newest set of conditions by request->metric: on the terminal
 * (request->plot is "-"), or into a file that ends in .svg or .png, which is either complete or
 * missing. Names the other sets on stderr, with the command that shows each. Returns -1 and sets
 * *err if there is nothing to draw, gnuplot is missing or the file cannot be written. */
int chart_draw(struct db *db, const struct pivot *pivot, const struct request *request,
               struct err *err);

#endif
