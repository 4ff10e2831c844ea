/* One slab of equal stacks. The address space is reserved at once and touched stack by stack, so a
 * stack that is not used costs nothing. The slab is cut into blocks, and below each lies a
 * forbidden page:
 *
 *     | guard | stack stack stack ... | guard | stack stack stack ... |
 *
 * A block holds one stack as long as there are no more blocks than a process may have maps for
 * (each takes two; a guard page each would end at about 32,000, vm.max_map_count), and more of them
 * beyond. Therefore the word below a stack that has no guard there holds a canary, to be looked at
 * before anybody else runs. It shares its cache line with the top of the stack below, whose
 * coroutine has most likely run just before: looking at it costs no line of its own. */
#ifndef COROUTINE_STACKS_H
#define COROUTINE_STACKS_H

#include "base/err.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#define STACKS_CANARY 0x7061726164697365u

/* Plain data; the memory in it is owned by whoever called stacks_open(). Not to be moved while it
 * is watched. */
struct stacks {
    char *memory;
    size_t count, bytes_each;
    size_t per_block, block_bytes; /* its guard included */
    char sentence[96];             /* what to say when one of them was too small */
    /* of the thread that watches */
    stack_t signal_stack, signal_stack_before;
    const struct stacks *watched_before;
};

/* Reserve count stacks of bytes_each (a multiple of 64). On failure -1 and a sentence. */
int stacks_open(struct stacks *stacks, size_t count, size_t bytes_each, struct err *err);

/* Give them back, and end the watch. */
void stacks_close(struct stacks *stacks);

/* The lowest address of stack i; and its end, one word below a multiple of 64: what belongs into
 * the cache line of a canary ends there. */
void *stacks_low(const struct stacks *stacks, size_t i);
void *stacks_top(const struct stacks *stacks, size_t i);

/* Take stack i into use: where its canary is, which holds STACKS_CANARY now. */
const uint64_t *stacks_canary(const struct stacks *stacks, size_t i);

/* From now on whoever runs on one of these stacks, on the calling thread, and steps on a guard,
 * ends the process as stacks_overflowed() does, and not by a bare SIGSEGV. Of several slabs on a
 * thread the last one is watched, and it is closed first. Until then the thread has an alternate
 * stack for signals of 64 KB. On failure -1 and a sentence. */
int stacks_watch(struct stacks *stacks, struct err *err);

/* One of these stacks was too small: say so on stderr, and abort, since the memory below it may be
 * corrupt. Safe in a signal handler. */
_Noreturn void stacks_overflowed(const struct stacks *stacks);

#endif
