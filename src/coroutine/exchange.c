#include "coroutine/exchange.h"

#include "base/memory.h"
#include "base/ring.h"
#include "coroutine/run_queue.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { fetch_most = 32 };

/* A test defines this to let other threads run here. */
#ifndef EXCHANGE_PAUSE
#define EXCHANGE_PAUSE()
#endif

struct port {
    struct exchange *exchange;
    struct scheduler *scheduler;
    int call_fd;
    struct run_queue takers; /* parked here */
    /* Items already fetched, from head to tail. Both counters only increase. Only this port
     * adds items. */
    atomic_llong fetched[fetch_most];
    atomic_ullong head, tail;
    /* Protected by the exchange's mutex: */
    bool dry;                 /* takers are parked, and none is about to fetch */
    struct coroutine *putter; /* parked here, or NULL */
} __attribute__((aligned(64)));

struct exchange {
    struct port *ports;
    int port_count, next_port;
    int fetch;                 /* how many items a port fetches at a time */
    pthread_mutex_t mutex;     /* protects the members below */
    struct port *putters_port; /* the port where the putter waits; NULL if it does not wait */
    atomic_bool closed;        /* also read without the mutex */
    struct ring ring;
};

/* --- notifications between ports -------------------------------------------------------------- */

static void call(struct port *port) {
    uint64_t one = 1;

    ASSERT(write(port->call_fd, &one, sizeof one) == sizeof one);
}

static void wake_takers(struct port *port, int count) {
    struct coroutine *taker;

    while (count-- > 0 && (taker = run_queue_pop(&port->takers)))
        scheduler_wake(port->scheduler, taker);
}

/* The coroutine that receives a port's notifications. It wakes one taker, which fetches items and
 * wakes the takers that it has fetched for. */
static void hear_calls(void *argument) {
    struct port *port = argument;
    struct exchange *exchange = port->exchange;
    bool closed = false;
    uint64_t calls;

    while (!closed) {
        struct coroutine *putter;

        scheduler_await(port->scheduler, port->call_fd);
        ASSERT(read(port->call_fd, &calls, sizeof calls) == sizeof calls);
        pthread_mutex_lock(&exchange->mutex);
        putter = port->putter;
        port->putter = NULL;
        closed = exchange->closed;
        pthread_mutex_unlock(&exchange->mutex);
        if (putter)
            scheduler_wake(port->scheduler, putter);
        wake_takers(port, closed ? INT_MAX : 1);
    }
}

/* --- putting ---------------------------------------------------------------------------------- */

/* Searches in rotation, so that no port is starved by another. */
static struct port *find_dry(struct exchange *exchange) {
    for (int i = 0; i < exchange->port_count; i++) {
        struct port *port = &exchange->ports[exchange->next_port++ % exchange->port_count];

        if (port->dry)
            return port;
    }
    return NULL;
}

void exchange_put(struct port *port, int64_t item) {
    struct exchange *exchange = port->exchange;
    struct port *dry;

    pthread_mutex_lock(&exchange->mutex);
    while (exchange->ring.count == exchange->ring.capacity) {
        port->putter = scheduler_running(port->scheduler);
        exchange->putters_port = port;
        pthread_mutex_unlock(&exchange->mutex);
        scheduler_park(port->scheduler);
        pthread_mutex_lock(&exchange->mutex);
    }
    ring_put(&exchange->ring, item);
    dry = find_dry(exchange);
    if (dry)
        dry->dry = false;
    pthread_mutex_unlock(&exchange->mutex);
    if (dry == port)
        wake_takers(port, 1);
    else if (dry)
        call(dry);
}

void exchange_close(struct port *port) {
    struct exchange *exchange = port->exchange;

    pthread_mutex_lock(&exchange->mutex);
    exchange->closed = true;
    pthread_mutex_unlock(&exchange->mutex);
    for (int i = 0; i < exchange->port_count; i++)
        call(&exchange->ports[i]);
}

/* --- taking ----------------------------------------------------------------------------------- */

/* Ends the putter's wait if enough room is free again. If the putter is parked at this port,
 * returns it for the caller to wake; otherwise sets *elsewhere to the port to be notified. */
static struct coroutine *end_putters_wait(struct port *port, struct port **elsewhere) {
    struct exchange *exchange = port->exchange;
    struct coroutine *putter = port->putter;

    if (!exchange->putters_port || exchange->ring.count > exchange->ring.capacity / 2)
        return NULL;
    *elsewhere = putter ? NULL : exchange->putters_port;
    exchange->putters_port = NULL;
    port->putter = NULL;
    return putter;
}

