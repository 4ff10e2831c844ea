/* One slab of equal stacks. The address space is reserved at once, and each stack is touched only
 * when it is used, so an unused stack costs nothing. The slab is divided into blocks with a guard
 * page below each:
 *
 *     | guard | stack stack stack ... | guard | stack stack stack ... |
 *
 * A block holds one stack as long as the number of blocks stays within the number of memory maps
 * that a process may have; beyond that it holds several. (Each block takes two maps. With a guard
 * page for every stack, vm.max_map_count would limit a process to about 32,000 stacks.) A stack
 * without a guard page directly below it has a canary in the word below it, which must be checked
 * before another coroutine runs. The canary shares a cache line with the top of the stack below,
 * whose coroutine has most likely just run, so the check touches no additional cache line. */
#ifndef COROUTINE_STACKS_H
#define COROUTINE_STACKS_H

#include "base/err.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#define STACKS_CANARY 0x7061726164697365u

/* Plain data; the memory it refers to is owned by the caller of stacks_open(). Must not be moved
 * while it is watched. */
struct stacks {
    char *memory;
    size_t count, bytes_each;
    size_t per_block, block_bytes; /* including the guard page */
    char sentence[96];             /* the message if one of them was too small */
    /* belong to the thread that watches */
    stack_t signal_stack, signal_stack_before;
    const struct stacks *watched_before;
};

/* Reserves count stacks of bytes_each bytes, which must be a multiple of 64. Returns -1 and sets
 * *err on failure. */
int stacks_open(struct stacks *stacks, size_t count, size_t bytes_each, struct err *err);

/* Releases the stacks and ends the watch. */
void stacks_close(struct stacks *stacks);

/* The lowest address of stack i, and its end. The end is one word below a multiple of 64: data that
 * ends there shares the cache line of the canary that follows it. */
void *stacks_low(const struct stacks *stacks, size_t i);
void *stacks_top(const struct stacks *stacks, size_t i);

/* Prepares stack i for use. Returns the address of its canary, which now holds STACKS_CANARY. */
const uint64_t *stacks_canary(const struct stacks *stacks, size_t i);

/* From now on, if a coroutine on one of these stacks, running on the calling thread, touches a
 * guard page, the process ends through stacks_overflowed() instead of a bare SIGSEGV. If a thread
 * watches several slabs, only the last one is effective, and it must be closed first. Until it is
 * closed, the thread has an alternate signal stack of 64 KB. Returns -1 and sets *err on error. */
int stacks_watch(struct stacks *stacks, struct err *err);

/* Reports on stderr that one of these stacks was too small, and aborts, because the memory below it
 * may be corrupt. Safe in a signal handler. */
_Noreturn void stacks_overflowed(const struct stacks *stacks);

#endif
