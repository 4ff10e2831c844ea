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

static int set_up(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        trials[i] = (struct spec){
            .concurrency = 1000 * (i + 1), .tasks = 1000 * (i + 1), .sleep_ns = NS_PER_S};
        strcpy(trials[i].model, i ? "coroutine" : "thread");
    }
    plan.ideal_ns = 2 * NS_PER_S;
    return 0;
}

static struct progress begun(const char *aim, bool wanted) {
    struct progress progress;

    progress_begin(&progress, &plan, aim, wanted);
    progress.terminal = false;
    return progress;
}

static void time_left__is_told_from_ideal_times(void **state) {
    struct progress progress = begun(NULL, true);

    (void)state;
    plan.ideal_ns = 7350 * NS_PER_S; /* plus 5%: 2:08:37; half a minute of tolerance */
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, "1/2  thread at 1,000  left 2:08:"));
}

static void work__is_named(void **state) {
    struct progress progress = begun(NULL, true);

    (void)state;
    trials[0].work_ns = 20 * NS_PER_US;
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, "1/2  thread at 1,000, work 20 us  left 0:0"));
}

static void no_time_that_fits__is_shown_all_the_same(void **state) {
    struct progress progress = begun(NULL, true);

    (void)state;
    plan.ideal_ns = INT64_MAX;
    progress.ideal_done_ns = 1;
    progress.begun_ns -= 3600 * NS_PER_S;
    watch(progress_show, &progress);
    assert_string_equal(shown, "1/2  thread at 1,000  left 277777777:46:40\n");
}

static void where_it_is_no_terminal__lines_are_rare(void **state) {
    struct progress progress = begun(NULL, true);

    (void)state;
    watch(progress_show, &progress);
    progress_step(&progress);
    progress.shown_ns += 100 * NS_PER_S; /* as if no time had passed */
    watch(progress_show, &progress);
    assert_string_equal(shown, "");
    progress.shown_ns -= 111 * NS_PER_S;
    watch(progress_show, &progress);
    assert_non_null(strstr(shown, "2/2  coroutine at 2,000  left "));
}

static void terminal__has_one_line_that_is_written_over(void **state) {
    struct progress progress = begun(NULL, true);

    (void)state;
    progress.terminal = true;
    watch(progress_show, &progress);
    assert_true(shown[0] == '\r' && strstr(shown, "\033[K") && !strchr(shown, '\n'));
    watch(progress_clear, &progress);
    assert_string_equal(shown, "\r\033[K");
}

static void search__tells_what_it_is_at(void **state) {
    struct progress progress = begun("crossover near 300", true);

    (void)state;
    watch(progress_show, &progress);
    assert_string_equal(shown, "1  thread at 1,000  crossover near 300\n");
}

static void quiet_or_done__shows_nothing(void **state) {
    struct progress quiet = begun(NULL, false), done = begun(NULL, true);

    (void)state;
    watch(progress_show, &quiet);
    assert_string_equal(shown, "");
    progress_step(&done);
    progress_step(&done);
    watch(progress_show, &done);
    assert_string_equal(shown, "");
    watch(progress_clear, &done);
    assert_string_equal(shown, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(time_left__is_told_from_ideal_times, set_up),
        cmocka_unit_test_setup(work__is_named, set_up),
        cmocka_unit_test_setup(no_time_that_fits__is_shown_all_the_same, set_up),
        cmocka_unit_test_setup(where_it_is_no_terminal__lines_are_rare, set_up),
        cmocka_unit_test_setup(terminal__has_one_line_that_is_written_over, set_up),
        cmocka_unit_test_setup(search__tells_what_it_is_at, set_up),
        cmocka_unit_test_setup(quiet_or_done__shows_nothing, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
