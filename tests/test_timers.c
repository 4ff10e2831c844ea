#include "tests/test.h"

#include "coroutine/timers.h"

#include "base/random.h"

#include <stdlib.h>

static void add(struct timers *timers, struct coroutine *coroutine, int64_t sleep_ns,
                int64_t start_ns) {
    coroutine->sleep_ns = sleep_ns;
    timers_add(timers, coroutine, start_ns);
}

static void take_due__gives_nothing_before_its_time(void **state) {
    struct timers timers = {0};
    struct coroutine sleeper;

    (void)state;
    assert_int_equal(timers_earliest(&timers), INT64_MAX);
    add(&timers, &sleeper, 100, 1000);
    assert_int_equal(timers_earliest(&timers), 1100);
    assert_null(timers_take_due(&timers, 1099));
    assert_ptr_equal(timers_take_due(&timers, 1100), &sleeper);
    assert_null(timers_take_due(&timers, INT64_MAX - 1));
    timers_clear(&timers);
}

static void take_due__keeps_the_order_of_equal_sleeps(void **state) {
    struct timers timers = {0};
    struct coroutine sleeper[5];

    (void)state;
    for (int i = 0; i < 5; i++)
        add(&timers, &sleeper[i], 10, 0);
    for (int i = 0; i < 5; i++)
        assert_ptr_equal(timers_take_due(&timers, 10), &sleeper[i]);
    timers_clear(&timers);
}

/* A thousand sleepers with forty different sleeps, some taken while others are added, must leave in
 * the order of their deadlines. */
static void take_due__gives_any_mix_of_sleeps_by_deadline(void **state) {
    enum { count = 1000 };
    struct timers timers = {0};
    struct coroutine *sleeper = calloc(count, sizeof *sleeper);
    int64_t *deadline_ns = calloc(count, sizeof *deadline_ns); /* 0: taken */
    struct random random = {3};
    struct coroutine *due;
    int64_t now_ns = 0;
    int taken = 0;

    (void)state;
    for (int i = 0; i < count; i++) {
        int64_t sleep_ns = 1 + (int64_t)random_below(&random, 40);

        now_ns += (int64_t)random_below(&random, 5);
        deadline_ns[i] = now_ns + sleep_ns;
        add(&timers, &sleeper[i], sleep_ns, now_ns);
        for (; (due = timers_take_due(&timers, now_ns)); taken++) {
            assert_in_range(deadline_ns[due - sleeper], 1, now_ns);
            deadline_ns[due - sleeper] = 0;
        }
        for (int j = 0; j <= i; j++)
            assert_true(deadline_ns[j] == 0 || deadline_ns[j] > now_ns);
    }
    for (int64_t last_ns = 0; taken < count; taken++) {
        due = timers_take_due(&timers, now_ns + 1000);
        assert_non_null(due);
        assert_true(deadline_ns[due - sleeper] >= last_ns);
        last_ns = deadline_ns[due - sleeper];
    }
    assert_int_equal(timers_earliest(&timers), INT64_MAX);
    timers_clear(&timers);
    free(deadline_ns);
    free(sleeper);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(take_due__gives_nothing_before_its_time),
        cmocka_unit_test(take_due__keeps_the_order_of_equal_sleeps),
        cmocka_unit_test(take_due__gives_any_mix_of_sleeps_by_deadline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
