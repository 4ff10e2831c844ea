#include "coroutine/stacks.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { guard_bytes = 4096, blocks_most = 8192 };

static size_t round_up(size_t number, size_t multiple) {
    return (number + multiple - 1) / multiple * multiple;
}

static size_t block_count(const struct stacks *stacks) {
    return (stacks->count + stacks->per_block - 1) / stacks->per_block;
}

static size_t slab_bytes(const struct stacks *stacks) {
    return block_count(stacks) * stacks->block_bytes;
}

static int forbid_guards(const struct stacks *stacks) {
    for (size_t i = 0; i < block_count(stacks); i++)
        if (mprotect(stacks->memory + i * stacks->block_bytes, guard_bytes, PROT_NONE))
            return -1;
    return 0;
}

int stacks_open(struct stacks *stacks, size_t count, size_t bytes_each, struct err *err) {
    size_t least = (guard_bytes + bytes_each - 1) / bytes_each; /* stacks needed to fill a page */

    *stacks = (struct stacks){.count = count, .bytes_each = bytes_each};
    snprintf(stacks->sentence, sizeof stacks->sentence,
             "a coroutine's stack of %zu bytes overflowed; give it more (--stack)\n", bytes_each);
    stacks->per_block = (count + blocks_most - 1) / blocks_most;
    if (stacks->per_block < least)
        stacks->per_block = least;
    stacks->block_bytes = guard_bytes + round_up(stacks->per_block * bytes_each, guard_bytes);
    stacks->memory = mmap(NULL, slab_bytes(stacks), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stacks->memory != MAP_FAILED && !forbid_guards(stacks))
        return 0;
    err_set(err, ERR_TRIAL, "%zu stacks of %zu bytes could not be reserved: %s", count, bytes_each,
            strerror(errno));
    if (stacks->memory != MAP_FAILED)
        munmap(stacks->memory, slab_bytes(stacks));
    return -1;
}

void *stacks_low(const struct stacks *stacks, size_t i) {
    return stacks->memory + i / stacks->per_block * stacks->block_bytes + guard_bytes +
           i % stacks->per_block * stacks->bytes_each;
}

void *stacks_top(const struct stacks *stacks, size_t i) {
    return (char *)stacks_low(stacks, i) + stacks->bytes_each - sizeof(uint64_t);
}

/* A stack with a guard page below it needs no canary; it gets a constant one, always intact. */
const uint64_t *stacks_canary(const struct stacks *stacks, size_t i) {
    static const uint64_t guarded = STACKS_CANARY;
    uint64_t *below = (uint64_t *)stacks_low(stacks, i) - 1;

    if (i % stacks->per_block == 0)
        return &guarded;
    *below = STACKS_CANARY;
    return below;
}

/* --- stack overflow --------------------------------------------------------------------------- */

static _Thread_local const struct stacks *watched;

/* May be called by a signal handler, so it only writes a message prepared in advance. */
_Noreturn void stacks_overflowed(const struct stacks *stacks) {
    if (write(STDERR_FILENO, stacks->sentence, strlen(stacks->sentence)) < 0)
        _exit(1);
    abort();
}

static bool is_guard(const struct stacks *stacks, const void *address) {
    uintptr_t offset = (uintptr_t)address - (uintptr_t)stacks->memory;

    return offset < slab_bytes(stacks) && offset % stacks->block_bytes < guard_bytes;
}

/* Any other SIGSEGV ends the process when this handler returns. A genuine fault would recur by
 * itself. raise() covers signals that would not: one sent by a process, and one that the kernel
 * sends because the stack had no room for another signal's handler. */
static void on_fault(int signal, siginfo_t *info, void *context) {
    struct sigaction action = {.sa_handler = SIG_DFL};

    (void)context;
    if (watched && is_guard(watched, info->si_addr))
        stacks_overflowed(watched);
    sigaction(signal, &action, NULL);
    raise(signal);
}

int stacks_watch(struct stacks *stacks, struct err *err) {
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    stack_t signal_stack = {.ss_size = 64 << 10};

    signal_stack.ss_sp = malloc(signal_stack.ss_size);
    if (!signal_stack.ss_sp || sigaltstack(&signal_stack, &stacks->signal_stack_before) ||
        sigaction(SIGSEGV, &action, NULL)) {
        free(signal_stack.ss_sp);
        return err_set(err, ERR_TRIAL, "cannot make a stack for signals: %s", strerror(errno));
    }
    stacks->signal_stack = signal_stack;
    stacks->watched_before = watched;
    watched = stacks;
    return 0;
}

void stacks_close(struct stacks *stacks) {
    if (watched == stacks) {
        sigaltstack(&stacks->signal_stack_before, NULL);
        free(stacks->signal_stack.ss_sp);
        watched = stacks->watched_before;
    }
    munmap(stacks->memory, slab_bytes(stacks));
}
