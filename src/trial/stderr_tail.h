/* What a process said before it ended: the first line of its stderr, for a sentence. */
#ifndef TRIAL_STDERR_TAIL_H
#define TRIAL_STDERR_TAIL_H

#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>

/* Printable ASCII and tabs only? */
bool stderr_tail_is_plain(const char *text, size_t length);

/* Append the first line of the file behind fd to the record's sentence, after a colon; a question
 * mark stands for each byte that is not plain. Nothing when there is none. */
void stderr_tail_add(int fd, struct record *record);

#endif
