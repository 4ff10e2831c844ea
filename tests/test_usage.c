#include "tests/test.h"

#include "base/clock.h"
#include "record/columns.h"
#include "trial/usage.h"

#include <sys/mman.h>

static void cost__is_the_difference_of_two_readings(void **state) {
    struct usage bare = {.resident = 1000, .page_tables = 10, .threads = 1};
    struct usage start = {0},
                 end = {.resident = 5000, .peak = 9000, .page_tables = 14, .threads = 9};
    struct record record;

    (void)state;
    start.rusage.ru_utime.tv_usec = 999999;
    end.rusage.ru_utime.tv_sec = 1;
    end.rusage.ru_stime.tv_usec = 20;
    end.rusage.ru_nvcsw = 7;
    bare.rusage.ru_minflt = 1;
    start.rusage.ru_minflt = 6;
    end.rusage.ru_minflt = 9;
    record_clear(&record);
    usage_cost(&bare, &start, &end, 16384, &record);
    assert_int_equal(record.user_ns, 1000);
    assert_int_equal(record.system_ns, 20000);
    assert_int_equal(record.voluntary_switches, 7);
    assert_int_equal(record.spawn_faults, 5);
    assert_int_equal(record.minor_faults, 3);
    assert_int_equal(record.peak_rss, 9000);
    assert_int_equal(record.resident, 4000);
    assert_int_equal(record.page_tables, 4);
    assert_int_equal(record.kernel_stacks, 8 * 16384);
}

static void what_cannot_be_read__is_null_and_never_zero(void **state) {
    struct usage bare = {.resident = NO_VALUE, .page_tables = 10, .threads = 1};
    struct usage end = {.resident = 5000, .page_tables = NO_VALUE, .threads = 9};
    struct record record;

    (void)state;
    record_clear(&record);
    usage_cost(&bare, &bare, &end, NO_VALUE, &record);
    assert_int_equal(record.resident, NO_VALUE);
    assert_int_equal(record.page_tables, NO_VALUE);
    assert_int_equal(record.kernel_stacks, NO_VALUE);
}

static void readings__see_memory_and_cpu_that_were_used(void **state) {
    enum { bytes = 32 << 20 };
    struct usage before, after;
    struct record record;
    char *memory;
    int64_t until_ns;

    (void)state;
    usage_begin(&before);
    memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE,
                  -1, 0);
    for (until_ns = clock_ns() + 50 * NS_PER_MS; clock_ns() < until_ns;)
        ;
    usage_end(&after);
    munmap(memory, bytes);
    record_clear(&record);
    usage_cost(&before, &before, &after, 16384, &record);
    assert_true(record.resident >= bytes);
    assert_true(record.user_ns + record.system_ns > 5 * NS_PER_MS);
    assert_int_equal(record.kernel_stacks, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost__is_the_difference_of_two_readings),
        cmocka_unit_test(what_cannot_be_read__is_null_and_never_zero),
        cmocka_unit_test(readings__see_memory_and_cpu_that_were_used),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
