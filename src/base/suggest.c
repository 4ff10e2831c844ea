#include "base/suggest.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { longest = 63 };

static size_t least(size_t a, size_t b, size_t c) {
    size_t smaller = a < b ? a : b;

    return smaller < c ? smaller : c;
}

size_t suggest_distance(const char *a, const char *b) {
    size_t row[longest + 1], columns = strnlen(b, longest);

    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t diagonal = row[0];

        row[0] = i + 1;
        for (size_t j = 1; j <= columns; j++) {
            size_t above = row[j];

            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a[i] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[columns];
}

const char *suggest_nearest(const char *text, const char *const *names, size_t count) {
    const char *nearest = NULL;
    size_t allowed = strlen(text) / 3 + 1;

    if (allowed < 2)
        allowed = 2;
    for (size_t i = 0; i < count; i++) {
        size_t distance = suggest_distance(text, names[i]);

        if (distance <= allowed && distance < strlen(names[i])) {
            nearest = names[i];
            allowed = distance - (distance > 0);
        }
    }
    return nearest;
}

int suggest_refuse(struct err *err, const char *lead, const char *text, const char *const *names,
                   size_t count) {
    const char *nearest = suggest_nearest(text, names, count);
    char known[512] = "";

    for (size_t i = 0; i < count; i++)
        text_add(known, sizeof known, "%s%s", i ? ", " : "", names[i]);
    return err_set(err, ERR_USAGE, "%s '%s'%s%s%s; known are %s", lead, text,
                   nearest ? " (did you mean '" : "", nearest ? nearest : "", nearest ? "'?)" : "",
                   known);
}
