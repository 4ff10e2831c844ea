#include "base/memory.h"

#include <sys/mman.h>

void *memory_touched(size_t count, size_t size) {
    void *memory = mmap(NULL, count * size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

void memory_free(void *memory, size_t count, size_t size) {
    if (memory)
        munmap(memory, count * size);
}
