#include "tests/test.h"

#include "base/err.h"
#include "tests/child.h"

static void sentence__is_kept_with_its_kind_and_cut_where_it_does_not_fit(void **state) {
    struct err err = {0};
    char much[2 * sizeof err.text];

    (void)state;
    assert_int_equal(err_set(&err, ERR_USAGE, "'%s' is no %s", "x", "number"), -1);
    assert_int_equal(err.kind, ERR_USAGE);
    assert_string_equal(err.text, "'x' is no number");
    memset(much, 'a', sizeof much - 1);
    much[sizeof much - 1] = 0;
    assert_int_equal(err_set(&err, ERR_STORE, "%s", much), -1);
    assert_int_equal(err.kind, ERR_STORE);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

static int print(void *sentence) {
    struct err err;

    err_set(&err, ERR_STORE, "%s", (const char *)sentence);
    err_print(&err);
    return err.kind;
}

static void printed__it_is_plain_behind_the_programs_name(void **state) {
    struct child_end end = child_run(print, "there is no model '\x1b[2J'");

    (void)state;
    assert_int_equal(WEXITSTATUS(end.status), ERR_STORE);
    assert_string_equal(end.said, "test_err: there is no model '?[2J'\n");
}

static int keep_promise(void *kept) {
    ASSERT(*(int *)kept == 1);
    return 0;
}

static void broken_promise__says_where_and_aborts(void **state) {
    int kept = 1, broken = 0;
    struct child_end end = child_run(keep_promise, &kept);

    (void)state;
    assert_int_equal(end.status, 0);
    assert_string_equal(end.said, "");
    end = child_run(keep_promise, &broken);
    assert_int_equal(WEXITSTATUS(end.status), CHILD_ABORTED);
    assert_non_null(strstr(end.said, "assertion failed: *(int *)kept == 1 at tests/test_err.c:"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentence__is_kept_with_its_kind_and_cut_where_it_does_not_fit),
        cmocka_unit_test(printed__it_is_plain_behind_the_programs_name),
        cmocka_unit_test(broken_promise__says_where_and_aborts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
