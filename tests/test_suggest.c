#include "tests/test.h"

#include "base/suggest.h"

static void distance__counts_letters(void **state) {
    (void)state;
    assert_int_equal(suggest_distance("thread", "thread"), 0);
    assert_int_equal(suggest_distance("thred", "thread"), 1);
    assert_int_equal(suggest_distance("", "abc"), 3);
    assert_int_equal(suggest_distance("threads", "thread"), 1);
    assert_int_equal(suggest_distance("kitten", "sitting"), 3);
}

static void nearest__finds_the_mistyped_and_stays_silent_else(void **state) {
    static const char *const names[] = {"thread", "coroutine", "thread-static", "serial"};

    (void)state;
    assert_string_equal(suggest_nearest("thraed", names, 4), "thread");
    assert_string_equal(suggest_nearest("corutine", names, 4), "coroutine");
    assert_string_equal(suggest_nearest("threadstatic", names, 4), "thread-static");
    assert_null(suggest_nearest("gevent", names, 4));
    assert_null(suggest_nearest("", (const char *[]){"go"}, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance__counts_letters),
        cmocka_unit_test(nearest__finds_the_mistyped_and_stays_silent_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
