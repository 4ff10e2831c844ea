/* Pictures of curves over concurrency, drawn by gnuplot. */
#ifndef ANALYSIS_REPORT_CHART_H
#define ANALYSIS_REPORT_CHART_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"

/* Draw every curve of the pivot by request->metric: to the terminal in letters (file "-"), or into
 * a file that ends in .svg or .png, which is whole or not there. -1 and a sentence when gnuplot is
 * missing or the file cannot be made. */
int chart_draw(const struct pivot *pivot, const struct request *request, const char *file,
               struct err *err);

#endif
