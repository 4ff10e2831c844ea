/* "Did you mean …": finds the name closest to a mistyped one. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/err.h"

#include <stddef.h>

/* Returns the edit distance between two texts (Levenshtein: insertions, deletions and
 * substitutions). */
size_t suggest_distance(const char *a, const char *b);

/* Returns the name closest to text among `count` names; NULL if none is close (within a third of
 * the text's length, or two letters). Borrowed from names. */
const char *suggest_nearest(const char *text, const char *const *names, size_t count);

/* Rejects a name: "LEAD 'text' (did you mean 'thread'?); known are thread, coroutine". Always
 * returns -1 and sets *err (ERR_USAGE). */
int suggest_refuse(struct err *err, const char *lead, const char *text, const char *const *names,
                   size_t count);

#endif
