/* The times of one wait, as stamped by whatever made it. Both are readings of the one clock, and
 * the wait really lasted at least as long as they say: `start_ns` is read at or after its
 * beginning, `end_ns` at or before its return. */
#ifndef BASE_WAIT_H
#define BASE_WAIT_H

#include <stdint.h>

struct wait {
    int64_t start_ns;
    int64_t end_ns;
};

#endif
