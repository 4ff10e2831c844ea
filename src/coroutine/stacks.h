/* One slab of equal stacks. The address space is reserved at once and touched stack by stack, so a
 * stack that is not used costs nothing; a page below the slab is forbidden, and each stack's lowest
 * word holds a canary, since a guard page each would end at about 32,000 (vm.max_map_count). */
#ifndef COROUTINE_STACKS_H
#define COROUTINE_STACKS_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

#define STACKS_CANARY 0x7061726164697365u

/* Plain data; the memory in it is owned by whoever called stacks_open(). */
struct stacks {
    char *low; /* of the first stack */
    size_t count, bytes_each;
};

/* Reserve count stacks of bytes_each (a multiple of 16). On failure -1 and a sentence. */
int stacks_open(struct stacks *stacks, size_t count, size_t bytes_each, struct err *err);

/* Give them back. */
void stacks_close(struct stacks *stacks);

/* The lowest address of stack i; its canary is written by the one who takes it into use. */
static inline void *stacks_low(const struct stacks *stacks, size_t i) {
    return stacks->low + i * stacks->bytes_each;
}

#endif
