/* A bounded queue of numbers between coroutines of one scheduler. Each put wakes one
 * waiting taker; a putter who waits for room is woken when it is half empty, one by each take. The
 * queue of threads (model/queue.h) has the same rule. */
#ifndef COROUTINE_CHANNEL_H
#define COROUTINE_CHANNEL_H

#include "coroutine/scheduler.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct channel;

/* Room for `capacity` items. Owned by the caller. */
struct channel *channel_new(struct scheduler *scheduler, size_t capacity);
void channel_free(struct channel *channel);

/* From a coroutine: wait for room, then put the item in. Not after channel_close(). */
void channel_put(struct channel *channel, int64_t item);

/* From a coroutine: wait for an item and take it. False when the channel is closed and empty. */
bool channel_take(struct channel *channel, int64_t *item);

/* From a coroutine: nothing more will be put in. */
void channel_close(struct channel *channel);

#endif
