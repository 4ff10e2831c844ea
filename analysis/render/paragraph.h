/* Text for people: items joined into sentences, sentences broken into lines of at most 80 columns.
 */
#ifndef ANALYSIS_RENDER_PARAGRAPH_H
#define ANALYSIS_RENDER_PARAGRAPH_H

#include <stddef.h>

enum { PARAGRAPH_SIZE = 1024 }; /* room for one */

/* A dot between items where the terminal can show it, else a dash; static. */
const char *paragraph_separator(void);

/* Append to text, between items a separator; what does not fit is cut. */
void paragraph_add(char *text, size_t size, const char *separator, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Print text behind a title of eight columns (NULL: from the first column on), broken at blanks so
 * that no line is over 80; as text for a terminal, for it may be a stranger's. */
void paragraph_print(const char *title, const char *text);

/* Print one printf-like line of at most 2,047 bytes, unbroken, as text for a terminal likewise. */
void paragraph_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
