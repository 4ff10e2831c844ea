/* The views compared with figures worked out by hand, and how analyze reads them. */
#include "tests/test.h"

#include "analysis/compare/comparison.h"
#include "store/schema.h"
#include "tests/history.h"

static struct store *store;
static struct db *db;

/* Commit a trial, each at its own position. */
static int commit(struct trial *trial, const struct latency *latency, struct err *err) {
    static int64_t position;

    trial->spec.position = ++position;
    return store_commit_trial(store, trial, latency, err);
}

static void record(const char *model, int64_t concurrency, double total_ms) {
    struct trial trial = history_trial(model, concurrency, total_ms);
    struct err err;

    assert_int_equal(commit(&trial, NULL, &err), 0);
}

static void record_status(const char *model, int64_t concurrency, enum status status,
                          enum role role) {
    struct trial trial = history_trial(model, concurrency, 1000);
    struct err err;

    trial.record.status = status;
    trial.spec.role = role;
    assert_int_equal(commit(&trial, NULL, &err), 0);
}

/* Open the history as analyze does. */
static int open_views(void) {
    struct err err = {0};

    db = db_open(history_path, DB_READ, &err);
    return db ? schema_temporary_views(db, &err) : -1;
}

/* The ideal is 50 ms at every level. */
static int set_up(void **state) {
    struct err err;

    if (history_set_up(state) || !(store = store_open(history_path, &err)))
        return -1;
    history_sweep(store);
    record("thread", 1, 51);
    record("thread", 1, 52);
    record("thread", 1, 56);
    record("coroutine", 1, 55);
    record("coroutine", 1, 65);
    record("thread", 10, 60);
    record("coroutine", 10, 60);
    record("thread", 100, 100);
    record("coroutine", 100, 50);
    record_status("thread", 100, STATUS_SHORT, ROLE_GRID);
    record_status("thread", 100, STATUS_TIMEOUT, ROLE_GRID);
    record_status("thread", 100, STATUS_OK, ROLE_SENTINEL);
    record_status("thread", 1000, STATUS_LIMIT, ROLE_GRID);
    store_close(store);
    return open_views();
}

static int tear_down(void **state) {
    db_close(db);
    return history_tear_down(state);
}

static void assert_answer(const char *sql, const char *expected) {
    struct err err = {0};
    struct statement *statement = db_prepare(db, sql, &err);

    if (!statement)
        fail_msg("%s", err.text);
    assert_int_equal(statement_step(statement, &err), STEP_ROW);
    assert_string_equal(column_text(statement, 0) ? column_text(statement, 0) : "NULL", expected);
    statement_free(statement);
}

#define CELL(what, model, c)                                                                       \
    "SELECT " what " FROM pivot WHERE model = '" model "' AND concurrency = " c

static void pivot__gives_mean_spread_and_median(void **state) {
    (void)state;
    assert_answer(CELL("trials", "thread", "1"), "3");
    assert_answer(CELL("round(mean_overhead, 9)", "thread", "1"), "1.06");
    /* 1.02, 1.04, 1.12: squared deviations .0016, .0004, .0036; half of their sum is .0028 */
    assert_answer(CELL("round(stddev * stddev, 9)", "thread", "1"), "0.0028");
    assert_answer(CELL("round(median, 9)", "thread", "1"), "1.04");
    assert_answer(CELL("round(median, 9)", "coroutine", "1"), "1.2"); /* between two values */
    assert_answer(CELL("round(min, 9) || ' ' || round(max, 9)", "thread", "1"), "1.02 1.12");
    assert_answer(CELL("stddev", "thread", "10"), "NULL"); /* a single trial */
    assert_answer(CELL("round(mean_excess * 1e6, 6)", "thread", "1"),
                  "300.0"); /* 3 ms over 10 tasks */
}

