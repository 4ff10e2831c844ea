/* The timestamps of a foreign program, which are accepted only if they agree with each other and
 * with its total. */
#include "tests/test.h"

#include "base/clock.h"
#include "record/columns.h"
#include "trial/stamps.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const int64_t t0 = 1000000000;
static struct spec spec;
static struct stamps stamps;
static struct record record;
static struct latency latency;

/* Four tasks of 10 ms on two workers, two tasks each, each woken 1 ms late. The file is offered and
 * filled as by a program. */
static int set_up(void **state) {
    int file;

    (void)state;
    spec = (struct spec){.concurrency = 2,
                         .tasks = 4,
                         .sleep_ns = 10 * NS_PER_MS,
                         .queue = NO_VALUE,
                         .task_times = 1};
    stamps = stamps_offer(&spec);
    file = open(getenv("CROSSOVER_SLOTS"), O_WRONLY);
    for (int64_t i = 0; i < 4; i++) {
        int64_t began = t0 + (i / 2) * 11 * NS_PER_MS, woke = began + 11 * NS_PER_MS;
        int64_t slot[4] = {began, woke, woke, i % 2};

        if (write(file, slot, sizeof slot) != sizeof slot)
            return -1;
    }
    close(file);
    record_clear(&record);
    latency = (struct latency){0};
    record.total_ns = 22 * NS_PER_MS;
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    stamps_withdraw(&stamps);
    return 0;
}

static void assert_judged(enum status status, const char *part) {
    stamps_judge(&stamps, &spec, t0, &record, &latency);
    if (!strstr(record.error, part))
        fail_msg("'%s' does not say '%s'", record.error, part);
    assert_int_equal(record.status, status);
}

static void good_stamps__are_a_certificate(void **state) {
    (void)state;
    assert_judged(STATUS_OK, "");
    assert_int_equal(record.total_ns, 22 * NS_PER_MS);
    assert_int_equal(record.tasks_done, 4);
    assert_int_equal(record.workers_used, 2);
    assert_int_equal(record.greatest_in_flight, 2);
    assert_int_equal(record.shortest_wait_ns, 11 * NS_PER_MS);
    assert_int_equal(record.wake_ns, 4 * NS_PER_MS);
    assert_int_equal(latency.metric[LATENCY_WAKE].exact.count, 4);
}

/* The timestamps are more precise than what a program prints. */
static void total__is_taken_from_the_stamps(void **state) {
    (void)state;
    record.total_ns = 22 * NS_PER_MS + 900000;
    assert_judged(STATUS_OK, "");
    assert_int_equal(record.total_ns, 22 * NS_PER_MS);
    record.total_ns = 20 * NS_PER_MS;
    assert_judged(STATUS_ERROR, "total is 0.020000 s; by its stamps it is 0.022000 s");
}

static void missing_task__is_uneven(void **state) {
    (void)state;
    stamps.slots[2] = (struct slot){0};
    assert_judged(STATUS_UNEVEN, "3 tasks were done, 4 were asked for");
}

static void short_sleep__is_short(void **state) {
    (void)state;
    stamps.slots[1].times.woke_ns = t0 + 9 * NS_PER_MS;
    assert_judged(STATUS_SHORT, "a sleep lasted 9000000 ns");
}

static void nonsense__is_named(void **state) {
    (void)state;
    stamps.slots[3].worker = 2;
    assert_judged(STATUS_ERROR, "task 3 was run by a worker that does not exist");
    stamps.slots[3].worker = -1;
    assert_judged(STATUS_ERROR, "task 3 was run by a worker that does not exist");
    stamps.slots[3].worker = 1;
    stamps.slots[0].times.start_ns = t0 - 1;
    assert_judged(STATUS_ERROR, "task 0 began before the first task was put in");
    stamps.slots[0].times.start_ns = stamps.slots[0].times.end_ns + 1;
    assert_judged(STATUS_ERROR, "task 0 ended before it began");
}

/* The offer of an earlier trial is withdrawn as well. */
static void nothing__is_offered_where_no_times_are_wanted(void **state) {
    struct stamps none;

    (void)state;
    spec.task_times = 0;
    none = stamps_offer(&spec);
    assert_null(none.slots);
    assert_null(getenv("CROSSOVER_SLOTS"));
    stamps_withdraw(&none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(good_stamps__are_a_certificate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(total__is_taken_from_the_stamps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing_task__is_uneven, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_sleep__is_short, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nonsense__is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing__is_offered_where_no_times_are_wanted, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
