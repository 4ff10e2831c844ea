/* A plan's random order. Our own few lines, because a stored seed must give the same plan for ever
 * and a library's generator may change with its version. Not for secrets. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* The state of a splitmix64 generator; set it to the seed. Owned by the caller. */
struct random {
    uint64_t state;
};

/* The next 64 bits (splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014). */
uint64_t random_next(struct random *random);

/* An unbiased whole number in [0, bound); bound > 0. */
uint64_t random_below(struct random *random, uint64_t bound);

/* Shuffle `count` indices in place (Fisher-Yates, Durstenfeld's form). */
void random_shuffle(struct random *random, size_t *indices, size_t count);

/* A seed nobody chose, from the kernel; below 2^63 so that SQLite can hold it. */
uint64_t random_seed(void);

/* 128 random bits in the form of a version 4 UUID. */
#define UUID_SIZE 37
void random_uuid(struct random *random, char text[static UUID_SIZE]);

#endif
