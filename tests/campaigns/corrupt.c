#include "tests/campaigns/corrupt.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { page = 4096, header = 100, page_head = 12 };

/* A weak generator, but the same on every machine, so that a campaign can be repeated. */
static size_t below(unsigned short state[3], size_t limit) {
    return (size_t)nrand48(state) % limit;
}

/* The header of page `which`. In the first page it follows the header of the file. */
static char *head_of(char *bytes, size_t which) {
    return bytes + which * page + (which == 0 ? header : 0);
}

static void swap_pages(char *one, char *other) {
    char kept[page];

    memcpy(kept, one, page);
    memmove(one, other, page);
    memcpy(other, kept, page);
}

void corrupt(char *bytes, size_t *size, const char *how) {
    unsigned seed = 0;
    char kind[16] = "";
    unsigned short state[3];
    size_t pages = *size / page, times;

    sscanf(how, "%15s %u", kind, &seed);
    state[0] = 0x330e;
    state[1] = (unsigned short)seed;
    state[2] = (unsigned short)(seed >> 16);
    times = 1 + below(state, 64);
    if (!strcmp(kind, "cut"))
        *size = below(state, *size);
    else if (!strcmp(kind, "zero"))
        memset(bytes + below(state, pages) * page, 0, page);
    else if (!strcmp(kind, "swap"))
        swap_pages(bytes + below(state, pages) * page, bytes + below(state, pages) * page);
    else
        while (times-- > 0) {
            char *at = !strcmp(kind, "header") ? bytes + 16 + below(state, header - 16)
                       : !strcmp(kind, "heads")
                           ? head_of(bytes, below(state, pages)) + below(state, page_head)
                           : bytes + below(state, *size);

            *at = (char)below(state, 256);
        }
}