static void pivot__counts_what_it_leaves_out(void **state) {
    (void)state;
    assert_answer(CELL("trials || ' ' || failed || ' ' || left_out", "thread", "100"), "1 1 1");
    assert_answer(CELL("mean_overhead", "thread", "100"),
                  "2.0"); /* short, timeout and sentinel rows are left out */
    assert_answer(CELL("trials || ' ' || failed", "thread", "1000"), "0 1");
    assert_answer(CELL("mean_overhead", "thread", "1000"), "NULL");
}

/* r = ln(1.06 / 1.2) < 0, then 0, then ln 2. The running sum is smallest after level 1 and the same
 * after level 10; the first counts. */
static void crossover_view__brackets_where_the_running_sum_is_least(void **state) {
    (void)state;
    assert_answer("SELECT count(*) FROM crossover", "1");
    assert_answer("SELECT a || ' ' || b || ' ' || levels FROM crossover", "thread coroutine 3");
    assert_answer("SELECT study_bracket_low || ' ' || study_bracket_high FROM crossover", "1 10");
    assert_answer("SELECT round(study_estimate, 9) FROM crossover", "10.0");
}

static void analyze__agrees_with_the_crossover_view(void **state) {
    const struct filter filter = filter_default();
    struct comparison comparison;
    struct pairing *pairings;
    struct pivot pivot;
    struct err err;
    char bracket[64];
    size_t count;

    (void)state;
    assert_int_equal(pivot_read(db, false, &pivot, &err), 0);
    pairings = pairings_list(&pivot, &filter, &count);
    assert_int_equal(count, 1);
    comparison = comparison_make(&pairings[0], METRIC_OVERHEAD, 0.05);
    snprintf(bracket, sizeof bracket, "%lld %lld", (long long)comparison.crossover.bracket_low,
             (long long)comparison.crossover.bracket_high);
    assert_answer("SELECT study_bracket_low || ' ' || study_bracket_high FROM crossover", bracket);
    assert_int_equal(comparison.trials, 9);
    assert_int_equal(comparison.failed, 2);
    assert_int_equal(comparison.left_out, 1);
    comparison_free(&comparison);
    free(pairings);
    pivot_free(&pivot);
}

/* 100 waits of 1 to 100 us, where buckets are narrower than 0.8 us. */
static void latency_percentiles__are_upper_edges_and_need_ten_tasks_beyond(void **state) {
    struct latency *latency = calloc(1, sizeof *latency);
    struct trial trial = history_trial("serial", 1, 60);
    struct err err;

    (void)state;
    db_close(db);
    store = store_open(history_path, &err);
    for (int64_t us = 1; us <= 100; us++)
        histogram_add(&latency->metric[LATENCY_WAKE], us * 1000);
    assert_int_equal(commit(&trial, latency, &err), 0);
    for (int64_t us = 101; us <= 1000; us++) { /* 999 tasks of another model, 1000 of a third */
        const char *model = us == 999 ? "event" : us == 1000 ? "coroutine-mn" : NULL;

        histogram_add(&latency->metric[LATENCY_WAKE], us * 1000);
        if (!model)
            continue;
        trial.spec.position++;
        snprintf(trial.spec.model, sizeof trial.spec.model, "%s", model);
        assert_int_equal(commit(&trial, latency, &err), 0);
    }
    store_close(store);
    free(latency);
    assert_int_equal(open_views(), 0);
    assert_answer(
        "SELECT group_concat(model || ' ' || (p99 IS NULL) || (p999 IS NULL), ', ') FROM (SELECT * "
        "FROM latency_percentiles WHERE metric = 'wake' AND n > 900 ORDER BY n)",
        "event 11, coroutine-mn 01");
#define PERCENTILE(what)                                                                           \
    "SELECT " what " FROM latency_percentiles WHERE model = 'serial' AND metric = 'wake'"
    assert_answer(PERCENTILE("n"), "100");
    assert_answer(PERCENTILE("p50 BETWEEN 50e-6 AND 50e-6 * 1.008"), "1");
    assert_answer(PERCENTILE("p90 BETWEEN 90e-6 AND 90e-6 * 1.008"), "1");
    assert_answer(PERCENTILE("p99"), "NULL"); /* only one task is beyond it */
    assert_answer(PERCENTILE("round(mean * 1e9)"), "50500.0");
    assert_answer(PERCENTILE("round(max * 1e9)"), "100000.0");
    assert_answer("SELECT sum(count) FROM latency_histogram WHERE model = 'serial'", "100");
    assert_answer("SELECT min(high > low AND high - low <= low / 127) FROM latency_histogram", "1");
}

