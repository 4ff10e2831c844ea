/* Answers that are due, first in first out: since all requests wait equally long, who came first is
 * answered first. */
#ifndef SERVER_DUE_H
#define SERVER_DUE_H

#include "task/peer.h"

#include <stddef.h>

struct due {
    int64_t at_ns;    /* not before */
    int64_t start_ns; /* what it is late by is counted from here */
    struct request request;
    int fd; /* it came on */
    uint32_t serial;
};

/* A ring that grows. A zeroed one is empty. */
struct due_queue {
    struct due *ring;
    size_t room, first, count;
};

void due_push(struct due_queue *queue, const struct due *due);

/* The first, or NULL; it stays where it is until the next call. */
const struct due *due_first(const struct due_queue *queue);

/* Take the first away. */
void due_drop(struct due_queue *queue);

#endif