/* Fetches items for this port, which has none. Returns how many it fetched. */
static int fetch(struct port *port) {
    struct exchange *exchange = port->exchange;
    struct port *elsewhere = NULL;
    struct coroutine *putter;
    uint64_t tail = atomic_load_explicit(&port->tail, memory_order_relaxed);
    int count = 0;

    pthread_mutex_lock(&exchange->mutex);
    for (; count < exchange->fetch && exchange->ring.count > 0; count++)
        atomic_store_explicit(&port->fetched[(tail + (uint64_t)count) % fetch_most],
                              ring_take(&exchange->ring), memory_order_relaxed);
    atomic_store_explicit(&port->tail, tail + (uint64_t)count, memory_order_release);
    putter = end_putters_wait(port, &elsewhere);
    port->dry = port->dry || count == 0;
    pthread_mutex_unlock(&exchange->mutex);
    if (putter)
        scheduler_wake(port->scheduler, putter);
    if (elsewhere)
        call(elsewhere);
    return count;
}

/* Claims one of the items that a port has fetched. Other threads may try to claim the same item;
 * the compare-and-exchange then fails, and the item read is discarded. */
static bool claim(struct port *from, int64_t *item) {
    uint64_t head = atomic_load_explicit(&from->head, memory_order_acquire);

    while (head < atomic_load_explicit(&from->tail, memory_order_acquire)) {
        *item = atomic_load_explicit(&from->fetched[head % fetch_most], memory_order_relaxed);
        EXCHANGE_PAUSE();
        if (atomic_compare_exchange_weak(&from->head, &head, head + 1))
            return true;
    }
    return false;
}

/* Claims an item that another port has fetched for workers that are asleep now, so that the item
 * does not have to wait for them. */
static bool claim_elsewhere(struct port *port, int64_t *item) {
    struct exchange *exchange = port->exchange;

    for (int i = 0; i < exchange->port_count; i++)
        if (claim(&exchange->ports[i], item))
            return true;
    return false;
}

bool exchange_take(struct port *port, int64_t *item) {
    while (!claim(port, item)) {
        bool closed = atomic_load(
            &port->exchange->closed); /* before looking, or one put since would be lost */
        int fetched = fetch(port);

        if (fetched > 0) {
            wake_takers(port, fetched); /* one more than there will be items for, to fetch again */
        } else if (claim_elsewhere(port, item)) {
            return true;
        } else if (closed) {
            return false;
        } else {
            run_queue_push(&port->takers, scheduler_running(port->scheduler));
            scheduler_park(port->scheduler);
        }
    }
    return true;
}

/* --- creation and destruction ----------------------------------------------------------------- */

/* The ring's capacity is `capacity` minus what the ports may hold in addition to it. */
struct exchange *exchange_new(int64_t capacity, int ports, struct err *err) {
    int64_t fetch = capacity / (2 * ports);
    int64_t held;
    struct exchange *exchange;

    fetch = fetch < 1 ? 1 : fetch > fetch_most ? fetch_most : fetch;
    held = ports * (fetch - 1);
    exchange = memory_touched(1, sizeof *exchange + ring_bytes((size_t)(capacity - held)));
    ASSERT(capacity > 0 && ports > 0);
    if (!exchange)
        memory_missing();
    exchange->ring.capacity = (size_t)(capacity - held);
    exchange->fetch = (int)fetch;
    exchange->ports = aligned_alloc(64, (size_t)ports * sizeof *exchange->ports);
    if (!exchange->ports)
        memory_missing();
    memset(exchange->ports, 0, (size_t)ports * sizeof *exchange->ports);
    pthread_mutex_init(&exchange->mutex, NULL);
    for (int i = 0; i < ports; i++, exchange->port_count++) {
        exchange->ports[i].exchange = exchange;
        exchange->ports[i].call_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (exchange->ports[i].call_fd < 0) {
            err_set(err, ERR_TRIAL, "cannot make an event descriptor: %s", strerror(errno));
            exchange_free(exchange);
            return NULL;
        }
    }
    return exchange;
}

void exchange_free(struct exchange *exchange) {
    while (exchange->port_count > 0) {
        struct port *port = &exchange->ports[--exchange->port_count];

        close(port->call_fd);
        run_queue_clear(&port->takers);
    }
    pthread_mutex_destroy(&exchange->mutex);
    free(exchange->ports);
    memory_free(exchange, 1, sizeof *exchange + ring_bytes(exchange->ring.capacity));
}

struct port *port_open(struct exchange *exchange, int i, struct scheduler *scheduler) {
    struct port *port = &exchange->ports[i];

    port->scheduler = scheduler;
    return port;
}

void port_hear(struct port *port) {
    scheduler_spawn(port->scheduler, hear_calls, port);
}
