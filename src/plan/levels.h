/* Levels of concurrency, as people write them and as presets make them. */
#ifndef PLAN_LEVELS_H
#define PLAN_LEVELS_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

#define LEVELS_MOST       100000   /* levels in one list */
#define LEVEL_CONCURRENCY 10000000 /* the greatest level */

/* Ascending, each once. Plain data; the array is owned by whoever filled it: levels_free(). */
struct levels {
    int64_t *level;
    size_t count;
};

/* Read "N,N,…", where an item may be A:B:STEP (A, A+STEP, … up to B) or A:B:xFACTOR (A, A*FACTOR, …
 * rounded, up to B). The list is sorted and doubles are merged. */
int levels_parse(const char *text, struct levels *levels, struct err *err);

/* 1, 2, 5, 10, 20, 50 … up to the first that is not below `enough`, and not above `most`. */
void levels_1_2_5(double enough, int64_t most, struct levels *levels);

void levels_free(struct levels *levels);

#endif
