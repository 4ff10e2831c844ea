#include "coroutine/channel.h"

#include "base/err.h"
#include "base/ring.h"
#include "coroutine/coroutine.h"

#include <stdlib.h>

struct channel {
    struct scheduler *scheduler;
    struct coroutine_list takers, putters; /* parked here */
    bool closed;
    struct ring ring;
};

struct channel *channel_new(struct scheduler *scheduler, size_t capacity) {
    struct channel *channel = calloc(1, sizeof *channel + ring_bytes(capacity));

    PROMISE(channel && capacity > 0);
    channel->scheduler = scheduler;
    channel->ring.capacity = capacity;
    return channel;
}

void channel_free(struct channel *channel) {
    free(channel);
}

static void wait_in(struct channel *channel, struct coroutine_list *list) {
    list_push(list, scheduler_running(channel->scheduler));
    scheduler_park(channel->scheduler);
}

static void wake_first(struct channel *channel, struct coroutine_list *list) {
    struct coroutine *first = list_pop(list);

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
    while (channel->takers.head)
        wake_first(channel, &channel->takers);
}
