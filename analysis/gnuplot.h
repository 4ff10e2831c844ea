/* Having gnuplot draw. It is another program, and may not be there. */
#ifndef ANALYSIS_GNUPLOT_H
#define ANALYSIS_GNUPLOT_H

#include "base/err.h"

/* Have the script, a file read from where it stands, drawn in letters on stdout. -1 and a sentence. */
int gnuplot_print(int script, struct err *err);

/* Have it drawn into a file of that name, which appears when it is whole. -1 and a sentence. */
int gnuplot_draw(int script, const char *file, struct err *err);

#endif
