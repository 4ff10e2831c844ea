#include "tests/test.h"

#include "base/clock.h"
#include "record/columns.h"
#include "trial/interference.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void cost__is_growth_and_null_stays_null(void **state) {
    struct interference from = {7, 1, 0, {10, NO_VALUE, 30}};
    struct interference to = {27, 4, 2, {11, 22, 33}};
    struct record record;

    (void)state;
    record_clear(&record);
    interference_cost(&from, &to, &record);
    assert_int_equal(record.run_delay_ns, 20);
    assert_int_equal(record.throttled_ns, 3);
    assert_int_equal(record.throttled_periods, 2);
    assert_int_equal(record.pressure_cpu_ns, 1);
    assert_int_equal(record.pressure_memory_ns, NO_VALUE);
    assert_int_equal(record.pressure_io_ns, 3);
}

/* Runs in a child, because the signal mask stays changed. Returns 1 if the child noticed a stop,
 * else 0. */
static int exit_of_child(int stop) {
    pid_t child = fork();
    int status;

    if (child == 0) {
        interference_watch_stops();
        if (stop)
            raise(SIGSTOP);
        _exit(interference_was_stopped() ? 1 : 0);
    }
    if (stop) {
        waitpid(child, &status, WUNTRACED);
        kill(child, SIGCONT);
    }
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static void stop__is_noticed(void **state) {
    (void)state;
    assert_int_equal(exit_of_child(1), 1);
    assert_int_equal(exit_of_child(0), 0);
}

static void ruler__takes_time_and_not_long(void **state) {
    int64_t ruler_ns = interference_ruler();

    (void)state;
    assert_true(ruler_ns > NS_PER_US && ruler_ns < NS_PER_S);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost__is_growth_and_null_stays_null),
        cmocka_unit_test(stop__is_noticed),
        cmocka_unit_test(ruler__takes_time_and_not_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
