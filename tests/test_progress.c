#include "tests/test.h"

#include "plan/progress.h"

#include <stdio.h>
#include <unistd.h>

static struct spec trials[2];
static struct plan plan = {.trials = trials, .count = 2};
static char shown[1024];

/* Store in `shown` what act() writes to stderr, which is not a terminal. */
static void watch(void (*act)(struct progress *progress), struct progress *progress) {
    FILE *file = tmpfile();
    int before = dup(STDERR_FILENO);
    size_t length;

    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    act(progress);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(file);
    length = fread(shown, 1, sizeof shown - 1, file);
    shown[length] = 0;
    fclose(file);
}

/* Two trials of 20 s each, which are expected to take 22 s. */
static int set_up(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        trials[i] = (struct spec){.concurrency = 1000, .tasks = 20000, .sleep_ns = NS_PER_S};
        strcpy(trials[i].model, i ? "coroutine" : "thread");
    }
    return 0;
}

static struct progress begun(const char *aim, size_t before) {
    struct progress progress;

    progress_begin(&progress, &plan, aim, before, true);
    progress.shown = true; /* as on a terminal */
    return progress;
}

static void one_line__is_written_over(void **state) {
    struct progress progress = begun(NULL, 0);

    (void)state;
    watch(progress_show, &progress);
    assert_string_equal(
        shown, "\r[                    ] 1/2  thread at 1,000                 0:44 left\033[K");
    watch(progress_clear, &progress);
    assert_string_equal(shown, "\r\033[K");
}

static void bar__fills_and_work_is_named(void **state) {
    struct progress progress = begun(NULL, 0);

    (void)state;
    trials[1].work_ns = 20 * NS_PER_US;
    progress_step(&progress);
    progress.begun_ns = progress.trial_begun_ns - 22 * NS_PER_S;
    watch(progress_show, &progress);
    assert_string_equal(
        shown, "\r[==========          ] 2/2  coroutine at 1,000, 20 us of work  0:22 left\033[K");
}

static void trials_that_took_longer__leave_more_time(void **state) {
    struct progress progress = begun(NULL, 0);

    (void)state;
    progress_step(&progress);
    progress.begun_ns = progress.trial_begun_ns - 44 * NS_PER_S;
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, " 0:44 left"));
}

static void resumed_trials__count(void **state) {
    struct progress progress = begun(NULL, 98);

    (void)state;
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, "[=================== ]  99/100  thread at 1,000"));
}

static void long_times__are_shown_in_hours(void **state) {
    struct progress progress;

    (void)state;
    trials[0].tasks = 1000 * 3600 * 2;
    progress = begun(NULL, 0); /* 2 h and 20 s, plus a tenth: 2:12:22 */
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, " 2:12:2"));
}

static void no_time_that_fits__is_shown_all_the_same(void **state) {
    struct progress progress = begun(NULL, 0);

    (void)state;
    progress.expected_ns = INT64_MAX;
    progress.expected_done_ns = 1;
    progress.begun_ns -= 3600 * NS_PER_S;
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, " 277777777:46:40 lef\033[K")); /* 79 columns */
}

static void search__tells_what_it_is_at(void **state) {
    struct progress progress = begun("crossover at about 300", 0);

    (void)state;
    watch(progress_show, &progress);
    assert_string_equal(shown, "\rcrossover at about 300  trial 1: thread at 1,000\033[K");
}

static void no_terminal_quiet_or_done__shows_nothing(void **state) {
    struct progress progress = begun(NULL, 0);

    (void)state;
    progress_step(&progress);
    progress_step(&progress);
    watch(progress_show, &progress);
    assert_string_equal(shown, "");
    for (int wanted = 0; wanted < 2; wanted++) {
        FILE *none = freopen("/dev/null", "w", stderr);

        assert_non_null(none);
        progress_begin(&progress, &plan, NULL, 0, wanted);
        watch(progress_show, &progress);
        assert_string_equal(shown, "");
        watch(progress_clear, &progress);
        assert_string_equal(shown, "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(one_line__is_written_over, set_up),
        cmocka_unit_test_setup(bar__fills_and_work_is_named, set_up),
        cmocka_unit_test_setup(trials_that_took_longer__leave_more_time, set_up),
        cmocka_unit_test_setup(resumed_trials__count, set_up),
        cmocka_unit_test_setup(long_times__are_shown_in_hours, set_up),
        cmocka_unit_test_setup(no_time_that_fits__is_shown_all_the_same, set_up),
        cmocka_unit_test_setup(search__tells_what_it_is_at, set_up),
        cmocka_unit_test_setup(no_terminal_quiet_or_done__shows_nothing, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
