/* The view trial_warnings: each code appears on the row it belongs to, and on no other. */
#include "tests/test.h"

#include "base/clock.h"
#include "record/warning.h"
#include "store/schema.h"
#include "store/sql.h"
#include "tests/history.h"

static struct store *store;

/* A calm trial of one second at c = 10: 60 tasks per worker, nothing else busy. */
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

/* All warnings of the file, as "position:CODE …", must equal `expected`. */
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
    trial.spec.tasks = 10 * 50 + 1; /* 51 turns for 50.1: 1.8% */
    commit(&trial);
    trial = calm(2);
    trial.spec.concurrency = 100;
    trial.record.greatest_in_flight = 100;
    trial.spec.tasks = 4001; /* 41 turns for 40.01: 2.5% */
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

/* An error of two ticks is accepted in a single trial, but not in one trial after another. */
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

/* One tick stolen in a single trial does not count; 1% over a window of ten seconds or more
 * does. */
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
    trial.record.user_ns = 290 * NS_PER_MS; /* 249 ms less start-up, 30 reported; 110 allowed */
    commit(&trial);
    trial.spec.position = 5;
    trial.record.tasks_cpu_ns = trial.record.startup_cpu_ns = NO_VALUE;
    trial.record.shortest_wait_ns = NO_VALUE;
    commit(&trial);
    assert_warnings("2:STARTUP 4:CPU_DISPUTED 5:STARTUP 5:UNCERTIFIED");
}

static void what_is_unknown__is_no_warning(void **state) {
    struct trial trial = history_trial("thread", 1, 60);

    (void)state;
    commit(&trial);
    assert_warnings("");
}

/* --- every threshold, from both sides --------------------------------------------------------- */

/* A calm trial of a foreign program. */
static struct trial calm_exec(void) {
    struct trial trial = calm(1);

    trial.origin = ORIGIN_EXEC;
    trial.record.shortest_wait_ns = 5 * NS_PER_MS;
    trial.record.user_ns = 90 * NS_PER_MS;
    trial.record.system_ns = 10 * NS_PER_MS;
    trial.record.startup_cpu_ns = 10 * NS_PER_MS;
    return trial;
}

/* A 64-bit field, a value without the warning and one with it. */
struct edge {
    const char *code;
    bool exec;
    size_t field;
    int64_t without, with;
};

#define FIELD(name) offsetof(struct trial, name)

static const struct edge edges[] = {
    {"FOREIGN", false, FIELD(record.foreign_cpu_ns), 69900000, 70100000},
    {"QUOTA", false, FIELD(record.throttled_periods), 0, 1},
    {"RAMP", false, FIELD(spec.tasks), 400, 399},
    {"ROUNDING", false, FIELD(spec.tasks), 181, 171}, /* 19 turns for 18.1, 18 for 17.1 */
    {"SATURATED", false, FIELD(record.greatest_in_flight), 10, 9},
    {"SERVER_BOUND", false, FIELD(record.server_busy_ns), 799 * NS_PER_MS, 801 * NS_PER_MS},
    {"SHORT_TRIAL", false, FIELD(record.total_ns), 5000000, 4999000},
    {"UNCERTIFIED", true, FIELD(record.shortest_wait_ns), 5000000, NO_VALUE},
    {"STARTUP", true, FIELD(record.startup_cpu_ns), 49900000, 50100000},
    {"STARTUP", true, FIELD(record.startup_cpu_ns), 0, NO_VALUE},
    /* 100 ms in all, 10 of them start-up: 90 remain, and the limit of the difference is 50 + 20 */
    {"CPU_DISPUTED", true, FIELD(record.tasks_cpu_ns), 20100000, 19900000},
    {"CPU_DISPUTED", true, FIELD(record.tasks_cpu_ns), 159900000, 160100000},
};

static bool carries(int64_t position, const char *code) {
    char sql[160];
    int64_t count = -1;
    struct err err;

    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM trial_warnings JOIN trial USING (id) WHERE position = %lld AND "
             "code = '%s'",
             (long long)position, code);
    assert_int_equal(db_number(store_db(store), sql, &count, &err), 0);
    assert_in_range(count, 0, 1);
    return count;
}

static void commit_at(const struct edge *edge, int64_t position, int64_t value) {
    struct trial trial = edge->exec ? calm_exec() : calm(position);

    trial.spec.position = position;
    memcpy((char *)&trial + edge->field, &value, sizeof value);
    commit(&trial);
}

static void each_threshold__parts_just_below_from_just_above(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(edges); i++) {
        const struct edge *edge = &edges[i];

        commit_at(edge, 2 * (int64_t)i, edge->without);
        commit_at(edge, 2 * (int64_t)i + 1, edge->with);
        if (carries(2 * (int64_t)i, edge->code) || !carries(2 * (int64_t)i + 1, edge->code))
            fail_msg("%s: not at %lld, but at %lld", edge->code, (long long)edge->without,
                     (long long)edge->with);
    }
}

