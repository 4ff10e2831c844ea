#include "analysis/render/table.h"

#include "analysis/render/number.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"

#include <csv.h>
#include <libsmartcols/libsmartcols.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const format_names[] = {"table", "csv", "json", "markdown", NULL};

struct table {
    enum format format;
    const char *const *names;
    size_t columns, column;          /* number of columns; index of the next */
    struct libscols_table *terminal; /* FORMAT_TABLE, with the next two */
    struct libscols_line *line;
    bool *filled;               /* which columns have a value */
    struct json_object *object; /* FORMAT_JSON */
};

/* --- cells of each format --------------------------------------------------------------------- */

/* A copy that is safe to print: a stranger may have written text. Owned by the caller. */
static char *plain_copy(const char *text) {
    char *copy = memory_copy_text(text);

    return text_plain(copy, strlen(copy) + 1, copy);
}

static void csv_cell(const char *text) {
    char *plain = plain_copy(text);

    csv_fwrite(stdout, plain, strlen(plain));
    free(plain);
}

void markdown_text(const char *text) {
    char *plain = plain_copy(text);

    for (const char *c = plain; *c; c++)
        printf(strchr("|<>[]*`\\&", *c) ? "\\%c" : "%c", *c);
    free(plain);
}

static void markdown_cell(const char *text) {
    printf("| ");
    markdown_text(text);
    printf(" ");
}

static void *or_missing(void *made) {
    if (!made)
        memory_missing();
    return made;
}

static void terminal_cell(struct table *table, const char *text, int right) {
    if (table->column == 0)
        table->line = or_missing(scols_table_new_line(table->terminal, NULL));
    if (scols_line_refer_data(table->line, table->column, plain_copy(text)))
        memory_missing();
    table->filled[table->column] |= *text != 0;
    if (right)
        scols_column_set_flags(scols_table_get_column(table->terminal, table->column),
                               SCOLS_FL_RIGHT);
}

/* --- the head --------------------------------------------------------------------------------- */

static void begin_terminal(struct table *table) {
    scols_init_debug(0);
    table->terminal = or_missing(scols_new_table());
    table->filled = memory_get(table->columns, sizeof *table->filled);
    for (size_t i = 0; i < table->columns; i++) {
        char *plain = plain_copy(table->names[i]);

        or_missing(scols_table_new_column(table->terminal, plain, 0, 0));
        free(plain);
    }
}

static void begin_csv(const struct table *table) {
    for (size_t i = 0; i < table->columns; i++) {
        printf("%s", i ? "," : "");
        csv_cell(table->names[i]);
    }
    printf("\n");
}

static void begin_markdown(const struct table *table) {
    for (size_t i = 0; i < table->columns; i++)
        markdown_cell(table->names[i]);
    printf("|\n");
    for (size_t i = 0; i < table->columns; i++)
        printf("|---");
    printf("|\n");
}

struct table *table_begin(enum format format, const char *const *names, size_t columns) {
    struct table *table = memory_get(1, sizeof *table);

    *table = (struct table){.format = format, .names = names, .columns = columns};
    if (format == FORMAT_TABLE)
        begin_terminal(table);
    else if (format == FORMAT_CSV)
        begin_csv(table);
    else if (format == FORMAT_MARKDOWN)
        begin_markdown(table);
    return table;
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Writes a cell in any format but JSON. */
static void text_cell(struct table *table, const char *text, int right) {
    switch (table->format) {
    case FORMAT_TABLE:
        terminal_cell(table, text, right);
        break;
    case FORMAT_CSV:
        printf("%s", table->column ? "," : "");
        if (right || !*text)
            printf("%s", text);
        else
            csv_cell(text);
        break;
    case FORMAT_MARKDOWN:
        markdown_cell(text);
        break;
    case FORMAT_JSON:
        ASSERT(!"JSON has cells of its own");
    }
}

static void json_cell(struct table *table, struct json_object *value) {
    if (table->column == 0)
        table->object = json_map();
    json_add(table->object, table->names[table->column], value);
}

static void next_cell(struct table *table) {
    if (++table->column < table->columns)
        return;
    table->column = 0;
    if (table->format == FORMAT_JSON) {
        json_print(table->object);
    } else if (table->format != FORMAT_TABLE) {
        puts(table->format == FORMAT_MARKDOWN ? "|" : "");
    }
}

void table_null(struct table *table) {
    if (table->format == FORMAT_JSON)
        json_cell(table, NULL);
    else
        text_cell(table, "", 0);
    next_cell(table);
}

void table_integer(struct table *table, int64_t value) {
    char text[NUMBER_SIZE];

    snprintf(text, sizeof text, "%lld", (long long)value);
    if (table->format == FORMAT_JSON)
        json_cell(table, json_integer(value));
    else
        text_cell(table, text, 1);
    next_cell(table);
}

void table_real(struct table *table, double value) {
    char text[NUMBER_SIZE];

    if (isnan(value)) {
        table_null(table);
        return;
    }
    if (table->format == FORMAT_JSON)
        json_cell(table, number_json(value));
    else if (table->format == FORMAT_CSV)
        text_cell(table, number_exact(text, value), 1);
    else
        text_cell(table, number_rounded(text, value, 4), 1);
    next_cell(table);
}

void table_text(struct table *table, const char *text) {
    if (!text) {
        table_null(table);
        return;
    }
    if (table->format == FORMAT_JSON)
        json_cell(table, json_text(text));
    else
        text_cell(table, text, 0);
    next_cell(table);
}

void table_end(struct table *table) {
    if (table->terminal) {
        if (scols_print_table(table->terminal))
            memory_missing();
        scols_unref_table(table->terminal);
    }
    free(table->filled);
    free(table);
}

static void hide_empty(const struct table *table) {
    for (size_t i = 0; table->terminal && i < table->columns; i++)
        if (!table->filled[i])
            scols_column_set_flags(scols_table_get_column(table->terminal, i), SCOLS_FL_HIDDEN);
}

static void statement_cell(struct table *table, struct statement *statement, int column) {
    switch (column_type(statement, column)) {
    case DB_NULL:
        table_null(table);
        break;
    case DB_INTEGER:
        table_integer(table, column_integer(statement, column));
        break;
    case DB_REAL:
        table_real(table, column_real(statement, column));
        break;
    case DB_TEXT:
        table_text(table, column_text(statement, column));
        break;
    }
}

int table_print(enum format format, struct statement *statement, bool lean, struct err *err) {
    int columns = column_count(statement);
    const char **names = memory_get((size_t)columns, sizeof *names);
    struct table *table;
    enum step step;

    for (int i = 0; i < columns; i++)
        names[i] = or_missing((void *)column_name(statement, i));
    table = table_begin(format, names, (size_t)columns);
    while ((step = statement_step(statement, err)) == STEP_ROW)
        for (int i = 0; i < columns; i++)
            statement_cell(table, statement, i);
    if (lean)
        hide_empty(table);
    table_end(table);
    free(names);
    return step == STEP_DONE ? 0 : -1;
}
