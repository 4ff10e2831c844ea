/* A bounded queue of numbers between coroutines of several schedulers, each on a thread of its own.
 * One coroutine puts; any take. To keep the schedulers out of each other's way each has a port,
 * which fetches some items at a time, and is called (through an eventfd) only when it had run dry;
 * the putter is called when the queue is half empty, as in channel.h. */
#ifndef COROUTINE_EXCHANGE_H
#define COROUTINE_EXCHANGE_H

#include "coroutine/scheduler.h"

#include <stdbool.h>
#include <stdint.h>

struct exchange;
struct port;

/* Room for `capacity` items in all, those at the ports included, for so many ports. Owned by the
 * caller. On failure NULL and a sentence. */
struct exchange *exchange_new(int64_t capacity, int ports, struct err *err);
void exchange_free(struct exchange *exchange);

/* The i-th port becomes that of this scheduler. Owned by the exchange. */
struct port *port_open(struct exchange *exchange, int i, struct scheduler *scheduler);

/* Hear calls from now on, by a coroutine of its own: scheduler_run() lasts until the exchange is
 * closed. To be called on the scheduler's thread, before scheduler_run() is called to go on. */
void port_hear(struct port *port);

/* From one coroutine of the port's scheduler: wait for room, then put the item in. Not after
 * exchange_close(). */
void exchange_put(struct port *port, int64_t item);

/* From any coroutine of the port's scheduler: wait for an item and take it. False when the exchange
 * is closed and nothing is left for this port. */
bool exchange_take(struct port *port, int64_t *item);

/* From the one that puts: nothing more will be put in. */
void exchange_close(struct port *port);

#endif
