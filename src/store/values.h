/* Between C's unknown (NO_VALUE, NAN, empty text) and SQL's NULL: parameters bound and columns read
 * by name. */
#ifndef STORE_VALUES_H
#define STORE_VALUES_H

#include "store/db.h"

#include <stdint.h>

void bind_integer_or_null(struct statement *statement, const char *name, int64_t value);
void bind_real_or_null(struct statement *statement, const char *name, double value);
void bind_text_or_null(struct statement *statement, const char *name, const char *text);

/* A column of the current row by its number, from 0; NO_VALUE for NULL. */
int64_t column_integer_or_null(struct statement *statement, int column);

/* The column of that name, which must exist, of the current row. */
int64_t row_integer(struct statement *statement, const char *name);
double row_real(struct statement *statement, const char *name);
const char *row_text(struct statement *statement,
                     const char *name); /* borrowed until the next step */
const char *row_text_known(struct statement *statement, const char *name); /* "?" for NULL */

/* Copy the text into to[size] and return to: "" for NULL; what does not fit, as in a file that was
 * tampered with, is cut between two characters. */
char *row_text_into(struct statement *statement, const char *name, char *to, size_t size);

/* A copy of the text, or NULL. Owned by the caller. */
char *row_text_copy(struct statement *statement, const char *name);

#endif
