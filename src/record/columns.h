/* The columns of the table trial that C code writes, and the location of each in struct trial. This
 * one list determines what an insert binds, which columns an import may contain, how units are
 * converted, and what is cleared. */
#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#include "record/record.h"

#include <stddef.h>

enum column_form {
    COLUMN_TEXT,         /* char[size]; empty: NULL */
    COLUMN_WORD,         /* the same, restricted to names (text_is_name()) */
    COLUMN_NAME,         /* int32_t, an enum; stored as its name */
    COLUMN_FLAG,         /* int32_t, 0 or 1 */
    COLUMN_INTEGER,      /* int64_t, not negative; NO_VALUE: NULL */
    COLUMN_GROWTH,       /* the same, but negative if it shrank */
    COLUMN_REAL,         /* double; NAN: NULL */
    COLUMN_SECONDS,      /* int64_t in ns; stored in s */
    COLUMN_MILLISECONDS, /* int64_t in ns; stored in ms */
};

struct column {
    const char *name;
    enum column_form form;
    size_t offset;            /* in struct trial */
    size_t size;              /* COLUMN_TEXT, COLUMN_WORD: of the array */
    const char *const *names; /* COLUMN_NAME: the names of the enum */
    int required;             /* true: the header of an import must contain it */
};

/* Ends with a row whose name is NULL. */
extern const struct column columns[];

/* Columns of a recorded trial that C code does not write: SQLite computes or assigns them. Ends
 * with NULL. */
extern const char *const columns_derived[];

/* Returns the column of that name; NULL if there is none. */
const struct column *column_by_name(const char *name);

/* Set all of *trial or *record to unknown: numbers to NO_VALUE or NAN, texts to empty, enums and
 * flags to their first value (an `ok` trial of role grid, lockstep, by runner). */
void trial_clear(struct trial *trial);
void record_clear(struct record *record);

/* Sets a column of a trial from a field of an import; empty text leaves it unchanged. Returns NULL,
 * or a static phrase that completes the sentence "'text' …". */
const char *column_parse(const struct column *column, const char *text, struct trial *trial);

#endif
