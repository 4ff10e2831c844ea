#include "coroutine/channel.h"

#include "base/err.h"
#include "base/memory.h"
#include "base/ring.h"
#include "coroutine/run_queue.h"

struct channel {
    struct scheduler *scheduler;
    struct run_queue takers, putters; /* parked here */
    bool closed;
    struct ring ring;
};

struct channel *channel_new(struct scheduler *scheduler, size_t capacity) {
    struct channel *channel = memory_touched(1, sizeof *channel + ring_bytes(capacity));

    ASSERT(capacity > 0);
    if (!channel)
        memory_missing();
    channel->scheduler = scheduler;
    channel->ring.capacity = capacity;
    return channel;
}

void channel_free(struct channel *channel) {
    run_queue_clear(&channel->takers);
    run_queue_clear(&channel->putters);
    memory_free(channel, 1, sizeof *channel + ring_bytes(channel->ring.capacity));
}

static void wait_in(struct channel *channel, struct run_queue *row) {
    run_queue_push(row, scheduler_running(channel->scheduler));
    scheduler_park(channel->scheduler);
}

static void wake_first(struct channel *channel, struct run_queue *row) {
    struct coroutine *first = run_queue_pop(row);

    if (first)
        scheduler_wake(channel->scheduler, first);
}

void channel_put(struct channel *channel, int64_t item) {
    while (channel->ring.count == channel->ring.capacity)
        wait_in(channel, &channel->putters);
    ring_put(&channel->ring, item);
    wake_first(channel, &channel->takers);
}

bool channel_take(struct channel *channel, int64_t *item) {
    while (channel->ring.count == 0) {
        if (channel->closed)
            return false;
        wait_in(channel, &channel->takers);
    }
    *item = ring_take(&channel->ring);
    if (channel->ring.count <= channel->ring.capacity / 2)
        wake_first(channel, &channel->putters);
    return true;
}

void channel_close(struct channel *channel) {
    channel->closed = true;
    while (run_queue_count(&channel->takers) > 0)
        wake_first(channel, &channel->takers);
}
