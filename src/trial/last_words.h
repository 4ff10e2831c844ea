/* What a process said before it ended: the first line of its stderr, for a sentence. */
#ifndef TRIAL_LAST_WORDS_H
#define TRIAL_LAST_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Printable ASCII and tabs only? */
bool last_words_are_plain(const char *text, size_t length);

/* The first line of the file behind fd, cut to size; a question mark stands for each byte that is not plain.
 * Empty when there is none. */
void last_words_read(int fd, char *words, size_t size);

#endif
