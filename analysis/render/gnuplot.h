/* Draws with gnuplot, a separate program, which may be missing. */
#ifndef ANALYSIS_RENDER_GNUPLOT_H
#define ANALYSIS_RENDER_GNUPLOT_H

#include "base/err.h"

#include <stdio.h>

/* Writes text into a script as one quoted string, quotes included. gnuplot can run commands, so all
 * text must enter a script through this function. The string is in single quotes, between which
 * gnuplot interprets nothing. A single quote becomes an apostrophe (U+2019), and each character
 * that is not plain (base/text.h) becomes a question mark. */
void gnuplot_text(FILE *script, const char *text);

/* Draws the script, a file that is read from its current position, into the named file, which
 * appears only when complete. Returns -1 and sets *err on failure. */
int gnuplot_draw(int script, const char *file, struct err *err);

#endif
