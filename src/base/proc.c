#include "base/proc.h"

#include "base/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool proc_field(const char *path, const char *key, char *text, size_t size) {
    char line[8192];
    FILE *file = fopen(path, "re");
    bool found = false;

    *text = 0;
    while (file && !found && fgets(line, sizeof line, file))
        if (!strncmp(line, key, strlen(key))) {
            char *value = line + strlen(key);
            value += strspn(value, ": \t");
            value[strcspn(value, "\n")] = 0;
            snprintf(text, size, "%.*s", (int)size - 1, value);
            found = true;
        }
    if (file)
        fclose(file);
    return found;
}

int64_t proc_kilobytes(const char *path, const char *key) {
    char text[64];

    return proc_field(path, key, text, sizeof text) ? strtoll(text, NULL, 10) * 1024 : NO_VALUE;
}

bool proc_line(const char *path, char *text, size_t size) {
    return proc_field(path, "", text, size);
}
