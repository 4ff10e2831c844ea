#include "coroutine/stacks.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

static const size_t guard_bytes = 4096;

int stacks_open(struct stacks *stacks, size_t count, size_t bytes_each, struct err *err) {
    size_t bytes = count * bytes_each;
    char *memory = mmap(NULL, guard_bytes + bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (memory == MAP_FAILED || mprotect(memory, guard_bytes, PROT_NONE))
        return err_set(err, ERR_TRIAL, "%zu stacks of %zu bytes could not be reserved: %s", count,
                       bytes_each, strerror(errno));
    *stacks =
        (struct stacks){.low = memory + guard_bytes, .count = count, .bytes_each = bytes_each};
    return 0;
}

void stacks_close(struct stacks *stacks) {
    munmap(stacks->low - guard_bytes, guard_bytes + stacks->count * stacks->bytes_each);
}
