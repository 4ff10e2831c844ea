#include "analysis/render/wrap.h"

#include <string.h>

/* The columns of the character that begins with this byte; 0 within a character. What is encoded in
 * three bytes or more may be wide, and is taken as such from there on. */
static size_t columns_of(const char *text) {
    unsigned char first = (unsigned char)*text, second = first ? (unsigned char)text[1] : 0;

    if ((first & 0xc0) == 0x80)
        return 0;
    return first > 0xe2 || (first == 0xe2 && second >= 0xba) ? 2 : 1;
}

size_t wrap_columns(const char *text) {
    size_t columns = 0;

    for (; *text; text++)
        columns += columns_of(text);
    return columns;
}

size_t wrap_line(const char *text, size_t columns) {
    size_t used = 0, blank = 0, bytes;

    for (bytes = 0; text[bytes]; bytes++) {
        size_t own = columns_of(text + bytes);

        used += own;
        if (text[bytes] == ' ' && bytes > 0)
            blank = bytes;
        if (used > columns && own > 0 && text[bytes] != ' ' && bytes > 0)
            return blank ? blank : bytes;
    }
    return bytes;
}

size_t wrap_lines(const char *text, size_t columns) {
    size_t lines = 0, bytes;

    for (; (bytes = wrap_line(text, columns)) > 0; lines++) {
        text += bytes;
        text += strspn(text, " ");
    }
    return lines;
}