static void breakdown__adds_up_to_the_overhead(void **state) {
    struct trial trial = history_trial("serial", 1, 60);
    struct err err;

    (void)state;
    db_close(db);
    store = store_open(history_path, &err);
    trial.record.wake_ns = 4 * NS_PER_MS; /* 60 = 50 + 4 + 3 + 2 + 1 + 0 */
    trial.record.work_time_ns = 3 * NS_PER_MS;
    trial.record.gap_ns = 2 * NS_PER_MS;
    trial.record.lead_in_ns = NS_PER_MS;
    trial.record.tail_ns = 0;
    assert_int_equal(commit(&trial, NULL, &err), 0);
    store_close(store);
    assert_int_equal(open_views(), 0);
    assert_answer("SELECT round(wake, 9) || ' ' || round(gap, 9) FROM breakdown", "0.08 0.04");
    assert_answer(
        "SELECT abs(overhead - (1 + wake + work + gap + lead_in + tail)) < 1e-9 FROM breakdown",
        "1");
}

/* 1 MB plus 20 KB per worker must be found; from a single level, nothing. */
static void memory__is_the_slope_over_the_levels(void **state) {
    struct err err;

    (void)state;
    db_close(db);
    store = store_open(history_path, &err);
    for (int64_t concurrency = 1; concurrency <= 1000; concurrency *= 10) {
        struct trial trial = history_trial("serial", concurrency, 60);

        trial.record.resident = 1000000 + 15000 * concurrency;
        trial.record.page_tables = 1000 * concurrency;
        trial.record.kernel_stacks = 4000 * concurrency;
        assert_int_equal(commit(&trial, NULL, &err), 0);
    }
    store_close(store);
    assert_int_equal(open_views(), 0);
    assert_answer(
        "SELECT model || ' ' || round(memory_per_worker) || ' ' || round(fixed) || ' ' || levels "
        "FROM memory",
        "serial 20000.0 1000000.0 4");
}

static void different_conditions__are_never_pooled(void **state) {
    struct trial trial = history_trial("thread", 1, 500);
    struct err err;

    (void)state;
    db_close(db);
    store = store_open(history_path, &err);
    trial.spec.work_ns = 20000;
    assert_int_equal(commit(&trial, NULL, &err), 0);
    trial.spec.work_ns = 0;
    trial.cpus = 1;
    assert_int_equal(commit(&trial, NULL, &err), 0);
    store_close(store);
    assert_int_equal(open_views(), 0);
    assert_answer("SELECT count(*) FROM pivot WHERE model = 'thread' AND concurrency = 1", "3");
    assert_answer(
        "SELECT round(mean_overhead, 9) FROM pivot WHERE model = 'thread' AND concurrency = 1 "
        "AND cpus = 2 AND work = 0",
        "1.06");
}

#define WITH_TRIALS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_TRIALS(pivot__gives_mean_spread_and_median),
        WITH_TRIALS(pivot__counts_what_it_leaves_out),
        WITH_TRIALS(crossover_view__brackets_where_the_running_sum_is_least),
        WITH_TRIALS(analyze__agrees_with_the_crossover_view),
        WITH_TRIALS(latency_percentiles__are_upper_edges_and_need_ten_tasks_beyond),
        WITH_TRIALS(breakdown__adds_up_to_the_overhead),
        WITH_TRIALS(memory__is_the_slope_over_the_levels),
        WITH_TRIALS(different_conditions__are_never_pooled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
