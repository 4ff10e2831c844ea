#include "tests/history.h"
#include "tests/test.h"

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "store/schema.h"

/* Change a history of two trials by SQL, then read the pivot and the counts. Returns false if the
 * schema refuses the change. */
static bool read_meddled(const char *sql, struct pivot *pivot, struct selection *selection) {
    struct trial thread = history_trial("thread", 10, 60),
                 coroutine = history_trial("coroutine", 10, 60);
    struct filter filter = filter_default();
    struct err err = {0};
    struct store *store = store_open(history_path, &err);
    bool taken;

    filter.scope = SCOPE_ALL;
    assert_non_null(store);
    history_sweep(store);
    coroutine.spec.position = 2;
    if (store_commit_trial(store, &thread, NULL, &err) ||
        store_commit_trial(store, &coroutine, NULL, &err) ||
        schema_temporary_views(store_db(store), &err))
        fail_msg("%s", err.text);
    taken = !db_run(store_db(store), sql, &err);
    if (taken && (selection_make(store_db(store), &filter, selection, &err) ||
                  pivot_read(store_db(store), true, pivot, &err)))
        fail_msg("%s: %s", sql, err.text);
    store_close(store);
    assert_int_equal(unlink(history_path), 0);
    return taken;
}

static void expect_left_out(const char *column, const char *value) {
    struct selection selection;
    struct pivot pivot;
    char sql[256];

    snprintf(sql, sizeof sql, "UPDATE main.trial SET %s = %s WHERE model = 'thread'", column,
             value);
    if (!read_meddled(sql, &pivot, &selection))
        return;
    if (selection.unsound != 1 || selection.trials != 1 || pivot.count != 1 ||
        pivot.groups[0].count != 1)
        fail_msg("%s: %d left out, %d trials, %zu groups", sql, (int)selection.unsound,
                 (int)selection.trials, pivot.count);
    assert_string_equal(pivot.groups[0].curves[0].model, "coroutine");
    pivot_free(&pivot);
}

static void rows_that_runner_cannot_have_recorded__are_left_out_and_counted(void **state) {
    static const char *const names[] = {"model", "kind", "phase", "idle", "status"};
    static const char *const numbers[] = {"sleep", "work", "spin", "tasks", "concurrency"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        expect_left_out(names[i], "NULL");
        expect_left_out(names[i], "printf('%.*c', 100000, 'x')");
        expect_left_out(names[i], "printf('%.*c', 32, 'x')");
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        expect_left_out(numbers[i], "NULL");
        expect_left_out(numbers[i], "-1");
        expect_left_out(numbers[i], "9e999");
        expect_left_out(numbers[i], "2000000000000000");
    }
}

static void expect_both(const char *sql) {
    struct selection selection;
    struct pivot pivot;

    assert_true(read_meddled(sql, &pivot, &selection));
    assert_int_equal(selection.unsound, 0);
    assert_int_equal(pivot.groups[0].count, 2);
    pivot_free(&pivot);
}

static void sound_rows__are_all_there(void **state) {
    (void)state;
    expect_both("UPDATE main.trial SET machine = NULL, lateness = NULL, error = NULL");
    assert_int_equal(sizeof(((struct spec *)NULL)->model), 32);
    expect_both("UPDATE main.trial SET model = printf('%.*c', 31, 'x') WHERE model = 'thread'");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            rows_that_runner_cannot_have_recorded__are_left_out_and_counted, history_set_up,
            history_tear_down),
        cmocka_unit_test_setup_teardown(sound_rows__are_all_there, history_set_up,
                                        history_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
