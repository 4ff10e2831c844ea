#include "tests/test.h"

#include "plan/duration.h"

static const struct {
    double seconds;
    const char *rough, *exact;
} times[] = {
    {0.04, "1 second", "0.0 s"},     {1.4, "1 second", "1.4 s"},
    {2, "2 seconds", "2.0 s"},       {9.97, "10 seconds", "10 s"},
    {12.6, "15 seconds", "13 s"},    {46.8, "45 seconds", "47 s"},
    {58, "1 minute", "58 s"},        {119.6, "2 minutes", "2 min 0 s"},
    {483, "8 minutes", "8 min 3 s"}, {3600, "60 minutes", "1 h 0 min"},
    {7500, "2 hours", "2 h 5 min"},  {200000, "2 days", "55 h 33 min"},
};

static void times__are_told_in_words(void **state) {
    char text[DURATION_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(times); i++) {
        int64_t ns = (int64_t)(times[i].seconds * 1e9);

        assert_string_equal(duration_rough(text, ns), times[i].rough);
        assert_string_equal(duration_exact(text, ns), times[i].exact);
    }
}

/* A quick sweep of 196 trials took 46.8 s on 2 CPUs; its ideal times sum up to 38.66 s. */
static void sweep__takes_longer_than_its_ideal_times(void **state) {
    static struct spec trials[196];
    struct plan plan = {.trials = trials, .count = COUNT(trials)};

    (void)state;
    for (size_t i = 0; i < COUNT(trials); i++)
        trials[i] = (struct spec){
            .concurrency = 142, .tasks = 40 * 142, .sleep_ns = 38660 * NS_PER_MS / 196 / 40};
    assert_in_range(duration_of_plan(&plan), 42 * NS_PER_S, 50 * NS_PER_S);
}

static void trial__takes_time_to_start(void **state) {
    struct spec one = {.concurrency = 1, .tasks = 1, .sleep_ns = 1}, many = one, foreign = one;

    (void)state;
    many.concurrency = 100000;
    strcpy(foreign.command, "true");
    assert_in_range(duration_of_trial(&one), 5 * NS_PER_MS, 30 * NS_PER_MS);
    assert_true(duration_of_trial(&many) > duration_of_trial(&one) + NS_PER_S);
    assert_true(duration_of_trial(&foreign) > duration_of_trial(&one) + 50 * NS_PER_MS);
}

static void times_that_do_not_fit__are_cut(void **state) {
    static struct spec trials[2];
    struct plan plan = {.trials = trials, .count = 2};

    (void)state;
    trials[0] = trials[1] =
        (struct spec){.concurrency = 1, .tasks = INT64_MAX / NS_PER_S, .sleep_ns = NS_PER_S};
    assert_true(duration_of_trial(&trials[0]) > 8000000000 * NS_PER_S);
    assert_true(duration_of_plan(&plan) > 8000000000 * NS_PER_S);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times__are_told_in_words),
        cmocka_unit_test(sweep__takes_longer_than_its_ideal_times),
        cmocka_unit_test(trial__takes_time_to_start),
        cmocka_unit_test(times_that_do_not_fit__are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
