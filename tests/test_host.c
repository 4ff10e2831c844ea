#include "tests/test.h"

#include "base/host.h"
#include "base/proc.h"
#include "record/record.h"
#include "tests/child.h"

#include <math.h>
#include <sched.h>

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

static void pinned__it_runs_there_only(void **state) {
    cpu_set_t all;
    struct err err;
    char list[32];
    int first = 0;

    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    while (!CPU_ISSET(first, &all))
        first++;
    snprintf(list, sizeof list, "%d,%d-%d", first, first, first);
    assert_int_equal(host_pin(list, &err), 0);
    assert_int_equal(host_cpus_allowed(), 1);
    assert_int_equal(sched_getcpu(), first);
    sched_setaffinity(0, sizeof all, &all);
}

static void list_that_is_none__is_refused(void **state) {
    static const char *const lists[] = {"",   "a",  "0,",  ",0",      "1-0",  "0-",
                                        "0x", "-1", "0 1", "0-99999", "99999"};
    int64_t before = host_cpus_allowed();
    struct err err;

    (void)state;
    for (size_t i = 0; i < COUNT(lists); i++) {
        assert_int_equal(host_pin(lists[i], &err), -1);
        assert_int_equal(err.kind, ERR_USAGE);
        assert_non_null(strstr(err.text, "is not a list of CPUs"));
    }
    assert_int_equal(host_pin("0-1023", &err), -1); /* no machine has as many */
    assert_non_null(strstr(err.text, "may not use"));
    assert_int_equal(host_cpus_allowed(), before);
}

static void boot_and_program__are_the_same_each_time(void **state) {
    char boot[2][HOST_BOOT_ID_SIZE], program[2][HOST_PROGRAM_SIZE];

    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_true(host_boot_id(boot[i]));
        host_program(program[i]);
    }
    assert_int_equal(strlen(boot[0]), 36);
    assert_string_equal(boot[0], boot[1]);
    assert_int_equal(strspn(program[0], "0123456789abcdef"), 16);
    assert_string_equal(program[0], program[1]);
    assert_non_null(strstr(host_build(), "gcc "));
}

static void no_descriptor__nothing_is_known_and_nothing_breaks(void **state) {
    rlim_t before = child_limit_descriptors(3);
    char boot[HOST_BOOT_ID_SIZE], program[HOST_PROGRAM_SIZE];
    bool told = host_boot_id(boot);
    int64_t stack = host_kernel_stack_bytes();

    (void)state;
    host_program(program);
    child_limit_descriptors(before);
    assert_false(told);
    assert_string_equal(boot, "");
    assert_string_equal(program, "");
    assert_int_equal(stack, NO_VALUE);
}

static void descriptors__are_raised_to_what_is_granted(void **state) {
    rlim_t before = child_limit_descriptors(100);
    struct rlimit limit;

    (void)state;
    host_raise_descriptors();
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    assert_int_equal(limit.rlim_cur, limit.rlim_max);
    child_limit_descriptors(before);
}

static void kernel_stack__is_some_whole_pages(void **state) {
    int64_t bytes = host_kernel_stack_bytes();

    (void)state;
    if (bytes == NO_VALUE)
        skip(); /* this kernel does not tell */
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
    assert_int_equal(proc_kilobytes(path, "VmPTE:"), NO_VALUE);
    assert_true(proc_line(path, text, sizeof text));
    assert_string_equal(text, "One: 1");
    unlink(path);
    assert_false(proc_line(path, text, sizeof text));
    assert_string_equal(text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cpus_allowed__follows_the_affinity),
        cmocka_unit_test(pinned__it_runs_there_only),
        cmocka_unit_test(list_that_is_none__is_refused),
        cmocka_unit_test(boot_and_program__are_the_same_each_time),
        cmocka_unit_test(no_descriptor__nothing_is_known_and_nothing_breaks),
        cmocka_unit_test(descriptors__are_raised_to_what_is_granted),
        cmocka_unit_test(kernel_stack__is_some_whole_pages),
        cmocka_unit_test(proc_field__finds_its_line_and_says_when_there_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
