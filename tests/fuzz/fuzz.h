/* Shared by all fuzz targets. A target is one function that must accept any bytes. libFuzzer calls
 * it with generated inputs (make fuzz), seeds.c with those kept in corpus/TARGET (make test). A
 * sanitizer or an ASSERT ends the target if the code under test misbehaves. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes up to the first NUL as a string, in memory that ends with the string. Owned by the
 * caller: free(). */
static inline char *fuzz_text(const uint8_t *data, size_t size) {
    char *text = strndup((const char *)data, size);

    ASSERT(text);
    return text;
}

/* A copy of the bytes, in memory that ends with them. Owned by the caller: free(). */
static inline void *fuzz_bytes(const uint8_t *data, size_t size) {
    void *bytes = malloc(size + !size);

    ASSERT(bytes);
    if (size)
        memcpy(bytes, data, size);
    return bytes;
}

#endif
