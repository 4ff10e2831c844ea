/* Reads lines from an untrusted file, within limits: an endless device or line does not exhaust
 * memory, and a pipe without a writer does not block. */
#ifndef STORE_TEXT_FILE_H
#define STORE_TEXT_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Maximum size in bytes of a line and of a file. */
#define TEXT_FILE_LINE_MOST ((size_t)64 << 10)
#define TEXT_FILE_MOST      ((int64_t)1 << 30)

struct text_file {
    FILE *stream;
    int64_t bytes;  /* read so far */
    int64_t number; /* of the line read last, from 1 */
    size_t length;  /* of that line, including its newline */
    char text[TEXT_FILE_LINE_MOST + 1];
};

/* Opens path: a regular file, or a pipe (--import=/dev/stdin), which is empty if it has no writer.
 * Returns -1 and sets *err (ERR_USAGE) for anything else. */
int text_file_open(struct text_file *file, const char *path, struct err *err);

/* Reads the next line into file->text, with a NUL after it; the line itself may contain NULs.
 * Returns false at the end of the file, and on an error; *trouble is then a phrase that describes
 * it, otherwise NULL. */
bool text_file_next(struct text_file *file, const char **trouble);

void text_file_close(struct text_file *file);

#endif
