/* Single facts out of files under /proc and /sys. */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The text behind the first line that begins with `key` (colon and blanks skipped), cut to size.
 * False, and empty text, when the file or the line is missing. */
bool proc_field(const char *path, const char *key, char *text, size_t size);

/* The same as bytes, for lines such as "VmRSS:   123 kB"; NO_VALUE when missing. */
int64_t proc_kilobytes(const char *path, const char *key);

/* The first line of a file; false, and empty text, when it cannot be read. */
bool proc_line(const char *path, char *text, size_t size);

#endif
