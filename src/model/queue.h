/* A bounded queue of numbers from one thread to many: a ring without locks, and two semaphores to
 * wait at (futexes: no system call where nobody waits). Whoever finds it full is woken when it is
 * half empty, as at a low-water mark, and not for each item that is taken: being woken is what a
 * thread pays for. coroutine/channel.h has the same rule. */
#ifndef MODEL_QUEUE_H
#define MODEL_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

struct queue;

/* Owned by the caller. */
struct queue *queue_new(int64_t capacity);
void queue_free(struct queue *queue);

/* From one thread: wait for room, then put the item in. Not after queue_close(). */
void queue_put(struct queue *queue, int64_t item);

/* From any thread, any number at once: wait for an item and take it. False when the queue is closed
 * and empty. */
bool queue_take(struct queue *queue, int64_t *item);

/* From the thread that puts: nothing more will be put in; `takers` threads may each come to hear of
 * it once. */
void queue_close(struct queue *queue, int64_t takers);

#endif
