#include "analysis/render/paragraph.h"

#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { width = 80, indent = 8 };

const char *paragraph_separator(void) {
    return strcmp(nl_langinfo(CODESET), "UTF-8") ? " - " : " \xc2\xb7 ";
}

void paragraph_add(char *text, size_t size, const char *separator, const char *format, ...) {
    va_list arguments;

    if (*text)
        text_add(text, size, "%s", separator);
    va_start(arguments, format);
    text_add_list(text, size, format, arguments);
    va_end(arguments);
}

/* --- lines ------------------------------------------------------------------------------------ */

/* Counts columns, not bytes: the second and later bytes of a character take none. */
static int columns_of(const char *text, size_t bytes) {
    int columns = 0;

    for (size_t i = 0; i < bytes; i++)
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    return columns;
}

/* The length up to the next blank where a line may break. A line does not break after a number,
 * which belongs to what it counts. */
static size_t word_length(const char *text) {
    size_t length = strcspn(text, " ");

    while (text[length] && length > 0 && isdigit((unsigned char)text[length - 1]))
        length += 1 + strcspn(text + length + 1, " ");
    return length;
}

/* Prints the title in its own column. Returns the number of columns used. */
static int print_title(const char *title) {
    int columns = columns_of(title, strlen(title));

    text_write(stdout, title);
    if (columns < indent)
        columns += printf("%*s", indent - columns, "");
    return columns;
}

void paragraph_print(const char *title, const char *words) {
    int margin = title ? indent : 0;
    int column = title ? print_title(title) : 0;
    char *plain = memory_copy_text(words);
    const char *text = text_plain(plain, strlen(words) + 1, words);

    while (*text) {
        size_t word = word_length(text);
        int columns = columns_of(text, word);

        if (column > margin && column + 1 + columns > width)
            column = printf("\n%*s", margin, "") - 1;
        else if (column > margin)
            column += printf(" ");
        printf("%.*s", (int)word, text);
        column += columns;
        text += word + strspn(text + word, " ");
    }
    printf("\n");
    free(plain);
}

void paragraph_line(const char *format, ...) {
    char line[2048] = "";
    va_list arguments;

    va_start(arguments, format);
    text_add_list(line, sizeof line, format, arguments);
    va_end(arguments);
    text_write(stdout, line);
    printf("\n");
}
