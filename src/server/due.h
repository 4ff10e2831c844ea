/* Pending answers, first in, first out: all requests wait equally long, so the first to arrive is
 * the first to be answered. */
#ifndef SERVER_DUE_H
#define SERVER_DUE_H

#include "task/peer.h"

#include <stddef.h>

struct due {
    int64_t at_ns;    /* when to answer; never earlier */
    int64_t start_ns; /* when the task began; its lateness counts from here */
    struct request request;
    int fd; /* where the request came from */
    uint32_t serial;
};

/* A ring that grows. Empty if zeroed. */
struct due_queue {
    struct due *ring;
    size_t room, first, count;
};

void due_push(struct due_queue *queue, const struct due *due);

/* The first answer; NULL if there is none. Valid until the next call. */
const struct due *due_first(const struct due_queue *queue);

/* Removes the first answer. There must be one. */
void due_drop(struct due_queue *queue);

#endif
