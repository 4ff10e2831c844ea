#include "model/queue.h"

#include "base/err.h"
#include "base/memory.h"
#include "model/semaphore.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Item n lies in cell n modulo the number of cells, which is a power of two. turn says which thread
 * may use the cell: at 2k, the one that puts the cell's k-th item (counted from 0); at 2k + 1, the
 * one that takes it. */
struct queue_cell {
    atomic_llong turn;
    int64_t item;
};

/* A test defines this to let other threads run here. */
#ifndef QUEUE_PAUSE
#define QUEUE_PAUSE()
#endif

/* Members that different threads write are on different cache lines. */
struct queue {
    struct queue_cell *cells;
    int64_t mask, capacity, low_water;
    /* how many items there will have been; known after the close */
    atomic_llong end;
    _Alignas(64) atomic_llong put; /* items put in so far */
    /* items that have been taken or are about to be */
    _Alignas(64) atomic_llong taken;
    _Alignas(64) atomic_bool putter_waits;
    sem_t room; /* posted when there is room */
    /* posted once for each item, and once for each taker after the close */
    _Alignas(64) sem_t takeable;
};

struct queue *queue_new(int64_t capacity) {
    struct queue *queue = aligned_alloc(64, sizeof *queue);
    int64_t cells = 1;

    while (cells < capacity)
        cells *= 2;
    ASSERT(capacity > 0);
    if (!queue)
        memory_missing();
    *queue = (struct queue){
        .cells = memory_touched((size_t)cells, sizeof *queue->cells),
        .mask = cells - 1,
        .capacity = capacity,
        .low_water = capacity / 2,
        .end = INT64_MAX,
    };
    if (!queue->cells)
        memory_missing();
    ASSERT(!sem_init(&queue->takeable, 0, 0) && !sem_init(&queue->room, 0, 0));
    return queue;
}

void queue_free(struct queue *queue) {
    sem_destroy(&queue->takeable);
    sem_destroy(&queue->room);
    memory_free(queue->cells, (size_t)queue->mask + 1, sizeof *queue->cells);
    free(queue);
}

static int64_t left_in(struct queue *queue) {
    return atomic_load(&queue->put) - atomic_load(&queue->taken);
}

/* Called when the putter has found the queue full. The putter announces that it waits, and then
 * checks for room again; a taker takes, and then checks whether the putter waits. Both do so in
 * sequentially consistent order, so at least one of them notices the other. */
static void wait_for_room(struct queue *queue) {
    QUEUE_PAUSE();
    atomic_store(&queue->putter_waits, true);
    if (left_in(queue) <= queue->low_water && atomic_exchange(&queue->putter_waits, false))
        return;
    semaphore_wait(&queue->room);
}

/* Waits until it is the caller's turn at the n-th item's cell, and returns the cell. The thread
 * with the previous turn has already begun it, and can at most have been preempted since. */
static struct queue_cell *cell_of(struct queue *queue, int64_t n, bool taker) {
    struct queue_cell *cell = &queue->cells[n & queue->mask];
    long long turn = 2 * (n / (queue->mask + 1)) + taker;

    while (atomic_load_explicit(&cell->turn, memory_order_acquire) != turn)
        sched_yield();
    return cell;
}

static void end_turn(struct queue_cell *cell) {
    atomic_fetch_add_explicit(&cell->turn, 1, memory_order_release);
}

void queue_put(struct queue *queue, int64_t item) {
    struct queue_cell *cell;

    while (left_in(queue) >= queue->capacity)
        wait_for_room(queue);
    cell = cell_of(queue, atomic_fetch_add(&queue->put, 1), false);
    cell->item = item;
    end_turn(cell);
    sem_post(&queue->takeable);
}

bool queue_take(struct queue *queue, int64_t *item) {
    struct queue_cell *cell;
    int64_t n;

    semaphore_wait(&queue->takeable);
    n = atomic_fetch_add(&queue->taken, 1);
    if (n >= atomic_load(&queue->end))
        return false;
    cell = cell_of(queue, n, true);
    *item = cell->item;
    end_turn(cell);
    if (atomic_load(&queue->putter_waits) && left_in(queue) <= queue->low_water &&
        atomic_exchange(&queue->putter_waits, false))
        sem_post(&queue->room);
    return true;
}

void queue_close(struct queue *queue, int64_t takers) {
    atomic_store(&queue->end, atomic_load(&queue->put));
    while (takers-- > 0)
        sem_post(&queue->takeable);
}
