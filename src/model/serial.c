/* The baseline: one worker in the calling thread, without a queue. Shows what the same code path
 * costs when there is no other worker to switch to. */
#include "base/clock.h"
#include "model/nanosleep.h"
#include "model/pool.h"

struct serial {
    struct runtime runtime;
    worker_body *body;
    void *context;
    int64_t put, taken;
};

static int serial_spawn(struct runtime *runtime, int64_t count, worker_body *body, void *context,
                        int64_t *made, struct err *err) {
    struct serial *serial = (struct serial *)runtime;

    (void)err;
    ASSERT(count == 1);
    serial->body = body;
    serial->context = context;
    *made = 1;
    return 0;
}

static void serial_produce(struct runtime *runtime, worker_body *producer, void *context) {
    struct serial *serial = (struct serial *)runtime;

    producer(runtime, 0, context);
    serial->body(runtime, 0, serial->context);
}

static void serial_put(struct runtime *runtime, int64_t task) {
    ((struct serial *)runtime)->put = task + 1;
}

static bool serial_take(struct runtime *runtime, int64_t worker, int64_t *task) {
    struct serial *serial = (struct serial *)runtime;

    (void)worker;
    *task = serial->taken++;
    return *task < serial->put;
}

static void serial_nothing(struct runtime *runtime) {
    (void)runtime;
}

static int serial_run(struct run *run, struct err *err) {
    struct serial serial = {
        .runtime =
            {
                .one_thread = true,
                .spin_ns = run->spec->spin_ns,
                .spawn = serial_spawn,
                .produce = serial_produce,
                .put = serial_put,
                .close = serial_nothing,
                .take = serial_take,
                .sleep = nanosleep_wait,
                .await = nanosleep_await,
                .now = nanosleep_now,
                .join = serial_nothing,
            },
    };

    return pool_run(&serial.runtime, run, err);
}

const struct model model_serial = {
    .name = "serial",
    .help = "one worker in the calling thread, no queue: the reference (c = 1 only)",
    .engine = 1,
    .spins = true,
    .lone = true,
    .run = serial_run,
};
