/* Converts between unknown values in C (NO_VALUE, NAN, empty text) and NULL in SQL. Binds
 * parameters and reads columns by name. */
#ifndef STORE_VALUES_H
#define STORE_VALUES_H

#include "store/db.h"

#include <stdint.h>

void bind_integer_or_null(struct statement *statement, const char *name, int64_t value);
void bind_real_or_null(struct statement *statement, const char *name, double value);
void bind_text_or_null(struct statement *statement, const char *name, const char *text);

/* Returns a column of the current row by its index, from 0; NO_VALUE for NULL. */
int64_t column_integer_or_null(struct statement *statement, int column);

/* Return a column of the current row by name. The column must exist. Text is borrowed until the
 * next step; row_text_known() returns "?" for NULL. */
int64_t row_integer(struct statement *statement, const char *name);
double row_real(struct statement *statement, const char *name);
const char *row_text(struct statement *statement, const char *name);
const char *row_text_known(struct statement *statement, const char *name);

/* Copies the text into to[size], "" for NULL. Text that does not fit, as in a file that was
 * tampered with, is cut at a character boundary. Returns to. */
char *row_text_into(struct statement *statement, const char *name, char *to, size_t size);

/* Returns a copy of the text, or NULL. Owned by the caller: free(). */
char *row_text_copy(struct statement *statement, const char *name);

#endif
