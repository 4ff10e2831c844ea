/* "Did you mean …": the name nearest to a mistyped one. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/err.h"

#include <stddef.h>

/* The edit distance between two texts (Levenshtein): letters put in, left out or exchanged. */
size_t suggest_distance(const char *a, const char *b);

/* Among `count` names the one nearest to text, or NULL when none is near (within a third of its
 * length, at least two letters). Borrowed from names. */
const char *suggest_nearest(const char *text, const char *const *names, size_t count);

/* Refuse a name: "LEAD 'text' (did you mean 'thread'?); known are thread, coroutine". Always -1
 * with ERR_USAGE. */
int suggest_refuse(struct err *err, const char *lead, const char *text, const char *const *names,
                   size_t count);

#endif
