#include "tests/test.h"

#include "record/machine.h"
#include "record/record.h"
#include "task/task.h"

static void same_machine__has_the_same_id(void **state) {
    struct machine one, other;

    (void)state;
    machine_read(&one);
    machine_read(&other);
    assert_string_equal(one.id, other.id);
    assert_int_equal(strlen(one.id), 12);
    assert_true(one.cpus >= 1);
    assert_true(one.memory_bytes > 0);
    assert_non_null(strstr(one.kernel, "Linux"));
    assert_true(one.cores == NO_VALUE || one.cores <= one.cpus);
}

static void what_is_cleared__is_unknown_and_not_zero(void **state) {
    struct machine machine;

    (void)state;
    machine_clear(&machine);
    for (const struct machine_fact *fact = machine_facts; fact->name; fact++) {
        const void *field = (const char *)&machine + fact->offset;

        if (fact->form == FACT_INTEGER)
            assert_int_equal(*(const int64_t *)field, NO_VALUE);
        else if (fact->form == FACT_TEXT)
            assert_int_equal(*(const char *)field, 0);
        else
            assert_true(isnan(*(const double *)field));
    }
}

static void two_cpus__do_more_than_none_and_not_much_more_than_two(void **state) {
    double ratio = work_two_cpus();

    (void)state;
    if (isnan(ratio))
        skip(); /* one CPU */
    assert_true(ratio > 0.2 && ratio < 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_machine__has_the_same_id),
        cmocka_unit_test(what_is_cleared__is_unknown_and_not_zero),
        cmocka_unit_test(two_cpus__do_more_than_none_and_not_much_more_than_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
