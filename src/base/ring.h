/* A bounded FIFO ring of numbers. Its owner checks whether it is full or empty and manages
 * waiting. */
#ifndef BASE_RING_H
#define BASE_RING_H

#include <stddef.h>
#include <stdint.h>

/* Must be the last member of the struct that contains it, which is allocated with ring_bytes()
 * extra bytes. The owner sets capacity; the other fields start at zero. */
struct ring {
    size_t capacity, first, count;
    int64_t items[];
};

static inline size_t ring_bytes(size_t capacity) {
    return capacity * sizeof(int64_t);
}

/* Appends an item. The ring must not be full. */
static inline void ring_put(struct ring *ring, int64_t item) {
    size_t place = ring->first + ring->count++;

    ring->items[place < ring->capacity ? place : place - ring->capacity] = item;
}

/* Removes and returns the oldest item. The ring must not be empty. */
static inline int64_t ring_take(struct ring *ring) {
    int64_t item = ring->items[ring->first];

    if (++ring->first == ring->capacity)
        ring->first = 0;
    ring->count--;
    return item;
}

#endif
