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

/* Every row of a statement as a table of its own; lean: a terminal is spared the columns that hold
 * nothing. */
int table_print(enum format format, struct statement *statement, bool lean, struct err *err);

#endif
