/* Rows for people and programs: one table, written as a terminal table, CSV, JSON (one object per
 * line) or Markdown. Numbers are rounded for people and exact for programs: the shortest text that
 * reads back as the same number. */
#ifndef ANALYSIS_RENDER_TABLE_H
#define ANALYSIS_RENDER_TABLE_H

#include "base/err.h"
#include "store/db.h"

#include <stddef.h>
#include <stdint.h>

enum format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN };
extern const char *const format_names[]; /* ends with NULL */

struct table;
struct json_object;

/* A table with named columns, written to stdout. Names are borrowed until table_end(). Owned by the
 * caller until table_end(). */
struct table *table_begin(enum format format, const char *const *names, size_t columns);

/* The next cell of the row under way; a full row is written (or kept, for a terminal table). */
void table_null(struct table *table);
void table_integer(struct table *table, int64_t value);
void table_real(struct table *table, double value);     /* NAN, and in JSON infinity: null */
void table_text(struct table *table, const char *text); /* NULL: null */

/* Write what is kept, and free. */
void table_end(struct table *table);

/* Every row of a statement as a table of its own; lean: a terminal is spared the columns that hold nothing. */
int table_print(enum format format, struct statement *statement, bool lean, struct err *err);

/* The shortest decimal text that reads back as value. Returns text. */
#define NUMBER_SIZE 32
const char *number_exact(char text[static NUMBER_SIZE], double value);

/* The same as a JSON number; what is none there (NAN, infinity) is null. Owned by the caller. */
struct json_object *number_json(double value);

/* value to that many significant digits, without an exponent between 1e-4 and 1e9. Returns text. */
const char *number_rounded(char text[static NUMBER_SIZE], double value, int digits);

#endif
