/* The trust in a set of conditions: each finding just below and just above its threshold. The tests
 * start from a simulated sweep without any warnings; each case changes one thing in it, by a
 * size. */
#include "tests/test.h"

#include "analysis/dataset/selection.h"
#include "analysis/diagnose/diagnostics.h"
#include "base/clock.h"
#include "base/random.h"
#include "store/schema.h"
#include "tests/history.h"

enum { rounds = 3, level_count = 12, last_place = 100000 };

static const int64_t levels[level_count] = {10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60, 72};
static const char *const models_made[] = {"coroutine", "thread"};

static const char *governor = "performance";
static bool finished = true;

/* Change a trial of the calm sweep, which it recognizes by its place in the sweep. Returns false if
 * the trial is to be left out. */
typedef bool change(struct trial *trial, double size);

/* Threads cost more from 35 on. The noise is 1% in both models. */
static double calm_overhead(int64_t sweep, int model, int level, int round) {
    struct random random = {(uint64_t)(((sweep * 100 + level) * 10 + model) * 10 + round)};
    double rise = model == 1 ? 0.05 * (level - 7) : 0;

    return 1.2 + rise + ((double)random_below(&random, 1000) - 500) / 25000;
}

static struct trial calm(int64_t sweep, int model, int level, int round, int64_t position) {
    int64_t concurrency = levels[level];
    struct trial trial = history_trial(models_made[model], concurrency, 0);

    trial.sweep_id = sweep;
    trial.spec.position = position;
    trial.spec.round = round + 1;
    trial.spec.per_worker = 60;
    trial.spec.tasks = 60 * concurrency;
    strcpy(trial.machine, "here");
    trial.record.total_ns = llround(calm_overhead(sweep, model, level, round) * 60 * 5e6);
    trial.record.watched_ns = trial.record.total_ns;
    trial.record.foreign_cpu_ns = 0;
    trial.record.greatest_in_flight = concurrency;
    trial.record.ruler_before_ns = trial.record.ruler_after_ns = 1000000;
    return trial;
}

static void commit(struct store *store, struct trial *trial, change *change_it, double size) {
    struct err err;

    if (change_it && !change_it(trial, size))
        return;
    assert_int_equal(store_commit_trial(store, trial, NULL, &err), 0);
}

static void commit_sentinel(struct store *store, int64_t sweep, int64_t position, change *change_it,
                            double size) {
    struct trial trial = history_trial("serial", 1, 60);

    trial.spec.role = ROLE_SENTINEL;
    trial.spec.position = position;
    trial.sweep_id = sweep;
    commit(store, &trial, change_it, size);
}

static void make_sweep(struct store *store, change *change_it, double size) {
    int64_t sweep = history_sweep(store), position = 0;
    struct err err;

    commit_sentinel(store, sweep, ++position, change_it, size);
    for (int round = 0; round < rounds; round++)
        for (int level = 0; level < level_count; level++)
            for (int model = 0; model < 2; model++) {
                struct trial trial = calm(sweep, model, level, round, ++position);

                commit(store, &trial, change_it, size);
            }
    commit_sentinel(store, sweep, last_place, change_it, size);
    if (finished)
        assert_int_equal(store_finish_sweep(store, sweep, &err), 0);
}

/* SQL that is run before the sweeps are judged, or NULL. */
static const char *meddle;

/* Judge this many sweeps, all with the same change. */
static struct trust judge_sweeps(int sweeps, change *change_it, double size) {
    struct filter filter = filter_default();
    struct err err = {0};
    struct store *store = store_open(history_path, &err);
    struct selection selection;
    struct machine machine;
    struct comparison comparison;
    struct pairing pairing;
    struct answer answer;
    struct pivot pivot;
    struct trust trust;

