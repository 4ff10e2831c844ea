#include "base/random.h"

#include "base/err.h"

#include <stdio.h>
#include <sys/random.h>

uint64_t random_next(struct random *random) {
    uint64_t mixed = random->state += 0x9e3779b97f4a7c15u;

    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

uint64_t random_below(struct random *random, uint64_t bound) {
    uint64_t unfair = -bound % bound; /* the lowest values, which the modulo would favour */
    uint64_t drawn;

    do
        drawn = random_next(random);
    while (drawn < unfair);
    return drawn % bound;
}

void random_shuffle(struct random *random, size_t *indices, size_t count) {
    for (size_t left = count; left > 1; left--) {
        size_t chosen = random_below(random, left);
        size_t moved = indices[left - 1];

        indices[left - 1] = indices[chosen];
        indices[chosen] = moved;
    }
}

uint64_t random_seed(void) {
    uint64_t seed = 0;

    ASSERT(getrandom(&seed, sizeof seed, 0) == sizeof seed);
    return seed >> 1;
}

void random_uuid(struct random *random, char text[static UUID_SIZE]) {
    uint64_t high = random_next(random);
    uint64_t low = random_next(random);

    snprintf(text, UUID_SIZE, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(high >> 32),
             (unsigned)(high >> 16 & 0xffff), (unsigned)(high & 0xfff),
             (unsigned)(low >> 48 & 0x3fff) | 0x8000, (unsigned long long)(low & 0xffffffffffff));
}
