/* FNV-1a, 64 bits: an identity, not a secret. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#define HASH_START 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

/* The hash with one more value (a byte, as a rule) behind what it is of. */
static inline uint64_t hash_add(uint64_t hash, uint64_t value) {
    return (hash ^ value) * HASH_PRIME;
}

#endif
