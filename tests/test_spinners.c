#include "tests/test.h"

#include "tests/child.h"
#include "trial/spinners.h"

#include <errno.h>
#include <sched.h>

static void one_per_cpu__of_the_lowest_priority(void **state) {
    struct spinners spinners = {0};
    cpu_set_t allowed;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof allowed, &allowed), 0);
    assert_int_equal(spinners_start(&spinners, true), 0);
    assert_int_equal(spinners.count, CPU_COUNT(&allowed));
    for (size_t i = 0; i < spinners.count; i++) {
        struct sched_param parameters;
        cpu_set_t its;
        int policy;

        assert_int_equal(pthread_getschedparam(spinners.threads[i], &policy, &parameters), 0);
        assert_int_equal(policy, SCHED_IDLE);
        assert_int_equal(pthread_getaffinity_np(spinners.threads[i], sizeof its, &its), 0);
        assert_int_equal(CPU_COUNT(&its), 1);
    }
    spinners_stop(&spinners);
    assert_int_equal(spinners.count, 0);
    assert_null(spinners.threads);
}

static void unwanted__there_are_none(void **state) {
    struct spinners spinners = {0};

    (void)state;
    assert_int_equal(spinners_start(&spinners, false), 0);
    assert_null(spinners.threads);
    spinners_stop(&spinners);
}

/* Start without room for a thread's stack. */
static int start_without_room(void *ignored) {
    struct rlimit limit, none = {1 << 20, RLIM_INFINITY};
    struct spinners spinners = {0};
    int result, error;

    (void)ignored;
    getrlimit(RLIMIT_AS, &limit);
    none.rlim_max = limit.rlim_max;
    setrlimit(RLIMIT_AS, &none);
    result = spinners_start(&spinners, true);
    error = errno;
    setrlimit(RLIMIT_AS, &limit);
    return result == -1 && error == EAGAIN && !spinners.threads && spinners.count == 0 ? 0 : 1;
}

static void no_thread__is_an_error_and_none_is_left(void **state) {
    (void)state;
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* a sanitizer needs memory for itself */
#endif
    assert_int_equal(child_run(start_without_room, NULL).status, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        /* first, before a finished thread leaves a stack that can be reused */
        cmocka_unit_test(no_thread__is_an_error_and_none_is_left),
        cmocka_unit_test(one_per_cpu__of_the_lowest_priority),
        cmocka_unit_test(unwanted__there_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
