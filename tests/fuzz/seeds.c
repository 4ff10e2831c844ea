/* The main of a fuzz target without libFuzzer: feeds it the inputs of its corpus.
 * usage: fuzz_TARGET FILE … */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>

static const size_t size_most = 1 << 20;

static void feed(const char *path) {
    FILE *file = fopen(path, "r");
    uint8_t *data = malloc(size_most);
    size_t size;

    ASSERT(file && data);
    size = fread(data, 1, size_most, file);
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        feed(argv[i]);
    return 0;
}
