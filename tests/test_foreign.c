#include "tests/test.h"

#include "base/clock.h"
#include "record/columns.h"
#include "trial/foreign.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void cost__is_what_others_used(void **state) {
    struct foreign from = {.at_ns = 10, .busy_ns = 1000, .steal_ns = 5, .own_ns = 100};
    struct foreign to = {.at_ns = 30, .busy_ns = 9000, .steal_ns = 6, .own_ns = 3100};
    struct record record;

    (void)state;
    record_clear(&record);
    foreign_cost(&from, &to, &record);
    assert_int_equal(record.watched_ns, 20);
    assert_int_equal(record.foreign_cpu_ns, 5000);
    assert_int_equal(record.steal_ns, 1);
    to.own_ns = 100000; /* ticks are rounded; used CPU never becomes negative */
    foreign_cost(&from, &to, &record);
    assert_int_equal(record.foreign_cpu_ns, 0);
}

static void what_cannot_be_read__is_null(void **state) {
    struct foreign unknown = {1, NO_VALUE, NO_VALUE, 2}, known = {2, 3, 4, 5};
    struct record record;

    (void)state;
    record_clear(&record);
    foreign_cost(&unknown, &known, &record);
    assert_int_equal(record.foreign_cpu_ns, NO_VALUE);
    assert_int_equal(record.steal_ns, NO_VALUE);
    assert_int_equal(record.watched_ns, 1);
}

static pid_t start_hog(void) {
    pid_t hog = fork();

    if (hog == 0)
        for (;;)
            ;
    return hog;
}

/* Wait until the hog has used 300 ms of CPU time, however long that takes. */
static void wait_for(pid_t hog) {
    struct timespec used = {0};
    clockid_t cpu;

    assert_int_equal(clock_getcpuclockid(hog, &cpu), 0);
    while (used.tv_sec == 0 && used.tv_nsec < 300 * NS_PER_MS) {
        usleep(10000);
        assert_int_equal(clock_gettime(cpu, &used), 0);
    }
}

/* A running child is not counted as ours yet: a hog is foreign while it runs, and ours once it has
 * ended. */
static void hog__is_foreign_until_it_is_ours(void **state) {
    struct foreign from, with, after;
    struct record record;
    pid_t hog;

    (void)state;
    record_clear(&record);
    foreign_read(&from);
    hog = start_hog();
    wait_for(hog);
    foreign_read(&with);
    foreign_cost(&from, &with, &record);
    assert_true(record.foreign_cpu_ns >= 50 * NS_PER_MS);
    kill(hog, SIGKILL);
    waitpid(hog, NULL, 0);
    foreign_read(&after);
    assert_true(after.own_ns - from.own_ns >= 50 * NS_PER_MS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost__is_what_others_used),
        cmocka_unit_test(what_cannot_be_read__is_null),
        cmocka_unit_test(hog__is_foreign_until_it_is_ours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
