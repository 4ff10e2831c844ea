/* The times of one wait, stamped by whatever code performs the wait. Both are read from the
 * project's clock, and the wait lasts at least as long as they say: `start_ns` is read at or after
 * its beginning, `end_ns` at or before its return. */
#ifndef BASE_WAIT_H
#define BASE_WAIT_H

#include <stdint.h>

struct wait {
    int64_t start_ns;
    int64_t end_ns;
};

#endif
