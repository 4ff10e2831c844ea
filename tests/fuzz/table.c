/* Fuzzes the cells of a table in each format. The first byte selects the format, the second the
 * number of columns; each further line is a cell. */
#include "analysis/render/table.h"

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>

static const char *const names[] = {"one", "two", "three", "four"};

/* Add a cell: a number if the text is one. */
static void cell(struct table *table, const char *text) {
    char *end;
    double value = strtod(text, &end);

    if (!*text)
        table_null(table);
    else if (*end)
        table_text(table, text);
    else if (value > -1e15 && value < 1e15 && value == (double)(int64_t)value)
        table_integer(table, (int64_t)value);
    else
        table_real(table, value);
}

static size_t print_cells(enum format format, size_t columns, char *text) {
    struct table *table = table_begin(format, names, columns);
    size_t count = 0;

    for (char *rest = text; rest; count++)
        cell(table, strsep(&rest, "\n"));
    for (; count % columns; count++)
        table_null(table);
    table_end(table);
    return count / columns;
}

/* Only plain text reaches the terminal, JSON or Markdown, and each row is one line. */
static void check(enum format format, size_t rows, char *printed) {
    size_t lines = 0;

    for (char *rest = printed; *rest; lines++) {
        char *line = strsep(&rest, "\n");

        if (format != FORMAT_CSV) /* CSV keeps texts exactly */
            ASSERT(!text_trouble(line));
        ASSERT(rest);
    }
    if (format == FORMAT_JSON)
        ASSERT(lines == rows);
    else if (format == FORMAT_MARKDOWN)
        ASSERT(lines == rows + 2);
    else
        ASSERT(lines >= rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FILE *terminal = stdout;
    char *text, *printed = NULL;
    size_t length = 0, rows;

    if (size < 2)
        return 0;
    text = fuzz_text(data + 2, size - 2);
    ASSERT(stdout = open_memstream(&printed, &length));
    rows = print_cells(data[0] % 4, 1 + data[1] % 4, text);
    fclose(stdout);
    stdout = terminal;
    check(data[0] % 4, rows, printed);
    free(printed);
    free(text);
    return 0;
}
