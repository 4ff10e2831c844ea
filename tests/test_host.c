#include "tests/test.h"

#include "base/host.h"
#include "base/proc.h"
#include "base/record.h"

#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void cpus_allowed__follows_the_affinity(void **state) {
    cpu_set_t all, one;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    assert_int_equal(host_cpus_allowed(), CPU_COUNT(&all));
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; cpu++)
        if (CPU_ISSET(cpu, &all))
            CPU_SET(cpu, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(host_cpus_allowed(), 1);
    sched_setaffinity(0, sizeof all, &all);
}

static void kernel_stack__is_some_whole_pages(void **state) {
    int64_t bytes = host_kernel_stack_bytes();

    (void)state;
    if (bytes == RECORD_NULL)
        skip(); /* this kernel does not say */
    assert_int_equal(bytes % 4096, 0);
    assert_in_range(bytes, 4096, 65536);
}

static void proc_field__finds_its_line_and_says_when_there_is_none(void **state) {
    char path[] = "/tmp/crossover-proc-XXXXXX", text[32];
    int fd = mkstemp(path);

    (void)state;
    assert_int_equal(write(fd, "One: 1\nVmRSS:\t   123 kB\nlong\t: a b\n", 36), 36);
    close(fd);
    assert_true(proc_field(path, "long", text, sizeof text));
    assert_string_equal(text, "a b");
    assert_int_equal(proc_kilobytes(path, "VmRSS:"), 123 * 1024);
    assert_int_equal(proc_kilobytes(path, "VmPTE:"), RECORD_NULL);
    assert_true(proc_line(path, text, sizeof text));
    assert_string_equal(text, "One: 1");
    unlink(path);
    assert_false(proc_line(path, text, sizeof text));
    assert_string_equal(text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cpus_allowed__follows_the_affinity),
        cmocka_unit_test(kernel_stack__is_some_whole_pages),
        cmocka_unit_test(proc_field__finds_its_line_and_says_when_there_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
