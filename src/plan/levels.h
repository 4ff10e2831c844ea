/* Levels of concurrency, as users write them and as presets define them. */
#ifndef PLAN_LEVELS_H
#define PLAN_LEVELS_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

#define LEVELS_MOST       100000   /* maximum number of levels in a list */
#define LEVEL_CONCURRENCY 10000000 /* maximum level */

/* Ascending, without duplicates. The array is owned by the caller: levels_free(). */
struct levels {
    int64_t *level;
    size_t count;
};

/* Parses "N,N,…", where an item may also be A:B:STEP (A, A+STEP, … up to B) or A:B:xFACTOR (A,
 * A*FACTOR, … rounded, up to B). Sorts the levels and removes duplicates. Returns -1 and sets *err
 * if the text is not valid. */
int levels_parse(const char *text, struct levels *levels, struct err *err);

/* Makes the levels 1, 2, 5, 10, 20, 50 … up to the first one that is at least `enough`, but none
 * above `most`. */
void levels_1_2_5(double enough, int64_t most, struct levels *levels);

/* Likewise 1, 5, 20, 50, and from 100 on eight levels a decade (100, 130, 180 ...), so that five
 * lie within a factor of 2 of where threads and coroutines usually part. */
void levels_dense_from_100(double enough, int64_t most, struct levels *levels);

void levels_free(struct levels *levels);

#endif
