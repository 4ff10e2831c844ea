/* Text built piece by piece, and text that may be hostile. Text from a history, a file or a foreign
 * program is untrusted until one function has written it for its destination: text_write() for a
 * terminal, the cell functions for tables, gnuplot_text() for a chart's script. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Append printf-style text to the string in text[size]. Text that does not fit is cut at a
 * character boundary. */
void text_add(char *text, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void text_add_list(char *text, size_t size, const char *format, va_list arguments);

/* Returns NULL if text is plain, otherwise a static phrase that completes the sentence "'text' …"
 * and says why it must not be shown unchanged. Plain text is valid UTF-8 (RFC 3629) without control
 * characters (C0, DEL, C1), without line or paragraph separators, and without characters that
 * change the writing direction (Unicode's bidirectional controls). */
const char *text_trouble(const char *text);

/* Returns true if the first length bytes of text are a name, of a model or of a kind of task: one
 * or more ASCII letters, digits, or - _ . +. A name has no special meaning in SQL, in a chart's
 * script, in a shell or in a list of names. */
bool text_is_name(const char *text, size_t length);

/* Copies from into to[size], with a question mark for each character that is not plain. Text that
 * does not fit is cut at a character boundary. Returns to. from and to may be the same. */
char *text_plain(char *to, size_t size, const char *from);

/* Appends a word of a shell command, in single quotes if it needs them, with a question mark for
 * each character that is not plain. */
void text_add_word(char *text, size_t size, const char *word);

/* Writes text for a terminal, with a question mark for each character that is not plain. */
void text_write(FILE *stream, const char *text);

/* Writes text that is already JSON, with \uXXXX for each character that is not plain: the terminal
 * shows it harmlessly and the meaning stays the same. Invalid UTF-8 becomes U+FFFD, the replacement
 * character. */
void text_write_json(FILE *stream, const char *json);

#endif
