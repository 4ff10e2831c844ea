/* The lines of a file that somebody else wrote, within bounds: an endless device or line does not
 * exhaust memory, and a pipe without a writer does not block the reader. */
#ifndef STORE_TEXT_FILE_H
#define STORE_TEXT_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The most bytes of a line, and of a file. */
#define TEXT_FILE_LINE_MOST ((size_t)64 << 10)
#define TEXT_FILE_MOST      ((int64_t)1 << 30)

struct text_file {
    FILE *stream;
    int64_t bytes;  /* read so far */
    int64_t number; /* of the line that was read last, from 1 */
    size_t length;  /* of that line, its end included */
    char text[TEXT_FILE_LINE_MOST + 1];
};

/* Open path: a regular file, or a pipe (--import=/dev/stdin), which is empty when it has no writer.
 * -1 with ERR_USAGE and a sentence for anything else. */
int text_file_open(struct text_file *file, const char *path, struct err *err);

/* The next line, as file->text with a NUL behind it; it may hold more of them. True: there is one.
 * False: the file has ended, or *trouble is a phrase that says why it cannot be read on. */
bool text_file_next(struct text_file *file, const char **trouble);

void text_file_close(struct text_file *file);

#endif