    filter.scope = SCOPE_ALL;
    assert_non_null(store);
    machine_clear(&machine);
    strcpy(machine.id, "here");
    strcpy(machine.frequency_governor, governor);
    assert_int_equal(store_add_machine(store, &machine, &err), 0);
    for (int i = 0; i < sweeps; i++)
        make_sweep(store, change_it, size);
    assert_int_equal(schema_temporary_views(store_db(store), &err), 0);
    if (meddle)
        assert_int_equal(db_run(store_db(store), meddle, &err), 0);
    assert_int_equal(selection_make(store_db(store), &filter, &selection, &err), 0);
    if (pivot_read(store_db(store), false, &pivot, &err))
        fail_msg("%s", err.text);
    assert_int_equal(pivot.count, 1);
    pairing =
        (struct pairing){&pivot.groups[0], &pivot.groups[0].curves[0], &pivot.groups[0].curves[1]};
    comparison = comparison_make(&pairing, METRIC_OVERHEAD, 0.05);
    answer = answer_of(&comparison);
    if (diagnose(store_db(store), &pivot.groups[0], &answer, &trust, &err))
        fail_msg("%s", err.text);
    comparison_free(&comparison);
    pivot_free(&pivot);
    store_close(store);
    assert_int_equal(unlink(history_path), 0);
    return trust;
}

static const struct finding *find(const struct trust *trust, const char *code) {
    for (size_t i = 0; i < trust->count; i++)
        if (!strcmp(trust->findings[i].warning->code, code))
            return &trust->findings[i];
    return NULL;
}

/* --- changes to the calm sweep ---------------------------------------------------------------- */

static bool is_sentinel(const struct trial *trial) {
    return trial->spec.role == ROLE_SENTINEL;
}

static bool is_thread_at(const struct trial *trial, int64_t concurrency) {
    return !is_sentinel(trial) && !strcmp(trial->spec.model, "thread") &&
           trial->spec.concurrency == concurrency;
}

static void stretch(struct trial *trial, double factor) {
    trial->record.total_ns = llround((double)trial->record.total_ns * factor);
}

static bool last_sentinel(struct trial *trial, double size) {
    if (is_sentinel(trial) && trial->spec.position == last_place)
        stretch(trial, 1 + size);
    return true;
}

static bool rulers_of_two_rounds(struct trial *trial, double size) {
    if (trial->spec.round > 1)
        trial->record.ruler_before_ns = llround(1e6 * (1 + size));
    return true;
}

/* With three trials, the SD is `size`. */
static void spread(struct trial *trial, double size) {
    trial->record.total_ns = llround(60 * 5e6 * 1.2 * (1 + size * (double)(trial->spec.round - 2)));
}

static bool every_cell_spread(struct trial *trial, double size) {
    if (!is_sentinel(trial))
        spread(trial, size);
    return true;
}

static bool one_cell_spread(struct trial *trial, double size) {
    if (is_thread_at(trial, 20))
        spread(trial, size);
    return true;
}

/* All other cells vary by 4%, so that three times the noise is above a tenth. */
static bool one_cell_spread_among_noisy(struct trial *trial, double size) {
    if (!is_sentinel(trial))
        spread(trial, is_thread_at(trial, 20) ? size : 0.04);
    return true;
}

static bool outliers(struct trial *trial, double size) {
    if (trial->spec.round == 1 &&
        (is_thread_at(trial, 10) || (size > 1 && is_thread_at(trial, 14))))
        stretch(trial, 1.5);
    return true;
}

static bool each_round_later(struct trial *trial, double size) {
    if (!is_sentinel(trial))
        stretch(trial, exp(size * (double)(trial->spec.round - 1) / rounds));
    return true;
}

static bool first_round(struct trial *trial, double size) {
    if (!is_sentinel(trial) && trial->spec.round == 1)
        stretch(trial, exp(size));
    return true;
}

/* Move the positions of threads away from those of coroutines. */
static bool threads_apart(struct trial *trial, double size) {
    if (is_sentinel(trial))
        return true;
    trial->spec.position *= 20;
    if (!strcmp(trial->spec.model, "thread"))
        trial->spec.position += (int64_t)size - 20;
    return true;
}

