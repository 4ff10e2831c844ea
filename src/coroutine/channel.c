#include "coroutine/channel.h"

#include "base/err.h"
#include "coroutine/coroutine.h"

#include <stdlib.h>

struct channel {
    struct scheduler *scheduler;
    struct coroutine_list takers, putters; /* parked here */
    bool closed;
    size_t capacity, first, count;
    int64_t items[];
};

struct channel *channel_new(struct scheduler *scheduler, size_t capacity) {
    struct channel *channel = calloc(1, sizeof *channel + capacity * sizeof *channel->items);

    PROMISE(channel && capacity > 0);
    channel->scheduler = scheduler;
    channel->capacity = capacity;
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
    size_t place;

    while (channel->count == channel->capacity)
        wait_in(channel, &channel->putters);
    place = channel->first + channel->count++;
    channel->items[place < channel->capacity ? place : place - channel->capacity] = item;
    wake_first(channel, &channel->takers);
}

bool channel_take(struct channel *channel, int64_t *item) {
    while (channel->count == 0) {
        if (channel->closed)
            return false;
        wait_in(channel, &channel->takers);
    }
    *item = channel->items[channel->first];
    if (++channel->first == channel->capacity)
        channel->first = 0;
    channel->count--;
    wake_first(channel, &channel->putters);
    return true;
}

void channel_close(struct channel *channel) {
    channel->closed = true;
    while (channel->takers.head)
        wake_first(channel, &channel->takers);
}
