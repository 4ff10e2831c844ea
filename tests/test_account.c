#include "tests/test.h"

#include "model/account.h"

static void cpu__has_a_shard_of_its_own(void **state) {
    (void)state;
    for (int cpu = 0; cpu < 4; cpu++)
        assert_int_equal(account_shard(cpu, 4), cpu);
}

static void cpu_that_is_not_known__has_a_shard_that_there_is(void **state) {
    (void)state;
    assert_int_equal(account_shard(-1, 4), 0);
    assert_in_range(account_shard(7, 4), 0, 3);
    assert_int_equal(account_shard(5, 1), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cpu__has_a_shard_of_its_own),
        cmocka_unit_test(cpu_that_is_not_known__has_a_shard_that_there_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
