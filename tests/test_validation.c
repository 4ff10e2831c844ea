#include "tests/test.h"

#include "record/columns.h"
#include "trial/validation.h"

/* Four tasks of 10 ns on two workers, worked out by hand:
 *
 *     worker 0   |0 ---- 10|12 ---- 23|
 *     worker 1   |1 ---- 11|14 ---- 26| */
static struct slot slots[4];
static struct spec spec;
static struct run run;
static struct record record;

static int set_up(void **state) {
    (void)state;
    spec = (struct spec){.concurrency = 2, .tasks = 4, .sleep_ns = 10};
    slots[0] = (struct slot){{100, 110, 110}, 0};
    slots[1] = (struct slot){{101, 111, 111}, 1};
    slots[2] = (struct slot){{112, 122, 123}, 0};
    slots[3] = (struct slot){{114, 126, 126}, 1};
    run = (struct run){.spec = &spec,
                       .slots = slots,
                       .start_ns = 100,
                       .end_ns = 126,
                       .workers = 2,
                       .workers_used = 2,
                       .tasks_done = 4};
    record_clear(&record);
    return 0;
}

static void issue__tells_what_the_slots_show(void **state) {
    (void)state;
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(record.shortest_wait_ns, 10);
    assert_int_equal(record.greatest_in_flight, 2);
    assert_int_equal(record.burst_ns, 111 - 100 - 10);
    assert_true(isnan(record.steady)); /* tasks < 4c */
}

static void in_flight__lets_an_end_come_before_a_start_at_the_same_instant(void **state) {
    (void)state;
    slots[2].times.start_ns = 110;
    slots[3].times.start_ns = 111;
    validation_fill(&run, &record);
    assert_int_equal(record.greatest_in_flight, 2);
}

static void short_sleep__is_named(void **state) {
    (void)state;
    slots[1].times.woke_ns = 110;
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_SHORT);
    assert_string_equal(record.error, "a sleep lasted 9 ns, 10 ns were asked for");
}

/* The work after the wait must not hide a short sleep. */
static void short_sleep__is_seen_through_long_work(void **state) {
    (void)state;
    slots[3].times.woke_ns = 120;
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_SHORT);
}

static void missing_task__makes_the_trial_uneven(void **state) {
    (void)state;
    run.tasks_done = 3;
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_UNEVEN);
    assert_string_equal(record.error, "3 tasks were done, 4 were asked for");
}

static void more_in_flight_than_workers__makes_the_trial_uneven(void **state) {
    (void)state;
    spec.concurrency = 1;
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_UNEVEN);
}

/* Eight tasks on one worker; the first ends 40 late, and the last ones are late too. From the 4th
 * to the 7th completion, three sleeps should take 30 and take 33. */
static void steady__leaves_start_up_and_tail_out(void **state) {
    static const int64_t ends[] = {50, 60, 70, 80, 91, 102, 113, 200};
    struct slot eight[8];

    (void)state;
    spec = (struct spec){.concurrency = 1, .tasks = 8, .sleep_ns = 10};
    for (int i = 0; i < 8; i++)
        eight[i] = (struct slot){{ends[i] - 10, ends[i], ends[i]}, 0};
    run.slots = eight;
    run.tasks_done = 8;
    run.start_ns = 0;
    validation_fill(&run, &record);
    assert_float_equal(record.steady, 1.1, 1e-12);
    assert_int_equal(record.burst_ns, 40);
}

/* Two workers, twelve tasks of 10 ns: only the 6th to the 10th completion count, however late the
 * last two are. */
static void steady__is_blind_to_the_last_c_completions(void **state) {
    static const int64_t late[] = {0, 1000};
    struct slot twelve[12];

    (void)state;
    spec.tasks = run.tasks_done = 12;
    run.slots = twelve;
    run.start_ns = 0;
    for (size_t k = 0; k < COUNT(late); k++) {
        for (int i = 0; i < 12; i++) {
            int64_t end_ns = 12 * (i / 2 + 1) + i % 2 + (i >= 10 ? late[k] : 0);

            twelve[i] = (struct slot){{end_ns - 10, end_ns, end_ns}, i % 2};
        }
        validation_fill(&run, &record);
        assert_float_equal(record.steady, 24 / 20.0, 1e-12);
    }
}

/* With fewer than four tasks per worker there is no middle part, so no value; with four there
 * is. */
static void steady__needs_four_tasks_per_worker(void **state) {
    struct slot eight[8];

    (void)state;
    run.slots = eight;
    run.start_ns = 0;
    for (int i = 0; i < 8; i++)
        eight[i] = (struct slot){{10 * (i / 2), 10 * (i / 2 + 1), 10 * (i / 2 + 1)}, i % 2};
    spec.tasks = run.tasks_done = 8;
    validation_fill(&run, &record);
    assert_float_equal(record.steady, 1, 1e-12);
    spec.tasks = run.tasks_done = 7;
    validation_fill(&run, &record);
    assert_true(isnan(record.steady));
}

static void without_slots__only_the_counts_are_told(void **state) {
    (void)state;
    run.slots = NULL;
    validation_fill(&run, &record);
    assert_int_equal(record.status, STATUS_OK);
    assert_int_equal(record.tasks_done, 4);
    assert_int_equal(record.shortest_wait_ns, NO_VALUE);
    assert_int_equal(record.greatest_in_flight, NO_VALUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(issue__tells_what_the_slots_show, set_up),
        cmocka_unit_test_setup(in_flight__lets_an_end_come_before_a_start_at_the_same_instant,
                               set_up),
        cmocka_unit_test_setup(short_sleep__is_named, set_up),
        cmocka_unit_test_setup(short_sleep__is_seen_through_long_work, set_up),
        cmocka_unit_test_setup(missing_task__makes_the_trial_uneven, set_up),
        cmocka_unit_test_setup(more_in_flight_than_workers__makes_the_trial_uneven, set_up),
        cmocka_unit_test_setup(steady__leaves_start_up_and_tail_out, set_up),
        cmocka_unit_test_setup(steady__is_blind_to_the_last_c_completions, set_up),
        cmocka_unit_test_setup(steady__needs_four_tasks_per_worker, set_up),
        cmocka_unit_test_setup(without_slots__only_the_counts_are_told, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
