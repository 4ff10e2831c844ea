#include "tests/test.h"

#include "base/clock.h"
#include "trial/meanwhile.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void cost__is_what_others_used(void **state) {
    struct meanwhile from = {.busy_ns = 1000, .steal_ns = 5, .run_delay_ns = 7};
    struct meanwhile to = {.busy_ns = 9000, .steal_ns = 6, .run_delay_ns = 27};
    struct record record;

    (void)state;
    record_clear(&record);
    meanwhile_cost(&from, &to, 3000, &record);
    assert_int_equal(record.foreign_cpu_ns, 5000);
    assert_int_equal(record.steal_ns, 1);
    assert_int_equal(record.run_delay_ns, 20);
    meanwhile_cost(&from, &to, 100000, &record); /* ticks round; nobody gives CPU back */
    assert_int_equal(record.foreign_cpu_ns, 0);
}

static void what_cannot_be_read__is_null(void **state) {
    struct meanwhile unknown = {RECORD_NULL, RECORD_NULL, RECORD_NULL};
    struct meanwhile known = {1, 2, 3};
    struct record record;

    (void)state;
    record_clear(&record);
    meanwhile_cost(&unknown, &known, 0, &record);
    assert_int_equal(record.foreign_cpu_ns, RECORD_NULL);
    assert_int_equal(record.steal_ns, RECORD_NULL);
    assert_int_equal(record.run_delay_ns, RECORD_NULL);
}

/* A child that burns CPU for a third of a second is foreign to us, whatever else runs. */
static void hog__is_seen_as_foreign(void **state) {
    struct meanwhile from, to;
    struct record record;
    pid_t hog;

    (void)state;
    meanwhile_read(&from);
    hog = fork();
    if (hog == 0)
        for (;;)
            ;
    usleep(333000);
    meanwhile_read(&to);
    kill(hog, SIGKILL);
    waitpid(hog, NULL, 0);
    record_clear(&record);
    meanwhile_cost(&from, &to, 0, &record);
    assert_true(record.foreign_cpu_ns >= 50 * NS_PER_MS);
}

static void ruler__takes_time_and_not_long(void **state) {
    int64_t ruler_ns = meanwhile_ruler();

    (void)state;
    assert_true(ruler_ns > NS_PER_US && ruler_ns < NS_PER_S);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost__is_what_others_used),
        cmocka_unit_test(what_cannot_be_read__is_null),
        cmocka_unit_test(hog__is_seen_as_foreign),
        cmocka_unit_test(ruler__takes_time_and_not_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
