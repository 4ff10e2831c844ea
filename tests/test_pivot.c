#include "tests/history.h"
#include "tests/test.h"

#include "analysis/pivot.h"
#include "store/schema.h"

/* Read what a table holds that anybody may have written: ours, without its types and checks, after SQL has changed it. */
static struct pivot read_meddled(const char *sql) {
    struct trial thread = history_trial("thread", 10, 60),
                 coroutine = history_trial("coroutine", 10, 60);
    struct err err = {0};
    struct store *store = store_open(history_path, &err);
    struct pivot pivot;

    assert_non_null(store);
    history_sweep(store);
    coroutine.spec.position = 2;
    if (store_commit_trial(store, &thread, NULL, &err) ||
        store_commit_trial(store, &coroutine, NULL, &err) ||
        schema_temporary_views(store_db(store), &err) ||
        db_run(store_db(store), "CREATE TEMP TABLE trial AS SELECT * FROM main.trial", &err) ||
        db_run(store_db(store), sql, &err) || pivot_read(store_db(store), true, &pivot, &err))
        fail_msg("%s: %s", sql, err.text);
    store_close(store);
    assert_int_equal(unlink(history_path), 0);
    return pivot;
}

static void rows_that_no_schema_of_ours_holds__are_left_out_and_counted(void **state) {
    static const char *const columns[] = {"model",  "kind",     "phase", "idle",
                                          "status", "sweep_id", "id",    "sleep",
                                          "work",   "spin",     "tasks", "concurrency"};
    static const char *const values[] = {"NULL", "printf('%.*c', 100000, 'x')", "-1", "9e999"};
    enum { any_number = 7, any_name = 2 };

    (void)state;
    for (size_t i = 0; i < COUNT(columns); i++)
        for (size_t j = 0; j < COUNT(values); j++) {
            struct pivot pivot;
            char sql[128];

            if (i < any_number && j >= any_name) /* a text is a name, and any whole number an id */
                continue;
            snprintf(sql, sizeof sql, "UPDATE temp.trial SET %s = %s WHERE model = 'thread'",
                     columns[i], values[j]);
            pivot = read_meddled(sql);
            if (pivot.unsound != 1 || pivot.count != 1 || pivot.groups[0].count != 1)
                fail_msg("%s: %d left out, %zu groups", sql, (int)pivot.unsound, pivot.count);
            assert_string_equal(pivot.groups[0].curves[0].model, "coroutine");
            pivot_free(&pivot);
        }
}

static void sound_rows__are_all_there(void **state) {
    struct pivot pivot =
        read_meddled("UPDATE temp.trial SET machine = NULL, lateness = NULL, error = NULL");

    (void)state;
    assert_int_equal(pivot.unsound, 0);
    assert_int_equal(pivot.groups[0].count, 2);
    pivot_free(&pivot);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_that_no_schema_of_ours_holds__are_left_out_and_counted,
                                        history_set_up, history_tear_down),
        cmocka_unit_test_setup_teardown(sound_rows__are_all_there, history_set_up,
                                        history_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
