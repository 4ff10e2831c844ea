/* A bounded queue of numbers between threads: a ring behind a mutex, and two semaphores, one
 * counting what can be taken and one what there is room for. */
#ifndef MODEL_QUEUE_H
#define MODEL_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

struct queue;

/* Owned by the caller. */
struct queue *queue_new(int64_t capacity);
void queue_free(struct queue *queue);

/* From any thread: wait for room, then put the item in. Not after queue_close(). */
void queue_put(struct queue *queue, int64_t item);

/* From any thread, any number at once: wait for an item and take it. False when the queue is closed
 * and empty. */
bool queue_take(struct queue *queue, int64_t *item);

/* Nothing more will be put in; `takers` threads may each come to hear of it once. */
void queue_close(struct queue *queue, int64_t takers);

#endif
