/* Charts of curves over concurrency, drawn by gnuplot. */
#ifndef ANALYSIS_REPORT_CHART_H
#define ANALYSIS_REPORT_CHART_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"

/* Draws every curve of the pivot by request->metric: in characters on the terminal (file "-"), or
 * into a file that ends in .svg or .png, which is either complete or missing. Returns -1 and sets
 * *err if there is nothing to draw, gnuplot is missing or the file cannot be written. */
int chart_draw(const struct pivot *pivot, const struct request *request, const char *file,
               struct err *err);

#endif
