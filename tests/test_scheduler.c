#include "tests/test.h"

#include "base/clock.h"
#include "coroutine/channel.h"
#include "coroutine/scheduler.h"

#include <stdbool.h>
#include <unistd.h>

static struct scheduler *scheduler;
static struct channel *channel;

static int set_up(void **state) {
    struct err err;

    (void)state;
    scheduler = scheduler_new(&(struct scheduler_config){.capacity = 64,
                                                         .stack_bytes = SCHEDULER_STACK_BYTES,
                                                         .lateness_ns = 1},
                              &err);
    channel = channel_new(scheduler, 2);
    return scheduler && channel ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    channel_free(channel);
    scheduler_free(scheduler);
    return 0;
}

/* --- sleeping --------------------------------------------------------------------------------- */

struct sleeper {
    int64_t sleep_ns;
    struct wait wait;
    int64_t begun_ns;
    int order; /* of waking up */
};

static int woken;

static void sleep_once(void *argument) {
    struct sleeper *sleeper = argument;

    scheduler_sleep(scheduler, sleeper->sleep_ns, &sleeper->wait);
    sleeper->order = ++woken;
}

static void sleep__lasts_at_least_as_asked_and_ends_in_order(void **state) {
    struct sleeper sleepers[] = {
        {.sleep_ns = 9000000}, {.sleep_ns = 1000000}, {.sleep_ns = 5000000}};
    int64_t begun_ns = clock_ns();

    (void)state;
    woken = 0;
    for (size_t i = 0; i < COUNT(sleepers); i++)
        scheduler_spawn(scheduler, sleep_once, &sleepers[i]);
    scheduler_run(scheduler);
    assert_true(clock_ns() - begun_ns >= 9000000);
    for (size_t i = 0; i < COUNT(sleepers); i++) {
        assert_true(sleepers[i].wait.start_ns >= begun_ns);
        assert_true(sleepers[i].wait.end_ns - sleepers[i].wait.start_ns >= sleepers[i].sleep_ns);
    }
    assert_int_equal(sleepers[0].order, 3);
    assert_int_equal(sleepers[1].order, 1);
    assert_int_equal(sleepers[2].order, 2);
}

/* A worker that burns CPU before its sleep. It reads the scheduler's clock only after that. */
static void burn_then_sleep(void *argument) {
    struct sleeper *sleeper = argument;

    sleeper->begun_ns = clock_ns();
    while (clock_ns() - sleeper->begun_ns < 1000000)
        ;
    scheduler_now(scheduler);
    sleep_once(sleeper);
}

/* The sleep includes neither the work before it nor the work of the next worker. */
static void sleep__begins_between_its_own_work_and_the_next_workers(void **state) {
    struct sleeper sleepers[4];

    (void)state;
    for (size_t i = 0; i < COUNT(sleepers); i++) {
        sleepers[i] = (struct sleeper){.sleep_ns = 20000000};
        scheduler_spawn(scheduler, burn_then_sleep, &sleepers[i]);
    }
    scheduler_run(scheduler);
    for (size_t i = 0; i < COUNT(sleepers); i++) {
        assert_true(sleepers[i].wait.start_ns - sleepers[i].begun_ns >= 1000000);
        assert_true(sleepers[i].wait.end_ns - sleepers[i].wait.start_ns >= 20000000);
        if (i + 1 < COUNT(sleepers))
            assert_true(sleepers[i].wait.start_ns <= sleepers[i + 1].begun_ns);
    }
}

/* --- coroutines that can always run ----------------------------------------------------------- */

static bool talk_over;
static int said;

/* Two coroutines that hand items to each other: one of them can always run. */
static void talk(void *argument) {
    (void)argument;
    for (said = 0; !talk_over; said++)
        channel_put(channel, 1);
    channel_close(channel);
}

static void listen_to_talk(void *argument) {
    int64_t item;

    (void)argument;
    while (channel_take(channel, &item))
        ;
}

static void sleep_often(void *argument) {
    struct wait wait;

    for (int i = 0; i < 200; i++)
        scheduler_sleep(scheduler, 1, &wait);
    ++*(int *)argument;
}

/* A coroutine that sleeps next to the two wakes up on time. The two also make progress while many
 * sleepers are always due. */
static void sleep_then_end_the_talk(void *argument) {
    sleep_once(argument);
    talk_over = true;
}

