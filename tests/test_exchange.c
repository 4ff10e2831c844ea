#include "tests/test.h"

/* Compiles the exchange itself, with an occasional pause between reading an item and claiming
 * it. */
static void pause_of_claim(void);
#define EXCHANGE_PAUSE() pause_of_claim()
#include "coroutine/exchange.c"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { loops = 3, takers_each = 20, items = 30000 };

static struct exchange *exchange;
static atomic_int seen[items], put_count, taken_count, greatest_ahead;

static void pause_of_claim(void) {
    static _Thread_local unsigned claims;

    if (++claims % 16 == 0)
        sched_yield();
}

struct loop {
    int number;
    struct scheduler *scheduler;
    struct port *port;
};

static void take_all(void *argument) {
    struct loop *loop = argument;
    int64_t item;

    while (exchange_take(loop->port, &item)) {
        int ahead = atomic_load(&put_count) - atomic_fetch_add(&taken_count, 1) - 1;

        if (ahead > atomic_load(&greatest_ahead))
            atomic_store(&greatest_ahead, ahead);
        atomic_fetch_add(&seen[item], 1);
        if (item % 1000 < 200) { /* sometimes there is much to wait for, sometimes nothing */
            struct wait wait;

            scheduler_sleep(loop->scheduler, 1 + item % 7 * 1000, &wait);
        }
    }
}

static void put_all(void *argument) {
    struct loop *loop = argument;

    for (int64_t item = 0; item < items; item++) {
        exchange_put(loop->port, item);
        atomic_fetch_add(&put_count, 1);
    }
    exchange_close(loop->port);
}

/* Run a loop; the last one has the putter. */
static void *run_loop(void *argument) {
    struct scheduler_config make = {
        .capacity = takers_each + 2, .stack_bytes = SCHEDULER_STACK_BYTES, .lateness_ns = 1};
    struct loop *loop = argument;
    struct err err;

    loop->scheduler = scheduler_new(&make, &err);
    assert_non_null(loop->scheduler);
    loop->port = port_open(exchange, loop->number, loop->scheduler);
    for (int j = 0; j < takers_each; j++)
        scheduler_spawn(loop->scheduler, take_all, loop);
    scheduler_run(loop->scheduler); /* until all of them wait */
    port_hear(loop->port);
    if (loop->number == loops - 1)
        scheduler_spawn(loop->scheduler, put_all, loop);
    scheduler_run(loop->scheduler);
    scheduler_free(loop->scheduler);
    return NULL;
}

static void hand_on(int64_t room) {
    struct loop loop[loops];
    pthread_t threads[loops - 1];
    struct err err;

    memset(seen, 0, sizeof seen);
    atomic_store(&put_count, 0);
    atomic_store(&taken_count, 0);
    atomic_store(&greatest_ahead, 0);
    exchange = exchange_new(room, loops, &err);
    assert_non_null(exchange);
    for (int i = 0; i < loops; i++)
        loop[i] = (struct loop){.number = i};
    for (int i = 0; i < loops - 1; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run_loop, &loop[i]), 0);
    run_loop(&loop[loops - 1]);
    for (int i = 0; i < loops - 1; i++)
        pthread_join(threads[i], NULL);
    exchange_free(exchange);
}

/* With room for a single item, for fewer than there are ports, or for plenty. */
static void
exchange__hands_on_every_item_once_and_never_holds_more_than_its_capacity(void **state) {
    static const int64_t rooms[] = {1, 2, 7, 64, 1000};

    (void)state;
    for (size_t i = 0; i < COUNT(rooms); i++) {
        hand_on(rooms[i]);
        assert_int_equal(atomic_load(&taken_count), items);
        for (int item = 0; item < items; item++)
            assert_int_equal(atomic_load(&seen[item]), 1);
        /* one taker of each loop may have taken an item that is not counted yet */
        assert_in_range(atomic_load(&greatest_ahead), 0, rooms[i] + loops);
    }
}

/* One loop fetches more items than its only taker can use at once; the taker of the other loop must
 * not wait for it. */
enum { shared_items = 8, rest_ms = 100 };

static atomic_int had[2];

