/* A small canvas of dots for a terminal: each character of braille holds two by four of them. Where
 * the character set has no braille, each character is one dot, a letter. */
#ifndef ANALYSIS_RENDER_BRAILLE_H
#define ANALYSIS_RENDER_BRAILLE_H

#include "analysis/render/style.h"

#include <stdbool.h>

struct braille;

/* How dots look: in colour, or, without braille, as a letter. */
struct ink {
    enum style style;
    char letter;
};

/* A blank canvas; with_dots: of braille. Owned by the caller: free with braille_free(). */
struct braille *braille_new(int columns, int rows, bool with_dots);

void braille_free(struct braille *canvas);

/* Draws a line between two places: 0 to 1 from left to right and from bottom to top. Only each
 * `every`-th dot is drawn; *drawn counts the dots of a curve made of several lines. */
void braille_line(struct braille *canvas, const double from[2], const double to[2], struct ink ink,
                  int every, int *drawn);

/* Draws a dotted vertical line behind everything else; at: 0 to 1. Returns its column. */
int braille_rule(struct braille *canvas, double at);

/* Prints a row to stdout, without the blanks at its end. Returns the number of columns. */
int braille_print_row(const struct braille *canvas, int row);

#endif