static void sleepers_and_talkers__leave_each_other_their_turns(void **state) {
    struct sleeper last = {.sleep_ns = 20000000};
    int ended_early = 0;

    (void)state;
    talk_over = false;
    scheduler_spawn(scheduler, listen_to_talk, NULL);
    scheduler_spawn(scheduler, talk, NULL);
    for (int i = 0; i < 40; i++)
        scheduler_spawn(scheduler, sleep_often, &ended_early);
    scheduler_spawn(scheduler, sleep_then_end_the_talk, &last);
    scheduler_run(scheduler);
    assert_true(last.wait.end_ns - last.wait.start_ns >= 20000000);
    assert_int_equal(ended_early, 40);
    assert_true(said > 200);
}

/* The end of the sleep is polled; otherwise the lateness of a second would show. */
static void spin__wakes_on_time_whatever_the_timer_does(void **state) {
    struct scheduler_config make = {.capacity = 2,
                                    .stack_bytes = SCHEDULER_STACK_BYTES,
                                    .lateness_ns = 1000000000,
                                    .spin_ns = 1100000000};
    struct scheduler *before = scheduler;
    struct sleeper sleepers[] = {{.sleep_ns = 3000000}, {.sleep_ns = 1000000}};
    struct err err;

    (void)state;
    woken = 0;
    scheduler = scheduler_new(&make, &err);
    assert_non_null(scheduler);
    for (size_t i = 0; i < COUNT(sleepers); i++)
        scheduler_spawn(scheduler, sleep_once, &sleepers[i]);
    scheduler_run(scheduler);
    scheduler_free(scheduler);
    scheduler = before;
    for (size_t i = 0; i < COUNT(sleepers); i++) {
        int64_t slept_ns = sleepers[i].wait.end_ns - sleepers[i].wait.start_ns;

        assert_in_range(slept_ns, sleepers[i].sleep_ns, 900000000);
    }
    assert_int_equal(sleepers[1].order, 1);
}

/* The timer, including its lateness, wakes the thread before the polled stretch begins. Until then
 * the thread blocks. Under load a single sleep may be late, so there are several tries. */
static void spin__begins_before_the_deadline(void **state) {
    struct scheduler_config make = {.capacity = 1,
                                    .stack_bytes = SCHEDULER_STACK_BYTES,
                                    .lateness_ns = 200000000,
                                    .spin_ns = 250000000};
    struct sleeper sleeper = {.sleep_ns = 300000000};
    struct scheduler *before = scheduler;
    int64_t late_ns = INT64_MAX;
    struct err err;

    (void)state;
    for (int tries = 0; tries < 20 && late_ns >= 150000000; tries++) {
        scheduler = scheduler_new(&make, &err);
        assert_non_null(scheduler);
        scheduler_spawn(scheduler, sleep_once, &sleeper);
        scheduler_run(scheduler);
        scheduler_free(scheduler);
        late_ns = sleeper.wait.end_ns - sleeper.wait.start_ns - sleeper.sleep_ns;
    }
    scheduler = before;
    assert_in_range(late_ns, 0, 150000000);
}

/* --- the channel ------------------------------------------------------------------------------ */

static int64_t taken[1000];
static int taken_count, greatest_ahead, put_count;

static void take_all(void *argument) {
    struct wait wait;
    int64_t item;

    (void)argument;
    while (channel_take(channel, &item)) {
        taken[taken_count++] = item;
        if (put_count - taken_count > greatest_ahead)
            greatest_ahead = put_count - taken_count;
        if (item % 7 == 0)
            scheduler_sleep(scheduler, 1000, &wait);
    }
}

static void put_some(void *argument) {
    (void)argument;
    for (int64_t item = 0; item < 1000; item++) {
        channel_put(channel, item);
        put_count++;
    }
    channel_close(channel);
}

static void channel__hands_on_every_item_once_and_never_holds_more_than_its_capacity(void **state) {
    int seen[1000] = {0};

    (void)state;
    taken_count = put_count = greatest_ahead = 0;
    for (int i = 0; i < 5; i++)
        scheduler_spawn(scheduler, take_all, NULL);
    scheduler_run(scheduler); /* until all of them wait */
    scheduler_spawn(scheduler, put_some, NULL);
    scheduler_run(scheduler);
    assert_int_equal(taken_count, 1000);
    for (int i = 0; i < 1000; i++)
        seen[taken[i]]++;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(seen[i], 1);
    assert_in_range(greatest_ahead, 0, 2);
}

/* A putter that waits for room continues when half of the room is free, not before. */
static int put_in;

static void put_five(void *ignored) {
    (void)ignored;
    for (put_in = 0; put_in < 5; put_in++)
        channel_put(channel, put_in);
}

static void take_one(void *ignored) {
    int64_t item;

    (void)ignored;
    assert_true(channel_take(channel, &item));
}

