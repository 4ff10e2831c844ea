#include "model/queue.h"

#include "base/err.h"
#include "base/ring.h"
#include "model/semaphore.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    sem_t takeable; /* items, and after the close one last word per taker */
    sem_t room;
    pthread_mutex_t mutex; /* of what follows */
    bool closed;
    struct ring ring;
};

struct queue *queue_new(int64_t capacity) {
    struct queue *queue = calloc(1, sizeof *queue + ring_bytes((size_t)capacity));

    PROMISE(queue && capacity > 0);
    queue->ring.capacity = (size_t)capacity;
    PROMISE(!sem_init(&queue->takeable, 0, 0) && !sem_init(&queue->room, 0, (unsigned)capacity));
    pthread_mutex_init(&queue->mutex, NULL);
    return queue;
}

void queue_free(struct queue *queue) {
    sem_destroy(&queue->takeable);
    sem_destroy(&queue->room);
    pthread_mutex_destroy(&queue->mutex);
    free(queue);
}

void queue_put(struct queue *queue, int64_t item) {
    semaphore_wait(&queue->room);
    pthread_mutex_lock(&queue->mutex);
    ring_put(&queue->ring, item);
    pthread_mutex_unlock(&queue->mutex);
    sem_post(&queue->takeable);
}

bool queue_take(struct queue *queue, int64_t *item) {
    bool found;

    semaphore_wait(&queue->takeable);
    pthread_mutex_lock(&queue->mutex);
    found = queue->ring.count > 0;
    PROMISE(found || queue->closed);
    if (found)
        *item = ring_take(&queue->ring);
    pthread_mutex_unlock(&queue->mutex);
    if (found)
        sem_post(&queue->room);
    return found;
}

void queue_close(struct queue *queue, int64_t takers) {
    pthread_mutex_lock(&queue->mutex);
    queue->closed = true;
    pthread_mutex_unlock(&queue->mutex);
    while (takers-- > 0)
        sem_post(&queue->takeable);
}
