/* Text for people: items joined into sentences, and sentences broken into lines of at most 80
 * columns. */
#ifndef ANALYSIS_RENDER_PARAGRAPH_H
#define ANALYSIS_RENDER_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

enum { PARAGRAPH_SIZE = 1024 }; /* room for one paragraph */

/* The separator between items: a dot if the terminal can show it, else a dash. Static. */
const char *paragraph_separator(void);

/* Appends an item to text, after a separator unless text is empty. What does not fit is cut off. */
void paragraph_add(char *text, size_t size, const char *separator, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Prints text after a title, indented by eight columns (no title and no indent if NULL), and broken
 * at blanks so that no line exceeds 80 columns. Characters that are not plain (base/text.h) are
 * replaced, since the text may come from a stranger. */
void paragraph_print(const char *title, const char *text);

/* The same with the first `bold` bytes in bold, on a terminal. */
void paragraph_print_bold(const char *title, const char *text, size_t bold);

/* The number of lines that paragraph_print() prints. */
size_t paragraph_lines(const char *title, const char *text);

/* Prints text after a mark such as "1. ", which indents the lines below by as many columns; tag
 * ends in column 80, of the last line if it has room, else of a line of its own; it is dim on a
 * terminal. tag: may be empty. print: false only counts. Returns the number of lines. */
size_t paragraph_item(const char *mark, const char *text, const char *tag, bool print);

/* Prints one printf-like line of at most 2,047 bytes without breaking it; replaces characters
 * likewise. */
void paragraph_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
