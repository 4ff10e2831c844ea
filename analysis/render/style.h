/* Colour for a terminal, its width and its characters. Colour and width only where stdout is one;
 * no colour with NO_COLOR or TERM=dumb. */
#ifndef ANALYSIS_RENDER_STYLE_H
#define ANALYSIS_RENDER_STYLE_H

#include <stdbool.h>

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_RED, STYLE_BLUE, STYLE_YELLOW };

/* Switches a style on, or off again with STYLE_PLAIN. Prints nothing where there is no colour. */
void style_print(enum style style);

/* The columns of the terminal, from 80 to 160; 80 if stdout is none. */
int style_columns(void);

/* Is the character set UTF-8? */
bool style_has_unicode(void);

#endif