static bool some_not_made(struct trial *trial, double size) {
    return !(size > 0 && trial->spec.round == 3 && is_thread_at(trial, 10));
}

static bool some_failed(struct trial *trial, double size) {
    if (trial->spec.round == 1 && size > 0 && is_thread_at(trial, 10))
        trial->record.status = STATUS_SHORT;
    return true;
}

/* Other programs ran during the first trials of 72. */
static bool foreign(struct trial *trial, double size) {
    if (!is_sentinel(trial) && (double)trial->spec.position < size + 2)
        trial->record.foreign_cpu_ns = 500 * NS_PER_MS;
    return true;
}

static bool stopped(struct trial *trial, double size) {
    if (!is_sentinel(trial) && (double)trial->spec.position < size + 2) {
        trial->record.stopped = 1;
    }
    return true;
}

static bool gap_in_one_cell(struct trial *trial, double size) {
    if (is_thread_at(trial, 60))
        trial->record.total_ns = llround(60 * 5e6 * (trial->spec.round == 3 ? 1.4 * size : 1.4));
    return true;
}

/* Set the tasks per worker at 35 and above, near the deciding level. */
static bool few_tasks_above(struct trial *trial, double size) {
    if (!is_sentinel(trial) && trial->spec.concurrency >= 35) {
        trial->spec.tasks = llround((double)trial->spec.concurrency * size);
        trial->record.total_ns = llround((double)trial->record.total_ns * size / 60);
    }
    return true;
}

/* Keep only this many levels within a factor of 2 of 35, the deciding level. */
static bool few_levels(struct trial *trial, double size) {
    int64_t concurrency = trial->spec.concurrency;

    return is_sentinel(trial) || concurrency < 17 || (concurrency >= 24 && concurrency <= 42) ||
           concurrency == 72 || (size > 4 && concurrency == 50);
}

static bool held_back(struct trial *trial, double size) {
    trial->record.throttled_periods = trial->record.throttled_ns = (int64_t)size;
    return true;
}

static bool not_all_in_flight(struct trial *trial, double size) {
    if (is_thread_at(trial, 60))
        trial->record.greatest_in_flight = 60 - (int64_t)size;
    return true;
}