static void channel__lets_the_putter_wait_for_half_of_the_room(void **state) {
    static const int expected[] = {4, 4, 5};

    (void)state;
    channel_free(channel);
    channel = channel_new(scheduler, 4);
    scheduler_spawn(scheduler, put_five, NULL);
    scheduler_run(scheduler);
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_int_equal(put_in, expected[i]);
        scheduler_spawn(scheduler, take_one, NULL);
        scheduler_run(scheduler);
    }
}

static int ended;

static void take_and_end(void *argument) {
    int64_t item;

    (void)argument;
    while (channel_take(channel, &item))
        ;
    ended++;
}

static void close_it(void *argument) {
    (void)argument;
    channel_close(channel);
}

static void channel__sends_all_waiting_home_when_it_is_closed(void **state) {
    (void)state;
    ended = 0;
    for (int i = 0; i < 10; i++)
        scheduler_spawn(scheduler, take_and_end, NULL);
    scheduler_run(scheduler);
    assert_int_equal(ended, 0);
    scheduler_spawn(scheduler, close_it, NULL);
    scheduler_run(scheduler);
    assert_int_equal(ended, 10);
}

/* --- descriptors ------------------------------------------------------------------------------ */

static int ends[2];
static int64_t heard_ns;

static void hear_byte(void *argument) {
    char byte;

    (void)argument;
    scheduler_await(scheduler, ends[0]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    heard_ns = clock_ns();
    talk_over = true;
}

static void say_byte_after_5_ms(void *argument) {
    struct wait wait;

    (void)argument;
    scheduler_sleep(scheduler, 5000000, &wait);
    assert_int_equal(write(ends[1], "x", 1), 1);
}

static void descriptor__is_waited_for_while_others_sleep(void **state) {
    int64_t begun_ns = clock_ns();

    (void)state;
    assert_int_equal(pipe(ends), 0);
    scheduler_spawn(scheduler, hear_byte, NULL);
    scheduler_spawn(scheduler, say_byte_after_5_ms, NULL);
    scheduler_run(scheduler);
    assert_true(heard_ns - begun_ns >= 5000000);
    close(ends[0]);
    close(ends[1]);
}

static void descriptor__is_looked_at_though_somebody_can_always_run(void **state) {
    (void)state;
    talk_over = false;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "x", 1), 1);
    scheduler_spawn(scheduler, hear_byte, NULL);
    scheduler_spawn(scheduler, listen_to_talk, NULL);
    scheduler_spawn(scheduler, talk, NULL);
    scheduler_run(scheduler);
    assert_true(talk_over);
    close(ends[0]);
    close(ends[1]);
}

/* Each listener gets many bytes; none is lost and none is counted twice. */
enum { listeners = 60, bytes_each = 50 };

static int listener_ends[listeners][2];
static int bytes_heard;

static void hear_bytes(void *argument) {
    int number = (int)(intptr_t)argument;
    char byte;

    for (int i = 0; i < bytes_each; i++) {
        scheduler_await(scheduler, listener_ends[number][0]);
        assert_int_equal(read(listener_ends[number][0], &byte, 1), 1);
        bytes_heard++;
    }
}

static void descriptors__are_each_heard_as_often_as_they_speak(void **state) {
    static const char speech[bytes_each];

    (void)state;
    bytes_heard = 0;
    for (int i = 0; i < listeners; i++) {
        assert_int_equal(pipe(listener_ends[i]), 0);
        assert_int_equal(write(listener_ends[i][1], speech, sizeof speech), sizeof speech);
        scheduler_spawn(scheduler, hear_bytes, (void *)(intptr_t)i);
    }
    scheduler_run(scheduler);
    assert_int_equal(bytes_heard, listeners * bytes_each);
    for (int i = 0; i < listeners; i++) {
        close(listener_ends[i][0]);
        close(listener_ends[i][1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sleep__lasts_at_least_as_asked_and_ends_in_order, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(sleepers_and_talkers__leave_each_other_their_turns, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(spin__wakes_on_time_whatever_the_timer_does, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(spin__begins_before_the_deadline, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sleep__begins_between_its_own_work_and_the_next_workers,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            channel__hands_on_every_item_once_and_never_holds_more_than_its_capacity, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(channel__lets_the_putter_wait_for_half_of_the_room, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(channel__sends_all_waiting_home_when_it_is_closed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(descriptor__is_waited_for_while_others_sleep, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(descriptor__is_looked_at_though_somebody_can_always_run,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(descriptors__are_each_heard_as_often_as_they_speak, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
