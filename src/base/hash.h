/* FNV-1a with 64 bits. Identifies data; not cryptographic. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#define HASH_START 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

/* Returns the hash extended by one more value (usually a byte). */
static inline uint64_t hash_add(uint64_t hash, uint64_t value) {
    return (hash ^ value) * HASH_PRIME;
}

#endif
