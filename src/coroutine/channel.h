/* A bounded queue of numbers between coroutines of one scheduler. Each put wakes one waiting taker.
 * Putters that wait for room are woken once the queue is half empty, one by each take. The threads'
 * queue (model/queue.h) follows the same rule. */
#ifndef COROUTINE_CHANNEL_H
#define COROUTINE_CHANNEL_H

#include "coroutine/scheduler.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct channel;

/* Creates a channel with room for `capacity` items. Owned by the caller. */
struct channel *channel_new(struct scheduler *scheduler, size_t capacity);
void channel_free(struct channel *channel);

/* Waits for room, then puts the item in. Called from a coroutine. Must not be called
 * after channel_close(). */
void channel_put(struct channel *channel, int64_t item);

/* Waits for an item and takes it. Called from a coroutine. Returns false if the channel is closed
 * and empty. */
bool channel_take(struct channel *channel, int64_t *item);

/* Declares that nothing more will be put in. Called from a coroutine. */
void channel_close(struct channel *channel);

#endif
