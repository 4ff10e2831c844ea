/* A bounded queue of numbers from one thread to many: a lock-free ring, and two semaphores to wait
 * on (futexes: no system call if no thread waits). A putter that finds the queue full is woken when
 * it is half empty, the low-water mark, and not for each item that is taken, because what a thread
 * pays for is being woken. coroutine/channel.h follows the same rule. */
#ifndef MODEL_QUEUE_H
#define MODEL_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

struct queue;

/* Creates a queue with room for `capacity` items. Owned by the caller. */
struct queue *queue_new(int64_t capacity);
void queue_free(struct queue *queue);

/* Waits for room, then puts the item in. Called by one thread. Must not be called
 * after queue_close(). */
void queue_put(struct queue *queue, int64_t item);

/* Waits for an item and takes it. May be called by any number of threads at once. Returns false if
 * the queue is closed and empty. */
bool queue_take(struct queue *queue, int64_t *item);

/* Declares that nothing more will be put in. Called by the thread that puts. Each of `takers`
 * threads may then receive false from queue_take() once. */
void queue_close(struct queue *queue, int64_t takers);

#endif
