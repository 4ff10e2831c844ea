/* Text that is built piece by piece, and text that a stranger may have written. Whatever a history,
 * a file or a foreign program brings is hostile until one function has written it for its
 * destination: text_write() for a terminal, the table's cells for tables, gnuplot_text() for a
 * chart's script. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Append printf-like text to the string in text[size]. Text that does not fit is cut between two
 * characters. */
void text_add(char *text, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void text_add_list(char *text, size_t size, const char *format, va_list arguments);

/* Why text may not be shown as it is: a static phrase that finishes the sentence "'text' …", or
 * NULL when it is plain. Plain is valid UTF-8 (RFC 3629) without control characters (C0, DEL, C1),
 * line or paragraph separators, and without the characters that change the writing direction
 * (Unicode's bidirectional controls). */
const char *text_trouble(const char *text);

/* Is text[length] a name, of a model or of a kind of task: letters and digits of ASCII, and any of
 * - _ . +, at least one? A name means itself in SQL, in a chart's script, in a shell and in a list
 * of names. */
bool text_is_name(const char *text, size_t length);

/* Copy from into to[size] with a question mark for each character that is not plain; what does not
 * fit is cut between two characters. Returns to. from and to may be the same. */
char *text_plain(char *to, size_t size, const char *from);

/* Write text for a terminal: with a question mark for each character that is not plain. */
void text_write(FILE *stream, const char *text);

/* Write text that is JSON already, with \uXXXX for each character that is not plain: it then shows
 * nothing but means the same. Invalid UTF-8 becomes U+FFFD, the replacement character. */
void text_write_json(FILE *stream, const char *json);

#endif
