/* Having gnuplot draw. It is another program, and may not be there. */
#ifndef ANALYSIS_RENDER_GNUPLOT_H
#define ANALYSIS_RENDER_GNUPLOT_H

#include "base/err.h"

#include <stdio.h>

/* Write text into a script as one quoted string, quotes included. gnuplot can run commands, so all
 * text must enter a script through this function: between single quotes, where gnuplot interprets
 * nothing, with an apostrophe (U+2019) for each quote and a question mark for each character that
 * is not plain (base/text.h). */
void gnuplot_text(FILE *script, const char *text);

/* Have the script, a file read from where it stands, drawn in letters on stdout. -1 and a sentence.
 */
int gnuplot_print(int script, struct err *err);

/* Have it drawn into a file of that name, which appears when it is whole. -1 and a sentence. */
int gnuplot_draw(int script, const char *file, struct err *err);

#endif
