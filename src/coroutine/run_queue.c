#include "coroutine/run_queue.h"

#include "base/memory.h"

#include <stdlib.h>

void row_grow(struct row *row) {
    size_t room = row->room ? 2 * row->room : 16, count = row_count(row);
    struct coroutine **ring = memory_resize(NULL, room, sizeof *ring);

    for (size_t i = 0; i < count; i++)
        ring[i] = row_at(row, i);
    free(row->ring);
    *row = (struct row){.ring = ring, .room = room, .last = count};
}

void row_clear(struct row *row) {
    free(row->ring);
    *row = (struct row){0};
}