static bool busy_server(struct trial *trial, double size) {
    trial->record.server_busy_ns = llround((double)trial->record.total_ns * size);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

enum { WEIGHT_NONE = -1 };

/* The weight of the code at one size, and at another just beyond the threshold. */
static const struct edge {
    const char *code;
    change *change_it;
    double below;
    int weight_below;
    double above;
    int weight_above;
} edges[] = {
    {"SENTINEL", last_sentinel, 0.099, WEIGHT_NONE, 0.101, WEIGHT_FAIR},
    {"RULER", rulers_of_two_rounds, 0.099, WEIGHT_NONE, 0.101, WEIGHT_FAIR},
    {"NOISY", every_cell_spread, 0.099, WEIGHT_NONE, 0.101, WEIGHT_FAIR},
    {"NOISY", every_cell_spread, 0.299, WEIGHT_FAIR, 0.301, WEIGHT_POOR},
    {"NOISY_CELLS", one_cell_spread, 0.099, WEIGHT_NONE, 0.101, WEIGHT_FAIR},
    {"NOISY_CELLS", one_cell_spread_among_noisy, 0.119, WEIGHT_NONE, 0.121, WEIGHT_FAIR},
    {"OUTLIERS", outliers, 1, WEIGHT_NONE, 2, WEIGHT_FAIR},
    {"DRIFT", each_round_later, 0.025, WEIGHT_NONE, 0.035, WEIGHT_FAIR},
    {"WARMUP", first_round, 0.015, WEIGHT_NONE, 0.025, WEIGHT_FAIR},
    {"ORDER_CONFOUNDED", threads_apart, 4, WEIGHT_NONE, 5, WEIGHT_POOR},
    {"FEW", some_not_made, 0, WEIGHT_NONE, 1, WEIGHT_FAIR},
    {"FAILED", some_failed, 0, WEIGHT_NONE, 1, WEIGHT_FAIR},
    {"FOREIGN", foreign, 0, WEIGHT_NONE, 1, WEIGHT_FAIR},
    {"FOREIGN", foreign, 7, WEIGHT_FAIR, 8, WEIGHT_POOR},
    {"STOPPED", stopped, 0, WEIGHT_NONE, 1, WEIGHT_POOR},
    {"BISTABLE", gap_in_one_cell, 1.29, WEIGHT_NONE, 1.31, WEIGHT_FAIR},
    {"FEW", few_levels, 5, WEIGHT_NONE, 4, WEIGHT_FAIR},
    {"QUOTA", held_back, 0, WEIGHT_NONE, 1, WEIGHT_FAIR},
    {"SATURATED", not_all_in_flight, 0, WEIGHT_NONE, 1, WEIGHT_NOTE},
    {"SERVER_BOUND", busy_server, 0.799, WEIGHT_NONE, 0.801, WEIGHT_FAIR},
    {"RAMP", few_tasks_above, 40, WEIGHT_NONE, 39, WEIGHT_FAIR},
};

static int weight_of(const struct trust *trust, const char *code) {
    const struct finding *finding = find(trust, code);

    return finding ? (int)finding->weight : WEIGHT_NONE;
}

static void each_finding__begins_at_its_threshold(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(edges); i++) {
        const struct edge *edge = &edges[i];
        struct trust below = judge_sweeps(1, edge->change_it, edge->below);
        struct trust above = judge_sweeps(1, edge->change_it, edge->above);

        print_message("# %s at %g: %d, at %g: %d\n", edge->code, edge->below,
                      weight_of(&below, edge->code), edge->above, weight_of(&above, edge->code));
        assert_int_equal(weight_of(&below, edge->code), edge->weight_below);
        assert_int_equal(weight_of(&above, edge->code), edge->weight_above);
    }
}

/* With three sweeps the range also covers the variation between them, and nothing else is found. */
static void calm_sweeps__are_good(void **state) {
    struct trust two = judge_sweeps(2, NULL, 0), three = judge_sweeps(3, NULL, 0);

    (void)state;
    for (size_t i = 0; i < three.count; i++)
        print_message("# %s: %s\n", three.findings[i].warning->code, three.findings[i].text);
    assert_string_equal(two.word, "good");
    assert_int_equal(two.count, 2);
    assert_string_equal(two.findings[0].warning->code, "SLOW_MODES");
    assert_string_equal(two.findings[1].warning->code, "FEW_SWEEPS");
    assert_string_equal(three.word, "good");
    assert_int_equal(three.count, 1);
    assert_string_equal(three.findings[0].warning->code, "SLOW_MODES");
}

/* Three trials a level in each sweep. 1 - 0.05^(1/9) = 28.3%. */
static void fewer_than_ten_trials__may_miss_a_slow_mode(void **state) {
    struct trust nine = judge_sweeps(3, NULL, 0), twelve = judge_sweeps(4, NULL, 0);
    const struct finding *finding = find(&nine, "SLOW_MODES");

    (void)state;
    assert_non_null(finding);
    assert_int_equal(finding->weight, WEIGHT_NOTE);
    assert_string_equal(
        finding->text,
        "With 9 trials per level, a slow mode in fewer than 28% of trials may be missing.");
    assert_string_equal(
        finding->clause,
        "9 trials per level: a slow mode in fewer than 28% of trials may be missing");
    assert_null(find(&twelve, "SLOW_MODES"));
    assert_string_equal(nine.word, twelve.word);
}

/* The fewest count: at 10, threads have two trials a sweep. */
static void slow_modes__counts_the_level_with_fewest(void **state) {
    struct trust trust = judge_sweeps(1, some_not_made, 1);

    (void)state;
    assert_string_equal(
        find(&trust, "SLOW_MODES")->text,
        "With 2 trials per level, a slow mode in fewer than 78% of trials may be missing.");
}

