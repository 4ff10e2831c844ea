/* The warnings of runner before a sweep begins: each just below and just above its threshold, which
 * is that of the row's warning. */
#include "tests/test.h"

#include "base/clock.h"
#include "record/columns.h"
#include "sweep/sweep.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct spec planned[2];
static struct sweep_run run;
static char said[4096];

/* Trials of 60 sleeps of 5 ms on each of ten workers, three times, on a machine that gives no
 * warning. */
static int set_up(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(planned); i++)
        planned[i] = (struct spec){
            .concurrency = 10, .tasks = 600, .sleep_ns = 5 * NS_PER_MS, .queue = NO_VALUE};
    memset(&run, 0, sizeof run);
    machine_clear(&run.machine);
    run.options.task = &task_sleep;
    run.options.trials = 3;
    run.options.order = ORDER_ROUNDS;
    run.plan.trials = planned;
    run.plan.count = COUNT(planned);
    run.trial.cpu_quota = NAN;
    return 0;
}

/* Call speak() and store what it writes to stderr in `said`. */
static void hear(void (*speak)(const void *), const void *argument) {
    FILE *paper = tmpfile();
    int before = dup(STDERR_FILENO);
    size_t length;

    assert_non_null(paper);
    fflush(stderr);
    dup2(fileno(paper), STDERR_FILENO);
    speak(argument);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(paper);
    length = fread(said, 1, sizeof said - 1, paper);
    said[length] = 0;
    fclose(paper);
}

static void speak_of_plan(const void *ignored) {
    (void)ignored;
    sweep_forecast(&run);
}

static bool warns(const char *words) {
    hear(speak_of_plan, NULL);
    return strstr(said, words) != NULL;
}

static void calm_plan__is_told_nothing(void **state) {
    (void)state;
    hear(speak_of_plan, NULL);
    assert_string_equal(said, "");
}

static void ramp__begins_below_40_tasks_per_worker(void **state) {
    (void)state;
    planned[1].tasks = 400;
    assert_false(warns("tasks per worker"));
    planned[1].tasks = 399;
    assert_true(warns("1 of 2 trials: fewer than 40 tasks per worker"));
    planned[1].concurrency = 1;
    planned[1].tasks = 39;
    assert_false(warns("tasks per worker"));
}

static void rounding__begins_above_5_percent(void **state) {
    (void)state;
    planned[1].tasks = 181;
    assert_false(warns("divide evenly"));
    planned[1].tasks = 171;
    assert_true(warns("1 of 2 trials: the tasks do not divide evenly"));
}

static void short_trial__begins_below_5_ms(void **state) {
    (void)state;
    planned[1] =
        (struct spec){.concurrency = 10, .tasks = 10, .sleep_ns = 5 * NS_PER_MS, .queue = NO_VALUE};
    assert_false(warns("shorter than 5 ms"));
    planned[1].sleep_ns--;
    assert_true(warns("1 of 2 trials: the trial is shorter than 5 ms"));
    run.options.task = &task_nop;
    assert_false(warns("shorter than 5 ms"));
}

static void sentinels__are_not_warned_of(void **state) {
    (void)state;
    planned[1].role = ROLE_SENTINEL;
    planned[1].tasks = 10;
    hear(speak_of_plan, NULL);
    assert_string_equal(said, "");
}

static void setting__is_warned_of(void **state) {
    (void)state;
    run.options.trials = 2;
    assert_true(warns("2 trials per model and level"));
    run.options.order = ORDER_STUDY;
    assert_true(warns("in the study's order"));
    assert_false(warns("cgroup"));
    run.trial.cpu_quota = 1.5;
    assert_true(warns("a cgroup allows 1.5 CPUs"));
    strcpy(run.machine.frequency_governor, "performance");
    assert_false(warns("frequency is not fixed"));
    strcpy(run.machine.frequency_governor, "powersave");
    assert_true(warns("frequency is not fixed"));
    assert_false(warns("every trial is marked"));
    run.options.shared = true;
    assert_true(warns("every trial is marked"));
}

static void speak_of_others(const void *record) {
    sweep_warn_of_others(record);
}

/* The threshold is two ticks and 5% of a second: 70 ms. */
static void others__are_warned_of_as_in_the_rows(void **state) {
    struct record record;

    (void)state;
    record_clear(&record);
    hear(speak_of_others, &record);
    assert_string_equal(said, "");
    record.watched_ns = NS_PER_S;
    record.foreign_cpu_ns = 69900000;
    hear(speak_of_others, &record);
    assert_string_equal(said, "");
    record.foreign_cpu_ns = 70100000;
    hear(speak_of_others, &record);
    assert_non_null(strstr(said, "runner: other processes use 0.07 CPUs"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(calm_plan__is_told_nothing, set_up),
        cmocka_unit_test_setup(ramp__begins_below_40_tasks_per_worker, set_up),
        cmocka_unit_test_setup(rounding__begins_above_5_percent, set_up),
        cmocka_unit_test_setup(short_trial__begins_below_5_ms, set_up),
        cmocka_unit_test_setup(sentinels__are_not_warned_of, set_up),
        cmocka_unit_test_setup(setting__is_warned_of, set_up),
        cmocka_unit_test_setup(others__are_warned_of_as_in_the_rows, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
