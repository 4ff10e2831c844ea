#include "analysis/render/paragraph.h"

#include "analysis/render/style.h"
#include "base/memory.h"
#include "base/text.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdbool.h>
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

/* Prints the title in its own column. Returns the number of columns used. */
static int print_title(const char *title) {
    int columns = columns_of(title, strlen(title));

    text_write(stdout, title);
    if (columns < indent)
        columns += printf("%*s", indent - columns, "");
    return columns;
}

/* Breaks plain text at blanks, and prints it unless it is only to be counted. The first `bold`
 * bytes are bold. *end: the columns used before it, and then those of the last line. Returns the
 * number of lines. */
static size_t flow(int margin, int *end, const char *text, size_t bold, bool print) {
    size_t lines = 1, done = 0;
    int column = *end - 1;

    while (text[done]) {
        size_t word = strcspn(text + done, " ");
        int columns = columns_of(text + done, word);

        if (column > margin && column + 1 + columns > width) {
            column = margin - 1;
            lines++;
            if (print)
                printf("\n%*s", margin, "");
        } else if (column > margin && print) {
            putchar(' ');
        }
        if (print && done == 0 && bold > 0)
            style_print(STYLE_BOLD);
        if (print)
            printf("%.*s", (int)word, text + done);
        column += 1 + columns;
        done += word;
        if (print && bold > 0 && done >= bold && done < bold + word)
            style_print(STYLE_PLAIN);
        done += strspn(text + done, " ");
    }
    *end = column;
    return lines;
}

/* Owned by the caller. */
static char *plain_copy(const char *words) {
    char *plain = memory_copy_text(words);

    text_plain(plain, strlen(words) + 1, words);
    return plain;
}

void paragraph_print_bold(const char *title, const char *words, size_t bold) {
    char *plain = plain_copy(words);
    int column = title ? print_title(title) : 0;

    flow(title ? indent : 0, &column, plain, bold, true);
    printf("\n");
    free(plain);
}

void paragraph_print(const char *title, const char *words) {
    paragraph_print_bold(title, words, 0);
}

size_t paragraph_lines(const char *title, const char *words) {
    char *plain = plain_copy(words);
    int columns = title ? columns_of(title, strlen(title)) : 0;
    int column = title && columns < indent ? indent : columns;
    size_t lines = flow(title ? indent : 0, &column, plain, 0, false);

    free(plain);
    return lines;
}

/* Ends a line with text that ends in the last column, or begins another if there is no room.
 * Returns the number of lines begun. */
static size_t print_tag(const char *tag, int column, bool print) {
    int room = width - columns_of(tag, strlen(tag));
    bool begins = column + 2 > room;

    if (!print)
        return begins;
    printf("%s%*s", begins ? "\n" : "", begins ? room : room - column, "");
    style_print(STYLE_DIM);
    text_write(stdout, tag);
    style_print(STYLE_PLAIN);
    return begins;
}

size_t paragraph_item(const char *mark, const char *text, const char *tag, bool print) {
    char *plain = plain_copy(text);
    int margin = columns_of(mark, strlen(mark)), column = margin;
    size_t lines;

    if (print)
        text_write(stdout, mark);
    lines = flow(margin, &column, plain, 0, print);
    if (*tag)
        lines += print_tag(tag, column, print);
    if (print)
        printf("\n");
    free(plain);
    return lines;
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
