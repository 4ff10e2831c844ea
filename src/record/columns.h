/* The columns of the table trial that C code writes, and where each lives in struct trial: one
 * list. It is what an insert binds, what an import may bring, where units are converted, and what
 * is cleared. */
#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#include "record/record.h"

#include <stddef.h>

enum column_form {
    COLUMN_TEXT,         /* char[size]; empty: NULL */
    COLUMN_WORD,         /* the same, and a name (text_is_name()) */
    COLUMN_NAME,         /* int32_t, an enum stored by its name */
    COLUMN_FLAG,         /* int32_t, 0 or 1 */
    COLUMN_INTEGER,      /* int64_t, not below 0; NO_VALUE: NULL */
    COLUMN_GROWTH,       /* likewise, and below 0 where it shrank */
    COLUMN_REAL,         /* double; NAN: NULL */
    COLUMN_SECONDS,      /* int64_t in ns, stored in s */
    COLUMN_MILLISECONDS, /* int64_t in ns, stored in ms */
};

struct column {
    const char *name;
    enum column_form form;
    size_t offset;            /* in struct trial */
    size_t size;              /* COLUMN_TEXT: of the array */
    const char *const *names; /* COLUMN_NAME */
    int required;             /* the header of an import must name it */
};

/* Ends with a row whose name is NULL. */
extern const struct column columns[];

/* Names that a recorded trial shows but nobody writes: made by SQLite, or given anew. Ends with
 * NULL. */
extern const char *const columns_derived[];

/* The column of that name, or NULL. */
const struct column *column_by_name(const char *name);

/* Make all of *trial, or of *record, unknown: numbers NO_VALUE or NAN, texts empty, enums and flags
 * their first value (an `ok` trial of role grid, lockstep, by runner). */
void trial_clear(struct trial *trial);
void record_clear(struct record *record);

/* Set a trial's column from the text of an import; empty text leaves it as it is. Returns NULL, or
 * a static phrase that finishes the sentence "'text' …". */
const char *column_parse(const struct column *column, const char *text, struct trial *trial);

#endif
