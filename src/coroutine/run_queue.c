#include "coroutine/run_queue.h"

#include "base/memory.h"

#include <stdlib.h>

void run_queue_grow(struct run_queue *queue) {
    size_t room = queue->room ? 2 * queue->room : 16, count = run_queue_count(queue);
    struct coroutine **ring = memory_resize(NULL, room, sizeof *ring);

    for (size_t i = 0; i < count; i++)
        ring[i] = run_queue_at(queue, i);
    free(queue->ring);
    *queue = (struct run_queue){.ring = ring, .room = room, .last = count};
}

void run_queue_clear(struct run_queue *queue) {
    free(queue->ring);
    *queue = (struct run_queue){0};
}
