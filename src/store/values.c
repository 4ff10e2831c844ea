#include "store/values.h"

#include "base/memory.h"
#include "base/text.h"
#include "record/record.h"

#include <math.h>

void bind_integer_or_null(struct statement *statement, const char *name, int64_t value) {
    if (value == NO_VALUE)
        bind_null(statement, name);
    else
        bind_integer(statement, name, value);
}

void bind_real_or_null(struct statement *statement, const char *name, double value) {
    if (isnan(value))
        bind_null(statement, name);
    else
        bind_real(statement, name, value);
}

void bind_text_or_null(struct statement *statement, const char *name, const char *text) {
    bind_text(statement, name, text && *text ? text : NULL);
}

int64_t column_integer_or_null(struct statement *statement, int column) {
    return column_type(statement, column) == DB_NULL ? NO_VALUE : column_integer(statement, column);
}

int64_t row_integer(struct statement *statement, const char *name) {
    return column_integer_or_null(statement, column_find(statement, name));
}

double row_real(struct statement *statement, const char *name) {
    return column_real(statement, column_find(statement, name));
}

const char *row_text(struct statement *statement, const char *name) {
    return column_text(statement, column_find(statement, name));
}

const char *row_text_known(struct statement *statement, const char *name) {
    return column_text_known(statement, column_find(statement, name));
}

char *row_text_into(struct statement *statement, const char *name, char *to, size_t size) {
    const char *text = row_text(statement, name);

    *to = 0;
    text_add(to, size, "%s", text ? text : "");
    return to;
}

char *row_text_copy(struct statement *statement, const char *name) {
    const char *text = row_text(statement, name);

    return memory_copy_text(text);
}
