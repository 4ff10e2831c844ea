#include "base/memory.h"

#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

/* Must not allocate memory. */
void memory_missing(void) {
    static const char sentence[] = ": out of memory\n";
    struct iovec parts[] = {
        {program_invocation_short_name, strlen(program_invocation_short_name)},
        {(char *)sentence, sizeof sentence - 1},
    };

    if (writev(STDERR_FILENO, parts, 2) < 0)
        _exit(ERR_STORE);
    exit(ERR_STORE);
}

void *memory_get(size_t count, size_t size) {
    void *memory = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

    if (!memory)
        memory_missing();
    return memory;
}

double *memory_reals(size_t count) {
    return memory_resize(NULL, count + 1, sizeof(double));
}

void *memory_resize(void *memory, size_t count, size_t size) {
    memory = reallocarray(memory, count > 0 ? count : 1, size > 0 ? size : 1);
    if (!memory)
        memory_missing();
    return memory;
}

char *memory_copy_text(const char *text) {
    char *copy = text ? strdup(text) : NULL;

    if (text && !copy)
        memory_missing();
    return copy;
}

char *memory_text(const char *format, ...) {
    va_list arguments;
    char *text;
    int length;

    va_start(arguments, format);
    length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        memory_missing();
    return text;
}

void *memory_touched(size_t count, size_t size) {
    void *memory = mmap(NULL, count * size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

void memory_free(void *memory, size_t count, size_t size) {
    if (memory)
        munmap(memory, count * size);
}
