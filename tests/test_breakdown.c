#include "tests/test.h"

#include "record/columns.h"
#include "trial/breakdown.h"

#include <stdlib.h>

/* Four tasks of 10 ns on three workers, one of which runs nothing; t0 = 100, t1 = 130. Worked out
 * by hand:
 *
 *     worker 0   lead-in 2 |102 .. wake 2 .. 114|, gap 1, |115 .. 125, work 3 .. 128| tail 2
 *     worker 1   lead-in 5 |105 .. 115|, gap 4, |119 .. wake 1 .. 130| tail 0
 *     worker 2   tail 30 */
static struct slot slots[4];
static struct spec spec;
static struct run run;
static struct latency *latency;
static struct record record;

static int set_up(void **state) {
    (void)state;
    spec = (struct spec){.concurrency = 3, .tasks = 4, .sleep_ns = 10};
    slots[0] = (struct slot){{102, 114, 114}, 0};
    slots[1] = (struct slot){{105, 115, 115}, 1};
    slots[2] = (struct slot){{119, 130, 130}, 1}; /* starts after task 3 */
    slots[3] = (struct slot){{115, 125, 128}, 0};
    run = (struct run){.spec = &spec,
                       .slots = slots,
                       .start_ns = 100,
                       .end_ns = 130,
                       .workers = 3,
                       .workers_used = 2,
                       .tasks_done = 4};
    latency = calloc(1, sizeof *latency);
    record_clear(&record);
    return latency ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    free(latency);
    return 0;
}

static void parts__are_those_worked_by_hand(void **state) {
    (void)state;
    breakdown_read(&run, latency, &record);
    assert_int_equal(record.wake_ns, 2 + 0 + 0 + 1);
    assert_int_equal(record.work_time_ns, 3);
    assert_int_equal(record.gap_ns, 1 + 4);
    assert_int_equal(record.lead_in_ns, 2 + 5);
    assert_int_equal(record.tail_ns, 2 + 0 + 30);
}

static void parts__add_up_to_the_total_exactly(void **state) {
    (void)state;
    breakdown_read(&run, latency, &record);
    assert_int_equal(3 * (130 - 100), 4 * 10 + record.wake_ns + record.work_time_ns +
                                          record.gap_ns + record.lead_in_ns + record.tail_ns);
}

static void histograms__hold_each_task_once(void **state) {
    (void)state;
    breakdown_read(&run, latency, &record);
    assert_int_equal(latency->metric[LATENCY_WAKE].exact.count, 4);
    assert_int_equal(latency->metric[LATENCY_WAKE].exact.sum, record.wake_ns);
    assert_int_equal(latency->metric[LATENCY_WAKE].exact.greatest, 2);
    assert_int_equal(latency->metric[LATENCY_GAP].exact.count, 2);
    assert_int_equal(latency->metric[LATENCY_GAP].exact.sum, record.gap_ns);
    /* intended at 100, 110 for each worker: 114 - 100, 128 - 110; 115 - 100, 130 - 110 */
    assert_int_equal(latency->metric[LATENCY_RESPONSE].exact.count, 4);
    assert_int_equal(latency->metric[LATENCY_RESPONSE].exact.sum, 14 + 18 + 15 + 20);
}

/* A worker stalls between two tasks: all its later tasks have a late response, but no wait was
 * longer. */
static void stall__shows_in_response_and_not_in_wake(void **state) {
    struct slot stalled[10];

    (void)state;
    for (int i = 0; i < 10; i++) {
        int64_t start_ns = 100 + 10 * i + (i >= 3 ? 1000 : 0);

        stalled[i] = (struct slot){{start_ns, start_ns + 10, start_ns + 10}, 0};
    }
    spec = (struct spec){.concurrency = 1, .tasks = 10, .sleep_ns = 10};
    run = (struct run){.spec = &spec,
                       .slots = stalled,
                       .start_ns = 100,
                       .end_ns = 1200,
                       .workers = 1,
                       .workers_used = 1,
                       .tasks_done = 10};
    breakdown_read(&run, latency, &record);
    assert_int_equal(latency->metric[LATENCY_WAKE].exact.greatest, 0);
    assert_int_equal(latency->metric[LATENCY_GAP].exact.greatest, 1000);
    assert_int_equal(latency->metric[LATENCY_RESPONSE].exact.greatest, 1010);
    assert_int_equal(latency->metric[LATENCY_RESPONSE].exact.sum, 3 * 10 + 7 * 1010);
}

static void spread_and_work__move_what_was_intended(void **state) {
    (void)state;
    spec.phase = PHASE_SPREAD;
    spec.work_ns = 2;
    breakdown_read(&run, latency, &record);
    /* worker 0: 100, 112; worker 1, a third of 10 later: 103, 115 */
    assert_int_equal(latency->metric[LATENCY_RESPONSE].exact.sum,
                     (114 - 100) + (128 - 112) + (115 - 103) + (130 - 115));
}

static void unfinished_run__has_no_anatomy(void **state) {
    (void)state;
    run.tasks_done = 3;
    breakdown_read(&run, latency, &record);
    assert_int_equal(record.wake_ns, NO_VALUE);
    assert_int_equal(latency->metric[LATENCY_WAKE].exact.count, 0);
}

#define WITH_RUN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_RUN(parts__are_those_worked_by_hand),
        WITH_RUN(parts__add_up_to_the_total_exactly),
        WITH_RUN(histograms__hold_each_task_once),
        WITH_RUN(stall__shows_in_response_and_not_in_wake),
        WITH_RUN(spread_and_work__move_what_was_intended),
        WITH_RUN(unfinished_run__has_no_anatomy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
