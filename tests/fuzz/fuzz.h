/* What every fuzz target has: one function that takes any bytes whatever. libFuzzer calls it with
 * inputs that it makes up (make fuzz); seeds.c with those kept in corpus/TARGET (make test). A
 * target breaks off, by a sanitizer or by a ASSERT, when the code under it does wrong. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as a string, up to the first NUL, in memory that ends where the string does. Owned by
 * the caller: free(). */
static inline char *fuzz_text(const uint8_t *data, size_t size) {
    char *text = strndup((const char *)data, size);

    ASSERT(text);
    return text;
}

/* The bytes alone, in memory that ends where they do. Owned by the caller: free(). */
static inline void *fuzz_bytes(const uint8_t *data, size_t size) {
    void *bytes = malloc(size + !size);

    ASSERT(bytes);
    if (size)
        memcpy(bytes, data, size);
    return bytes;
}

#endif