static void take_and_rest(void *argument) {
    struct loop *loop = argument;
    struct wait wait;
    int64_t item;

    while (exchange_take(loop->port, &item)) {
        atomic_fetch_add(&had[loop->number], 1);
        scheduler_sleep(loop->scheduler, rest_ms * 1000000LL, &wait);
    }
}

static void put_few(void *argument) {
    struct loop *loop = argument;

    for (int64_t item = 0; item < shared_items; item++)
        exchange_put(loop->port, item);
    exchange_close(loop->port);
}

static void *run_resting_loop(void *argument) {
    struct scheduler_config make = {
        .capacity = 3, .stack_bytes = SCHEDULER_STACK_BYTES, .lateness_ns = 1};
    struct loop *loop = argument;
    struct err err;

    loop->scheduler = scheduler_new(&make, &err);
    assert_non_null(loop->scheduler);
    loop->port = port_open(exchange, loop->number, loop->scheduler);
    scheduler_spawn(loop->scheduler, take_and_rest, loop);
    scheduler_run(loop->scheduler);
    port_hear(loop->port);
    if (loop->number == 1)
        scheduler_spawn(loop->scheduler, put_few, loop);
    scheduler_run(loop->scheduler);
    scheduler_free(loop->scheduler);
    return NULL;
}

static void exchange__lets_no_item_wait_for_a_taker_who_is_asleep(void **state) {
    struct loop loop[2] = {{.number = 0}, {.number = 1}};
    pthread_t thread;
    struct err err;

    (void)state;
    exchange = exchange_new(4 * shared_items, 2, &err);
    assert_non_null(exchange);
    assert_int_equal(pthread_create(&thread, NULL, run_resting_loop, &loop[0]), 0);
    run_resting_loop(&loop[1]);
    pthread_join(thread, NULL);
    exchange_free(exchange);
    assert_int_equal(had[0] + had[1], shared_items);
    assert_in_range(had[0], 2, shared_items - 2);
}

/* All items are put at once and fetched at once, by the one taker that was woken. The other takers
 * must work on them too, and not wait until the first is back. */
static int busy_takers, busy_takers_before_the_close;

static void take_and_rest_long(void *argument) {
    struct loop *loop = argument;
    struct wait wait;
    int64_t item;

    while (exchange_take(loop->port, &item)) {
        busy_takers++;
        scheduler_sleep(loop->scheduler, rest_ms * 1000000LL, &wait);
    }
}

/* Closing would wake all takers, so it comes later. */
static void put_few_and_close_later(void *argument) {
    struct loop *loop = argument;
    struct wait wait;

    for (int64_t item = 0; item < shared_items; item++)
        exchange_put(loop->port, item);
    scheduler_sleep(loop->scheduler, 1000000, &wait);
    busy_takers_before_the_close = busy_takers;
    exchange_close(loop->port);
}

static void exchange__wakes_a_taker_for_each_item_that_was_fetched(void **state) {
    struct scheduler_config make = {
        .capacity = shared_items + 2, .stack_bytes = SCHEDULER_STACK_BYTES, .lateness_ns = 1};
    struct loop loop = {.number = 0};
    struct err err;

    (void)state;
    exchange = exchange_new(4 * shared_items, 1, &err);
    loop.scheduler = scheduler_new(&make, &err);
    assert_non_null(loop.scheduler);
    loop.port = port_open(exchange, 0, loop.scheduler);
    for (int i = 0; i < shared_items; i++)
        scheduler_spawn(loop.scheduler, take_and_rest_long, &loop);
    scheduler_run(loop.scheduler); /* until all of them wait */
    port_hear(loop.port);
    scheduler_spawn(loop.scheduler, put_few_and_close_later, &loop);
    scheduler_run(loop.scheduler);
    scheduler_free(loop.scheduler);
    exchange_free(exchange);
    assert_int_equal(busy_takers_before_the_close, shared_items);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exchange__hands_on_every_item_once_and_never_holds_more_than_its_capacity),
        cmocka_unit_test(exchange__lets_no_item_wait_for_a_taker_who_is_asleep),
        cmocka_unit_test(exchange__wakes_a_taker_for_each_item_that_was_fetched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