static bool nobody_watched(struct trial *trial, double size) {
    (void)size;
    trial->record.foreign_cpu_ns = NO_VALUE;
    return true;
}

static bool no_rulers(struct trial *trial, double size) {
    (void)size;
    trial->record.ruler_before_ns = trial->record.ruler_after_ns = NO_VALUE;
    return true;
}

/* What is not known cannot be called fine. */
static void checked__is_what_the_trials_can_show(void **state) {
    static const enum warning_code codes[] = {WARNING_FOREIGN, WARNING_RULER,
                                              WARNING_ORDER_CONFOUNDED, WARNING_DRIFT};
    struct trust calm_trust = judge_sweeps(1, NULL, 0);
    struct trust unwatched = judge_sweeps(1, nobody_watched, 0);
    struct trust unruled = judge_sweeps(1, no_rulers, 0);

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        assert_true(calm_trust.checked[codes[i]]);
        assert_int_equal(unwatched.checked[codes[i]], codes[i] != WARNING_FOREIGN);
        assert_int_equal(unruled.checked[codes[i]], codes[i] != WARNING_RULER);
    }
    assert_false(calm_trust.checked[WARNING_STOPPED]);
}

/* The level that more trials must be at. */
static void noisy_level__is_named_as_a_number(void **state) {
    struct trust trust = judge_sweeps(1, one_cell_spread, 0.101);

    (void)state;
    assert_int_equal(find(&trust, "NOISY_CELLS")->level, 20);
    assert_int_equal(find(&trust, "SLOW_MODES")->level, 0);
}

static void governor_and_unfinished_sweep__are_named(void **state) {
    struct trust trust;

    (void)state;
    governor = "powersave";
    finished = false;
    trust = judge_sweeps(1, NULL, 0);
    governor = "performance";
    finished = true;
    assert_int_equal(weight_of(&trust, "GOVERNOR"), WEIGHT_FAIR);
    assert_int_equal(weight_of(&trust, "INCOMPLETE"), WEIGHT_NOTE);
}

/* A warning that exists only in the view. */
static void code_without_words__is_one_finding_that_names_it(void **state) {
    const struct finding *finding;
    struct trust trust;

    (void)state;
    meddle =
        "DROP VIEW temp.trial_warnings;"
        "CREATE TEMP VIEW trial_warnings AS SELECT id, 'NEW' AS code FROM main.trial"
        " UNION ALL SELECT id, 'NEWER' FROM main.trial UNION ALL SELECT id, NULL FROM main.trial";
    trust = judge_sweeps(3, NULL, 0);
    meddle = NULL;
    finding = find(&trust, "OTHER");
    assert_non_null(finding);
    assert_int_equal(trust.count, 2);
    assert_string_equal(trust.findings[1].warning->code, "SLOW_MODES");
    assert_non_null(strstr(finding->text, "NEW in "));
    assert_non_null(strstr(finding->text, "NEWER in "));
    assert_non_null(strstr(finding->text, "? in "));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(code_without_words__is_one_finding_that_names_it,
                                        history_set_up, history_tear_down),
        cmocka_unit_test_setup_teardown(calm_sweeps__are_good, history_set_up, history_tear_down),
        cmocka_unit_test_setup_teardown(fewer_than_ten_trials__may_miss_a_slow_mode, history_set_up,
                                        history_tear_down),
        cmocka_unit_test_setup_teardown(slow_modes__counts_the_level_with_fewest, history_set_up,
                                        history_tear_down),
        cmocka_unit_test_setup_teardown(checked__is_what_the_trials_can_show, history_set_up,
                                        history_tear_down),
        cmocka_unit_test_setup_teardown(noisy_level__is_named_as_a_number, history_set_up,
                                        history_tear_down),
        cmocka_unit_test_setup_teardown(governor_and_unfinished_sweep__are_named, history_set_up,
                                        history_tear_down),
        cmocka_unit_test_setup_teardown(each_finding__begins_at_its_threshold, history_set_up,
                                        history_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
