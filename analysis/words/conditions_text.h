/* Conditions as phrases: "5 ms timer, starts spread, no work, 60 tasks per worker; 2 CPUs". Texts
 * of a history are hostile: write the result with the function for its destination. */
#ifndef ANALYSIS_WORDS_CONDITIONS_TEXT_H
#define ANALYSIS_WORDS_CONDITIONS_TEXT_H

#include "analysis/dataset/conditions.h"

#include <stdbool.h>
#include <stddef.h>

enum { CONDITIONS_TEXT_SIZE = 512 };

/* The main conditions, and all others that are not the defaults, without those in which `unlike`
 * differs (NULL: none is left out). Returns text. */
const char *conditions_text(const struct conditions *conditions, const struct conditions *unlike,
                            char text[static CONDITIONS_TEXT_SIZE]);

/* What one or more sets have in common, as the same phrases. Returns text. */
const char *conditions_shared(const struct conditions *const *sets, size_t count,
                              char text[static CONDITIONS_TEXT_SIZE]);

/* Only what distinguishes them from `unlike`: "no work", "tcp", "1 ms, tcp". Returns text. */
const char *conditions_label(const struct conditions *conditions, const struct conditions *unlike,
                             char text[static CONDITIONS_TEXT_SIZE]);

/* Everything in which any of the sets differ, as it is in one of them. Returns text. */
const char *conditions_label_among(const struct conditions *conditions,
                                   const struct conditions *const *sets, size_t count,
                                   char text[static CONDITIONS_TEXT_SIZE]);

/* In how many things two sets differ. Tasks per trial and tasks per worker count as one thing, as
 * do a kind and its wait. */
int conditions_differences(const struct conditions *one, const struct conditions *other);

#endif
