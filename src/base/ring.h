/* A bounded ring of numbers, first in first out. Whether it is full or empty, and who waits for
 * what, is for its owner to know. */
#ifndef BASE_RING_H
#define BASE_RING_H

#include <stddef.h>
#include <stdint.h>

/* The last member of whatever holds it, which is allocated with ring_bytes() more. capacity is set
 * by the owner, the rest begins zeroed. */
struct ring {
    size_t capacity, first, count;
    int64_t items[];
};

static inline size_t ring_bytes(size_t capacity) {
    return capacity * sizeof(int64_t);
}

/* Not into a full one. */
static inline void ring_put(struct ring *ring, int64_t item) {
    size_t place = ring->first + ring->count++;

    ring->items[place < ring->capacity ? place : place - ring->capacity] = item;
}

/* Not from an empty one. */
static inline int64_t ring_take(struct ring *ring) {
    int64_t item = ring->items[ring->first];

    if (++ring->first == ring->capacity)
        ring->first = 0;
    ring->count--;
    return item;
}

#endif
