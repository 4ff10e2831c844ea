/* Text broken into lines where its width is only known in columns. */
#ifndef ANALYSIS_RENDER_WRAP_H
#define ANALYSIS_RENDER_WRAP_H

#include <stddef.h>

/* The columns that plain text takes; wide characters (East Asian, emoji) are counted as two. */
size_t wrap_columns(const char *text);

/* The number of bytes of text that fit into a line of that many columns, broken at a blank if there
 * is one. Blanks at the break belong to neither line: skip them before the next call. 0 at the end
 * of the text. */
size_t wrap_line(const char *text, size_t columns);

/* The number of lines that wrap_line() makes of text. */
size_t wrap_lines(const char *text, size_t columns);

#endif
