/* Prints rows for people and programs as a terminal table, CSV, JSON (one object per line) or
 * Markdown. Numbers are rounded for people and exact for programs: the shortest text that reads
 * back as the same number. */
#ifndef ANALYSIS_RENDER_TABLE_H
#define ANALYSIS_RENDER_TABLE_H

#include "base/err.h"
#include "store/db.h"

#include <stddef.h>
#include <stdint.h>

enum format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_MARKDOWN };
extern const char *const format_names[]; /* ends with NULL */

/* Writes text into Markdown so that it has no meaning there, as in a cell of a table. */
void markdown_text(const char *text);

struct table;

/* Begins a table with named columns on stdout. Names are borrowed until table_end(). Owned by the
 * caller: free with table_end(). */
struct table *table_begin(enum format format, const char *const *names, size_t columns);

/* Add the next cell to the current row. A complete row is written (a terminal table keeps it). */
void table_null(struct table *table);
void table_integer(struct table *table, int64_t value);
void table_real(struct table *table, double value);     /* NAN is null; in JSON, infinity too */
void table_text(struct table *table, const char *text); /* NULL is null */

/* Writes the rows that were kept, and frees the table. */
void table_end(struct table *table);

/* Prints every row of a statement as a table. lean: a terminal table hides columns without values.
 * Returns -1 and sets *err on failure. */
int table_print(enum format format, struct statement *statement, bool lean, struct err *err);

#endif
