/* Reads single facts from files under /proc and /sys. */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Copies the rest of the first line that begins with `key`, without the colon and blanks after the
 * key, truncated to size. Returns false and sets an empty text if the file or the line is
 * missing. */
bool proc_field(const char *path, const char *key, char *text, size_t size);

/* Reads such a line in kB ("VmRSS:   123 kB") and returns bytes; NO_VALUE if it is missing. */
int64_t proc_kilobytes(const char *path, const char *key);

/* Copies the first line of a file. Returns false and sets an empty text if the file cannot be
 * read. */
bool proc_line(const char *path, char *text, size_t size);

#endif
