#include "tests/test.h"

#include "analysis/words.h"
#include "base/record.h"

#include <math.h>

/* Two models at three levels; b is 1 everywhere, so a is the ratio. */
static struct curve thread = {.model = "thread"}, coroutine = {.model = "coroutine"};
static const int64_t level[] = {10, 100, 1000};
static double a[3], b[3] = {1, 1, 1};

static const char *answer(double low, double middle, double high) {
    static char text[512];
    struct comparison comparison = {.pairing = {.a = &thread, .b = &coroutine},
                                    .pair = {level, a, b, 3}};

    a[0] = low;
    a[1] = middle;
    a[2] = high;
    crossover_find(&comparison.pair, 0.05, &comparison.crossover);
    return words_answer(&comparison, 0.05, text, sizeof text);
}

static void answer__always_names_who_is_dearer_where(void **state) {
    (void)state;
    assert_string_equal(answer(1, 1.01, 0.99), "no difference above 5 % up to 1,000");
    assert_string_equal(answer(1.5, 2, 3), "thread dearer at every level tested, 10 to 1,000");
    assert_string_equal(answer(0.5, 0.5, 0.5),
                        "coroutine dearer at every level tested, 10 to 1,000");
    assert_string_equal(answer(1, 1.04, 2),
                        "no difference above 5 % up to 100; thread dearer by 5 % from 103, "
                        "25 % from 191, 2x from 1,000");
    assert_string_equal(answer(0.5, 0.5, 2),
                        "coroutine dearer below 316, thread above; thread dearer by 5 % "
                        "from 343, 25 % from 458, 2x from 1,000");
    assert_string_equal(answer(2, 1.5, 0.5),
                        "thread dearer below 234, coroutine above; coroutine dearer by "
                        "5 % from 259, 25 % from 373, 2x from 1,000");
    assert_string_equal(answer(2, 0.5, 2),
                        "they change sides at 32, 316; thread dearer above that");
}

static void conditions__tell_what_is_not_as_usual(void **state) {
    struct conditions conditions = {.kind = "sleep",
                                    .phase = "lockstep",
                                    .idle = "halt",
                                    .origin = "runner",
                                    .sleep = 5,
                                    .tasks = 10000,
                                    .per_worker = RECORD_NULL,
                                    .lateness = 50e-6,
                                    .queue = RECORD_NULL,
                                    .stack = RECORD_NULL,
                                    .task_times = 1};
    char text[256];

    (void)state;
    assert_string_equal(words_conditions(&conditions, false, text, sizeof text),
                        "sleep 5 ms - lockstep - 10,000 tasks - lateness 50 us");
    conditions.work = 20e-6;
    conditions.queue = 7;
    conditions.shared = 1;
    conditions.task_times = 0;
    assert_string_equal(
        words_conditions(&conditions, true, text, sizeof text),
        "sleep 5 ms - work 20 us - lockstep - 10,000 tasks - lateness 50 us - queue 7 - no task "
        "times - beside another sweep - origin runner");
}

static void level__keeps_three_digits(void **state) {
    char text[32];

    (void)state;
    assert_string_equal(words_level(text, sizeof text, 7.4), "7");
    assert_string_equal(words_level(text, sizeof text, 581.66), "582");
    assert_string_equal(words_level(text, sizeof text, 1234.5), "1,230");
    assert_string_equal(words_level(text, sizeof text, 116332), "116,000");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answer__always_names_who_is_dearer_where),
        cmocka_unit_test(conditions__tell_what_is_not_as_usual),
        cmocka_unit_test(level__keeps_three_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
