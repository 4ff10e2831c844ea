/* A bounded queue of numbers between coroutines of several schedulers, each on its own thread. One
 * coroutine puts items in; any coroutine may take them. To keep the schedulers from contending,
 * each has a port, which fetches several items at a time and is notified (through an eventfd) only
 * if it had run dry. The putter is notified when the queue is half empty, as in channel.h. */
#ifndef COROUTINE_EXCHANGE_H
#define COROUTINE_EXCHANGE_H

#include "coroutine/scheduler.h"

#include <stdbool.h>
#include <stdint.h>

struct exchange;
struct port;

/* Creates an exchange for `ports` ports with room for `capacity` items in all, including those that
 * the ports hold. Owned by the caller. Returns NULL and sets *err on failure. */
struct exchange *exchange_new(int64_t capacity, int ports, struct err *err);
void exchange_free(struct exchange *exchange);

/* Assigns the i-th port to this scheduler and returns it. Owned by the exchange. */
struct port *port_open(struct exchange *exchange, int i, struct scheduler *scheduler);

/* Spawns a coroutine that receives the port's notifications; from then on scheduler_run() lasts
 * until the exchange is closed. Must be called on the scheduler's thread, before the
 * scheduler_run() that is to use the exchange. */
void port_hear(struct port *port);

/* Waits for room, then puts the item in. Called by one coroutine of the port's scheduler. Must not
 * be called after exchange_close(). */
void exchange_put(struct port *port, int64_t item);

/* Waits for an item and takes it. May be called by any coroutine of the port's scheduler. Returns
 * false if the exchange is closed and nothing is left for this port. */
bool exchange_take(struct port *port, int64_t *item);

/* Declares that nothing more will be put in. Called by the coroutine that puts. */
void exchange_close(struct port *port);

#endif
