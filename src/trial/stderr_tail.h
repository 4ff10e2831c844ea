/* What a process wrote before it ended: the first line of its stderr, for use in a sentence. */
#ifndef TRIAL_STDERR_TAIL_H
#define TRIAL_STDERR_TAIL_H

#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns true if text consists of printable ASCII and tabs only. */
bool stderr_tail_is_plain(const char *text, size_t length);

/* Appends the first line of the file behind fd to the record's sentence, after a colon, with a
 * question mark for each byte that is not plain. Does nothing if there is none. */
void stderr_tail_add(int fd, struct record *record);

#endif
