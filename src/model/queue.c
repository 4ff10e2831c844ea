#include "model/queue.h"

#include "base/err.h"
#include "base/memory.h"
#include "model/semaphore.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Item number n lies in cell n modulo the number of cells, a power of two. A cell tells whose turn
 * it is: 2k, that of the k-th item that will lie there; 2k + 1, that of its taker. */
struct cell {
    atomic_llong turn;
    int64_t item;
};

/* A test lets other threads run here. */
#ifndef QUEUE_PAUSE
#define QUEUE_PAUSE()
#endif

/* What is written by different threads lies on different lines. */
struct queue {
    struct cell *cells;
    int64_t mask, capacity, low_water;
    atomic_llong end;              /* how many items there will have been; known after the close */
    _Alignas(64) atomic_llong put; /* items so far */
    _Alignas(64) atomic_llong taken; /* items that somebody has taken or is about to */
    _Alignas(64) atomic_bool putter_waits;
    sem_t room;                  /* there */
    _Alignas(64) sem_t takeable; /* items, and after the close one last word per taker */
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

/* The queue was full when the putter looked. It says that it waits, and then looks again, as takers
 * take and then look whether it waits. Both do so in sequentially consistent order, so one of the
 * two sees the other. */
static void wait_for_room(struct queue *queue) {
    QUEUE_PAUSE();
    atomic_store(&queue->putter_waits, true);
    if (left_in(queue) <= queue->low_water && atomic_exchange(&queue->putter_waits, false))
        return;
    semaphore_wait(&queue->room);
}

/* The n-th item's cell, once it is that turn there. Whoever had the turn before has begun it, and
 * may only have been kept off the CPU since. */
static struct cell *cell_of(struct queue *queue, int64_t n, bool taker) {
    struct cell *cell = &queue->cells[n & queue->mask];
    long long turn = 2 * (n / (queue->mask + 1)) + taker;

    while (atomic_load_explicit(&cell->turn, memory_order_acquire) != turn)
        sched_yield();
    return cell;
}

static void end_turn(struct cell *cell) {
    atomic_fetch_add_explicit(&cell->turn, 1, memory_order_release);
}

void queue_put(struct queue *queue, int64_t item) {
    struct cell *cell;

    while (left_in(queue) >= queue->capacity)
        wait_for_room(queue);
    cell = cell_of(queue, atomic_fetch_add(&queue->put, 1), false);
    cell->item = item;
    end_turn(cell);
    sem_post(&queue->takeable);
}

bool queue_take(struct queue *queue, int64_t *item) {
    struct cell *cell;
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
