/* The random order of a plan. Own code, because a stored seed must always give the same plan and a
 * library's generator may change between versions. Not for secrets. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* The state of a splitmix64 generator. Initialise it with the seed. Owned by the caller. */
struct random {
    uint64_t state;
};

/* Returns the next 64 bits (splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014). */
uint64_t random_next(struct random *random);

/* Returns an unbiased whole number in [0, bound). bound must not be 0. */
uint64_t random_below(struct random *random, uint64_t bound);

/* Shuffles `count` indices in place (Fisher-Yates, Durstenfeld's variant). */
void random_shuffle(struct random *random, size_t *indices, size_t count);

/* Returns a random seed from the kernel, below 2^63 so that SQLite can store it. */
uint64_t random_seed(void);

/* Writes a random UUID, version 4. */
#define UUID_SIZE 37
void random_uuid(struct random *random, char text[static UUID_SIZE]);

#endif