/* Cases that the table above has no field for. */
static void each_flag__stands_where_it_is_set_alone(void **state) {
    struct trial trial = calm(1);

    (void)state;
    trial.spec.concurrency = 1; /* no other worker starts up */
    trial.spec.tasks = 39;
    trial.record.greatest_in_flight = 1;
    commit(&trial);
    assert_false(carries(1, "RAMP"));
    trial = calm(2); /* with fewer tasks than workers, all in flight is enough */
    trial.spec.tasks = trial.record.greatest_in_flight = 5;
    commit(&trial);
    assert_false(carries(2, "SATURATED"));
    trial = calm_exec(); /* without a wait there is nothing to prove */
    trial.spec.position = 3;
    trial.spec.sleep_ns = 0;
    trial.record.shortest_wait_ns = NO_VALUE;
    commit(&trial);
    assert_false(carries(3, "UNCERTIFIED"));
    trial = calm_exec(); /* a failed trial has nothing to prove either */
    trial.spec.position = 4;
    trial.record.status = STATUS_CRASH;
    trial.record.shortest_wait_ns = NO_VALUE;
    trial.record.startup_cpu_ns = NO_VALUE;
    commit(&trial);
    assert_false(carries(4, "UNCERTIFIED") || carries(4, "STARTUP"));
    trial = calm(5); /* a built-in model does not report its own figures */
    trial.record.shortest_wait_ns = NO_VALUE;
    commit(&trial);
    assert_false(carries(5, "UNCERTIFIED") || carries(5, "STARTUP"));
}

/* A round of ten short trials: the limit is 20 ms plus 5% of their sum, a second. */
static void commit_round(int64_t round, int64_t foreign_ns) {
    for (int64_t i = 0; i < 10; i++) {
        struct trial trial = calm(100 * round + i);

        trial.spec.round = round;
        trial.record.watched_ns = 100 * NS_PER_MS;
        trial.record.foreign_cpu_ns = foreign_ns;
        commit(&trial);
    }
}

static void round_of_short_trials__has_the_threshold_of_a_long_one(void **state) {
    (void)state;
    commit_round(1, 6900000);
    commit_round(2, 7100000);
    assert_false(carries(100, "FOREIGN"));
    assert_true(carries(200, "FOREIGN") && carries(209, "FOREIGN"));
}

/* Ten trials of a second on two CPUs; time is stolen from the last. */
static void commit_stolen(int64_t first, int64_t stolen_ns) {
    for (int64_t i = 0; i < 10; i++) {
        struct trial trial = calm(first + i);

        trial.record.steal_ns = i == 9 ? stolen_ns : 0;
        commit(&trial);
    }
}

/* A window of ten seconds contains eleven of these trials: 220 ms are 1% of their CPU time. */
static void steal__stands_above_1_percent_of_the_window(void **state) {
    (void)state;
    commit_stolen(1, 0);
    commit_stolen(11, 219 * NS_PER_MS);
    commit_stolen(21, 0);
    commit_stolen(31, 0);
    commit_stolen(41, 221 * NS_PER_MS);
    assert_false(carries(20, "STEAL") || carries(30, "STEAL"));
    assert_true(carries(50, "STEAL"));
}

/* --- the table of warnings -------------------------------------------------------------------- */

static void the_view__has_the_thresholds_of_the_table(void **state) {
    static const struct {
        enum warning_code code;
        double beyond; /* added to the threshold in the view */
        const char *where;
    } places[] = {
        {WARNING_FOREIGN, 0, "foreign_cpu > 0.02 + %g * coalesce(watched, total)"},
        {WARNING_FOREIGN, 0, "sum(foreign_cpu) > 0.02 + %g * sum(seconds)"},
        {WARNING_STEAL, 0, "steal > %g * seconds * cpus)\n), stolen"},
        {WARNING_STEAL, 0, "upto >= 10 AND steal > %g * seconds * cpus"},
        {WARNING_RAMP, 0, "tasks < %g * concurrency"},
        {WARNING_ROUNDING, 1, "floor > %g * ideal"},
        {WARNING_SERVER_BOUND, 0, "server_busy > %g * total"},
        {WARNING_SHORT_TRIAL, 0, "total < %g,"},
        {WARNING_STARTUP, 0, "<= %g * (user_cpu + system_cpu)"},
        {WARNING_CPU_DISPUTED, 0, "> 0.05 + %g * (user_cpu + system_cpu)"},
    };
    const char *view = sql_find(sql_views, "trial_warnings");

    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        char expected[128];

        snprintf(expected, sizeof expected, places[i].where,
                 warnings[places[i].code].threshold + places[i].beyond);
        if (!strstr(view, expected))
            fail_msg("%s: the view does not say %s", warnings[places[i].code].code, expected);
    }
}

/* The row of a warning in the table of analysis/README.md. */
static void format_row(const struct warning *warning, char *row, size_t size) {
    char meaning[512];

    snprintf(row, size, "| %s | %s%s | %s |\n", warning->code, weight_names[warning->weight],
             warning->by_share ? ", by share" : "",
             warning_meaning(warning, meaning, sizeof meaning));
}

static void the_documentation__lists_every_warning(void **state) {
    const char *tree = getenv("TREE");
    char path[1024], line[1024], row[1024];
    size_t found = 0;
    FILE *file;

    (void)state;
    snprintf(path, sizeof path, "%s/analysis/README.md", tree ? tree : ".");
    file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (found < WARNING_COUNT) {
            format_row(&warnings[found], row, sizeof row);
            found += !strcmp(line, row);
        }
    fclose(file);
    if (found < WARNING_COUNT)
        fail_msg("analysis/README.md has no line, or not in its place: %s", row);
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
        cmocka_unit_test_setup_teardown(each_threshold__parts_just_below_from_just_above, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(each_flag__stands_where_it_is_set_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(round_of_short_trials__has_the_threshold_of_a_long_one,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(steal__stands_above_1_percent_of_the_window, set_up,
                                        tear_down),
        cmocka_unit_test(the_view__has_the_thresholds_of_the_table),
        cmocka_unit_test(the_documentation__lists_every_warning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
