/* The view trial_warnings: each code on the row it belongs to, and on no other. */
#include "tests/test.h"

#include "base/clock.h"
#include "store/schema.h"
#include "tests/history.h"

static struct store *store;

/* A calm trial of one second at c = 10: 60 tasks per worker, nobody else busy. */
static struct trial calm(int64_t position) {
    struct trial trial = history_trial("thread", 10, 1000);

    trial.spec.position = position;
    trial.spec.tasks = 600;
    trial.spec.per_worker = 60;
    trial.record.watched_ns = 1000 * NS_PER_MS;
    trial.record.foreign_cpu_ns = 10 * NS_PER_MS;
    trial.record.steal_ns = 0;
    trial.record.throttled_ns = trial.record.throttled_periods = 0;
    trial.record.stopped = 0;
    trial.record.greatest_in_flight = 10;
    return trial;
}

static void commit(struct trial *trial) {
    struct err err;

    assert_int_equal(store_commit_trial(store, trial, NULL, &err), 0);
}

static int set_up(void **state) {
    struct err err;

    if (history_set_up(state) || !(store = store_open(history_path, &err)))
        return -1;
    history_sweep(store);
    return 0;
}

static int tear_down(void **state) {
    store_close(store);
    return history_tear_down(state);
}

/* "position:CODE …" of the whole file. */
static void assert_warnings(const char *expected) {
    struct err err;
    struct statement *statement = db_prepare(
        store_db(store),
        "SELECT coalesce(group_concat(position || ':' || code, ' '), '') FROM "
        "(SELECT position, code FROM trial_warnings JOIN trial USING (id) ORDER BY position, code)",
        &err);

    assert_non_null(statement);
    assert_int_equal(statement_step(statement, &err), STEP_ROW);
    assert_string_equal(column_text(statement, 0), expected);
    statement_free(statement);
}

static void calm_rows__carry_nothing(void **state) {
    (void)state;
    for (int64_t i = 1; i <= 30; i++) {
        struct trial trial = calm(i);
        commit(&trial);
    }
    assert_warnings("");
}

static void each_code__stands_on_its_row(void **state) {
    struct trial trial = calm(1);

    (void)state;
    trial.record.foreign_cpu_ns = 200 * NS_PER_MS;
    commit(&trial);
    trial = calm(2);
    trial.record.throttled_periods = 3;
    commit(&trial);
    trial = calm(3);
    trial.record.stopped = 1;
    commit(&trial);
    trial = calm(4);
    trial.spec.shared = 1;
    commit(&trial);
    trial = calm(5);
    trial.spec.tasks = 390;
    commit(&trial);
    trial = calm(6);
    trial.spec.tasks = 401;
    trial.record.greatest_in_flight = 9;
    commit(&trial);
    trial = calm(7);
    trial.record.total_ns = 4 * NS_PER_MS;
    commit(&trial);
    trial = calm(8);
    trial.record.server_busy_ns = trial.record.total_ns * 79 / 100;
    commit(&trial);
    trial = calm(9);
    trial.record.server_busy_ns = trial.record.total_ns * 81 / 100;
    commit(&trial);
    assert_warnings("1:FOREIGN 2:QUOTA 3:STOPPED 4:SHARED 5:RAMP 6:SATURATED 7:SHORT_TRIAL "
                    "9:SERVER_BOUND");
}

static void rounding__is_what_no_scheduler_can_avoid(void **state) {
    struct trial trial = calm(1);

    (void)state;
    trial.spec.tasks = 10 * 50 + 1; /* 51 turns for 50.1: 1.8 % */
    commit(&trial);
    trial = calm(2);
    trial.spec.concurrency = 100;
    trial.record.greatest_in_flight = 100;
    trial.spec.tasks = 4001; /* 41 turns for 40.01: 2.5 % */
    commit(&trial);
    trial = calm(3);
    trial.spec.concurrency = 100;
    trial.record.greatest_in_flight = 100;
    trial.spec.tasks = 4000 + 100 * 9 + 1;
    commit(&trial);
    assert_warnings("");
    trial = calm(4);
    trial.spec.concurrency = 1000;
    trial.record.greatest_in_flight = 1000;
    trial.spec.tasks = 10001; /* 11 turns for 10 */
    commit(&trial);
    assert_warnings("4:RAMP 4:ROUNDING");
}

/* Two ticks of error per trial are let pass, but not one more trial after trial. */
static void short_trials__are_judged_by_their_round(void **state) {
    (void)state;
    for (int64_t i = 1; i <= 20; i++) {
        struct trial trial = calm(i);

        trial.spec.round = 1 + (i > 10);
        trial.record.watched_ns = 100 * NS_PER_MS;
        trial.record.foreign_cpu_ns = (i > 10 ? 20 : 2) * NS_PER_MS;
        commit(&trial);
    }
    assert_warnings("11:FOREIGN 12:FOREIGN 13:FOREIGN 14:FOREIGN 15:FOREIGN 16:FOREIGN 17:FOREIGN "
                    "18:FOREIGN 19:FOREIGN 20:FOREIGN");
}

/* Ten seconds and more: a tick stolen in one trial is nothing, 1 % over the window is. */
static void steal__is_judged_over_ten_seconds(void **state) {
    (void)state;
    for (int64_t i = 1; i <= 24; i++) {
        struct trial trial = calm(i);

        trial.record.steal_ns = i == 2 ? 150 * NS_PER_MS : i == 18 ? 300 * NS_PER_MS : 0;
        commit(&trial);
    }
    assert_warnings("18:STEAL 19:STEAL 20:STEAL 21:STEAL 22:STEAL 23:STEAL 24:STEAL");
}

static void foreign_programs__are_asked_for_proof(void **state) {
    struct trial trial = calm(1);

    (void)state;
    trial.origin = ORIGIN_EXEC;
    trial.record.shortest_wait_ns = 5 * NS_PER_MS;
    trial.record.user_ns = 90 * NS_PER_MS;
    trial.record.system_ns = 10 * NS_PER_MS;
    trial.record.startup_cpu_ns = 49 * NS_PER_MS;
    commit(&trial);
    trial.spec.position = 2;
    trial.record.startup_cpu_ns = 51 * NS_PER_MS;
    commit(&trial);
    trial.spec.position = 3;
    trial.record.tasks_cpu_ns = 30 * NS_PER_MS;
    commit(&trial);
    trial.spec.position = 4;
    trial.record.user_ns = 290 * NS_PER_MS; /* 249 ms are left, 30 told; 110 may lie between */
    commit(&trial);
    trial.spec.position = 5;
    trial.record.tasks_cpu_ns = trial.record.startup_cpu_ns = RECORD_NULL;
    trial.record.shortest_wait_ns = RECORD_NULL;
    commit(&trial);
    assert_warnings("2:STARTUP 4:CPU_DISPUTED 5:STARTUP 5:UNCERTIFIED");
}

static void what_is_unknown__is_no_warning(void **state) {
    struct trial trial = history_trial("thread", 1, 60);

    (void)state;
    commit(&trial);
    assert_warnings("");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(calm_rows__carry_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_code__stands_on_its_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rounding__is_what_no_scheduler_can_avoid, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(short_trials__are_judged_by_their_round, set_up, tear_down),
        cmocka_unit_test_setup_teardown(steal__is_judged_over_ten_seconds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(foreign_programs__are_asked_for_proof, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_unknown__is_no_warning, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
