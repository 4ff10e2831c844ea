#include "server/due.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Enlarges the ring. Its first entry moves to the start. */
static void grow(struct due_queue *queue) {
    size_t room = queue->room ? 2 * queue->room : 1024, behind = queue->room - queue->first;
    struct due *ring = memory_resize(NULL, room, sizeof *ring);

    if (queue->room) {
        memcpy(ring, queue->ring + queue->first, behind * sizeof *ring);
        memcpy(ring + behind, queue->ring, queue->first * sizeof *ring);
    }
    free(queue->ring);
    *queue = (struct due_queue){.ring = ring, .room = room, .count = queue->count};
}

void due_push(struct due_queue *queue, const struct due *due) {
    if (queue->count == queue->room)
        grow(queue);
    queue->ring[(queue->first + queue->count++) % queue->room] = *due;
}

const struct due *due_first(const struct due_queue *queue) {
    return queue->count > 0 ? &queue->ring[queue->first] : NULL;
}

void due_drop(struct due_queue *queue) {
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
}
