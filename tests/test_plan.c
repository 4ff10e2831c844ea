#include "tests/plans.h"

#include "base/host.h"
#include "plan/arguments.h"
#include "plan/remainder.h"

#include <stdio.h>
#include <stdlib.h>

static void sentinels__stand_at_start_middle_and_end_and_part_no_pair(void **state) {
    struct options options = OPTIONS("-c1,2,5", "-r3", "-t100ms", "--timeout=1s", "--work=1ms");
    struct plan plan = whole_plan_from(&options);
    static const size_t places[] = {0, 10, 22};

    (void)state;
    assert_int_equal(plan.count, 3 * 3 * 2 + 3 * 2);
    for (size_t i = 0; i < plan.count; i++)
        assert_int_equal(plan.trials[i].position, i + 1);
    for (size_t i = 0; i < COUNT(places); i++) {
        const struct spec *serial = &plan.trials[places[i]], *threads = serial + 1;

        assert_int_equal(serial->role, ROLE_SENTINEL);
        assert_int_equal(threads->role, ROLE_SENTINEL);
        assert_string_equal(serial->model, "serial");
        assert_string_equal(threads->model, "thread");
        assert_int_equal(threads->concurrency, 10);
        assert_int_equal(serial->tasks, 200);
        assert_int_equal(serial->sleep_ns, NS_PER_MS);
        assert_int_equal(serial->work_iterations, 0);
        assert_true(serial->timeout_ns > 60 * NS_PER_S);
        assert_int_equal(serial->round, i + 1);
    }
    plan_free(&plan);
    options_free(&options);
}

static struct plan first_sentinels_from(const struct options *options) {
    static const struct machine_rates other = {.work_rate = 3, .thread_cpu_per_task = 4, .cpus = 5};
    struct plan plan;

    plan_begin(options, &other, &plan);
    assert_int_equal(plan.count, 2);
    return plan;
}

static void assert_same_specs(const struct plan *one, const struct plan *other) {
    for (size_t i = 0; i < one->count; i++)
        assert_memory_equal(&one->trials[i], &other->trials[i], sizeof *one->trials);
}

static void sentinels__are_the_same_whatever_is_asked(void **state) {
    static char *asked[][3] = {
        {"runner", "--spin=300us", NULL},       {"runner", "--stack=128K", NULL},
        {"runner", "--idle=poll", NULL},        {"runner", "--sleep=7ms", NULL},
        {"runner", "--work=1ms", NULL},         {"runner", "--tasks=9", NULL},
        {"runner", "--per-worker=9", NULL},     {"runner", "--trials=9", NULL},
        {"runner", "--queue=9", NULL},          {"runner", "--lateness=9ms", NULL},
        {"runner", "--timeout=9s", NULL},       {"runner", "--max-time=9s", NULL},
        {"runner", "--phase=spread", NULL},     {"runner", "--no-task-times", NULL},
        {"runner", "--kind=tcp", NULL},         {"runner", "--kind=nop", NULL},
        {"runner", "--order=study", NULL},      {"runner", "--preset=service", NULL},
        {"runner", "--find-crossover=5", NULL}, {"runner", "--model=serial,event", NULL},
        {"runner", "--concurrency=1,77", NULL}, {"runner", "--exec=m=true", NULL},
        {"runner", "--label=x", NULL},          {"runner", "--quiet", NULL},
    };
    struct options defaults = options_from((char *[]){"runner", NULL});
    struct plan expected = first_sentinels_from(&defaults);

    (void)state;
    for (size_t i = 0; i < COUNT(asked); i++) {
        struct options options = options_from(asked[i]);
        struct plan plan = first_sentinels_from(&options);

        assert_same_specs(&expected, &plan);
        plan_free(&plan);
        options_free(&options);
    }
    plan_free(&expected);
    options_free(&defaults);
}

/* Holds for options added later as well: the options here are random bytes, and only --shared may
 * have an effect. */
static void sentinels__take_nothing_but_shared_from_the_options(void **state) {
    struct options defaults = options_from((char *[]){"runner", NULL}), noise;
    struct plan expected = first_sentinels_from(&defaults), plan;

    (void)state;
    memset(&noise, 0x5a, sizeof noise);
    noise.shared = false;
    plan = first_sentinels_from(&noise);
    assert_same_specs(&expected, &plan);
    plan_free(&plan);
    noise.shared = true;
    plan = first_sentinels_from(&noise);
    assert_int_equal(plan.trials[0].shared, 1);
    plan_free(&plan);
    plan_free(&expected);
    options_free(&defaults);
}

static void times_that_do_not_fit__are_refused(void **state) {
    static const struct {
        char *argv[7];
        const char *why; /* NULL: it is accepted */
    } cases[] = {
        {{"runner", "-t86400s", "-n1M", "-c1", NULL}, "would take more than 7 days"},
        {{"runner", "-t86400s", "-n70M", "-c10M", "-r3", "--timeout=300s", NULL}, NULL},
        {{"runner", "-t86400s", "--per-worker=1M", "-c10M", NULL}, "would take more than 7 days"},
        {{"runner", "--work=86400s", "-n8", "-c1,100", NULL}, "would take more than 7 days"},
        {{"runner", "-t1s", "-n604800", "-c1", "-r1", NULL}, NULL},
        {{"runner", "-t1s", "-n604801", "-c1", "-r1", NULL}, "would take more than 7 days"},
        {{"runner", "-t1s", "-n604800", "-c1", "-r14", NULL}, "more than a year"},
        {{"runner", "-t1s", "-n604800", "-c1", "-r13", NULL}, NULL},
        {{"runner", "-t30s", "--per-worker=60", "-c10M", "-r1", NULL}, "--timeout"},
        {{"runner", "-t30s", "--per-worker=60", "-c10M", "-r1", "--timeout=300s"}, NULL},
        {{"runner", "--timeout=86400s", "-c10M", NULL}, "--timeout"},
        {{"runner", "-t86400s", "-n1M", "-c1,9", "--find-crossover", NULL},
         "would take more than 7 days"},
        {{"runner", "-t1ns", "-n1", "-c10M", "-r1", NULL}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *argv[8] = {0};
        struct options options;
        struct err err = {0};
        int result;

        memcpy(argv, cases[i].argv, sizeof cases[i].argv);
        options = options_from(argv);
        result = plan_check(&options, &rates, &err);
        if (cases[i].why) {
            assert_int_equal(result, -1);
            assert_int_equal(err.kind, ERR_USAGE);
            if (!strstr(err.text, cases[i].why))
                fail_msg("'%s' does not say '%s'", err.text, cases[i].why);
        } else {
            assert_int_equal(result, 0);
        }
        options_free(&options);
    }
}

static void queue__has_no_more_room_than_there_are_tasks(void **state) {
    struct spec spec = {.concurrency = 7, .tasks = 100, .queue = NO_VALUE};

    (void)state;
    assert_int_equal(spec_queue(&spec), 7);
    spec.queue = 100;
    assert_int_equal(spec_queue(&spec), 100);
    spec.queue = 1000000000;
    assert_int_equal(spec_queue(&spec), 100);
}

/* With signals blocked, the kernel would delay runner's own timers by as much. */
static void lateness__is_at_most_100_ms(void **state) {
    struct options options;
    struct err err = {0};

    (void)state;
    assert_int_equal(
        command_line_recall(2, (char *[]){"runner", "--lateness=100ms", NULL}, &options, &err), 0);
    options_free(&options);
    assert_int_equal(
        command_line_recall(2, (char *[]){"runner", "--lateness=101ms", NULL}, &options, &err), -1);
    assert_non_null(strstr(err.text, "up to 100ms"));
    options_free(&options);
}

/* Each value gives either an error message or a plan. */
static void numbers_at_their_extremes__are_refused_with_the_option_named(void **state) {
    static const char *const options_with_numbers[] = {
        "--concurrency", "--tasks", "--per-worker", "--trials",   "--queue",
        "--seed",        "--sleep", "--work",       "--lateness", "--timeout",
        "--spin",        "--stack", "--max-time",   "--cpus",     "--find-crossover",
    };
    static const char *const wrong[] = {
        "",     "-1",  "nan", "inf",     "-inf", "1e308", "1e999",
        "0x10", "+1",  " 1",  "1 ",      "1,,2", "..",    "1e308s",
        "1kk",  "--1", "x",   "\033[2J", "nans", "-1ms",  "18446744073709551617"};

    (void)state;
    for (size_t i = 0; i < COUNT(options_with_numbers); i++)
        for (size_t j = 0; j < COUNT(wrong); j++) {
            char option[64];
            struct options options;
            struct err err = {0};
            int result;

            snprintf(option, sizeof option, "%s=%s", options_with_numbers[i], wrong[j]);
            result = command_line_recall(2, (char *[]){"runner", option, NULL}, &options, &err);
            if (!result && options.cpus)
                result = host_pin(options.cpus, &err);
            if (result != -1 || !strstr(err.text, options_with_numbers[i]))
                fail_msg("%s: %d, %s", option, result, err.text);
            assert_int_equal(err.kind, ERR_USAGE);
            options_free(&options);
        }
}

static void what_begins_no_sweep__is_no_stored_command_line(void **state) {
    static char *const words[] = {
        "--help",         "--version",  "--usage",  "--HANG=1",    "--list-models", "--list-kinds",
        "--list-presets", "--import=x", "--resume", "--resume=1",  "--dry-run",     "--db=",
        "stray",          "-",          "-c",       "--label=\033"};

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        struct options options;
        struct err err = {0};

        assert_int_equal(
            command_line_recall(2, (char *[]){"runner", words[i], NULL}, &options, &err), -1);
        assert_int_equal(err.kind, ERR_USAGE);
        assert_true(strlen(err.text) > 0);
        options_free(&options);
    }
}

static void arguments__are_an_array_of_words_or_nothing(void **state) {
    static const char *const damaged[] = {"",
                                          "xx",
                                          "{}",
                                          "[]",
                                          "[1]",
                                          "null",
                                          "\"a\"",
                                          "[\"a\",null]",
                                          "[[\"a\"]]",
                                          "[\"a\"",
                                          "[true]",
                                          "[\"a\",{}]",
                                          "[\"a\\u0000b\"]"};
    char *words[] = {"runner", "", "a b", "\"'\\", "\xc3\xa9", "--exec=m=sh -c '/x'"};
    char *text = arguments_to_text(COUNT(words), words), **again;
    int count = -1;

    (void)state;
    for (size_t i = 0; i < COUNT(damaged); i++)
        assert_null(arguments_from_text(damaged[i], &count));
    again = arguments_from_text(text, &count);
    assert_int_equal(count, COUNT(words));
    for (size_t i = 0; i < COUNT(words); i++)
        assert_string_equal(again[i], words[i]);
    assert_null(again[count]);
    arguments_free(again);
    free(text);
}

static struct done_trial done_of(const struct spec *spec) {
    struct done_trial done = {spec->position, spec->concurrency, spec->tasks, spec->round, ""};

    strcpy(done.model, spec->model);
    return done;
}

static void what_was_done__is_left_out_and_only_that(void **state) {
    struct options options = OPTIONS("-c1,2,5", "-r3");
    struct plan plan = whole_plan_from(&options);
    struct done_trial done[3] = {done_of(&plan.trials[0]), done_of(&plan.trials[7]),
                                 done_of(&plan.trials[8])};
    size_t count = plan.count;
    struct err err;

    (void)state;
    assert_int_equal(plan_leave_out(&plan, done, 3, &err), 0);
    assert_int_equal(plan.count, count - 3);
    for (size_t i = 0; i < plan.count; i++)
        for (size_t j = 0; j < 3; j++)
            assert_int_not_equal(plan.trials[i].position, done[j].position);
    plan_free(&plan);
    options_free(&options);
}

static void what_another_plan_did__is_refused(void **state) {
    struct options options = OPTIONS("-c1,2,5", "-r3");
    struct plan plan = whole_plan_from(&options);
    struct done_trial good = done_of(&plan.trials[7]), wrong = good, twice[2] = {good, good};
    struct err err;

    (void)state;
    wrong.tasks++;
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    assert_int_equal(plan_leave_out(&plan, twice, 2, &err), -1);
    wrong = good;
    strcpy(wrong.model, "another");
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    wrong = good;
    wrong.concurrency++;
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    wrong = good;
    wrong.tasks++;
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    wrong = good;
    wrong.round++;
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    wrong = good;
    wrong.position = (int64_t)plan.count + 1;
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    wrong.position = NO_VALUE;
    assert_int_equal(plan_leave_out(&plan, &wrong, 1, &err), -1);
    plan_free(&plan);
    options_free(&options);
}

static void rounds__take_every_level_once_with_the_models_back_to_back(void **state) {
    struct options options = OPTIONS("-c1,2,5,10", "-r4", "--work=0s", "--seed=7");
    struct plan plan = plan_from(&options);

    (void)state;
    assert_int_equal(plan.count, 4 * 4 * 2);
    for (size_t i = 0; i < plan.count; i += 2) {
        assert_int_equal(plan.trials[i].concurrency, plan.trials[i + 1].concurrency);
        assert_string_not_equal(plan.trials[i].model, plan.trials[i + 1].model);
        assert_int_equal(plan.trials[i].round, 1 + i / 8);
    }
    for (size_t round = 0; round < 4; round++) {
        int64_t sum = 0;

        for (size_t i = 0; i < 8; i++)
            sum += plan.trials[8 * round + i].concurrency;
        assert_int_equal(sum, 2 * (1 + 2 + 5 + 10));
    }
    plan_free(&plan);
    options_free(&options);
}

static void rounds__are_shuffled_and_so_are_the_models(void **state) {
    struct options options = OPTIONS("-c1,2,3,4,5,6,7,8,9,10", "-r2", "--work=0s", "--seed=7");
    struct plan plan = plan_from(&options);
    int descents = 0, threads_first = 0;

    (void)state;
    for (size_t i = 2; i < 20; i += 2)
        descents += plan.trials[i].concurrency < plan.trials[i - 2].concurrency;
    for (size_t i = 0; i < 40; i += 2)
        threads_first += !strcmp(plan.trials[i].model, "thread");
    assert_in_range(descents, 1, 8);
    assert_in_range(threads_first, 3, 17);
    plan_free(&plan);
    options_free(&options);
}

static void same_seed__gives_the_same_order_and_another_seed_another(void **state) {
    struct options one = OPTIONS("--seed=1"), two = OPTIONS("--seed=2");
    struct plan first = plan_from(&one), again = plan_from(&one), other = plan_from(&two);

    (void)state;
    assert_memory_equal(first.trials, again.trials, first.count * sizeof *first.trials);
    assert_memory_not_equal(first.trials, other.trials, first.count * sizeof *first.trials);
    plan_free(&first);
    plan_free(&again);
    plan_free(&other);
    options_free(&one);
    options_free(&two);
}

static void study_order__takes_model_after_model(void **state) {
    struct options options =
        OPTIONS("--order=study", "-c1,2", "-r2", "--work=0s", "-mcoroutine,thread");
    struct plan plan = plan_from(&options);
    static const struct {
        const char *model;
        int64_t concurrency, round;
    } expected[] = {{"coroutine", 1, 1}, {"coroutine", 1, 2}, {"coroutine", 2, 1},
                    {"coroutine", 2, 2}, {"thread", 1, 1},    {"thread", 1, 2},
                    {"thread", 2, 1},    {"thread", 2, 2}};

    (void)state;
    assert_int_equal(plan.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_string_equal(plan.trials[i].model, expected[i].model);
        assert_int_equal(plan.trials[i].concurrency, expected[i].concurrency);
        assert_int_equal(plan.trials[i].round, expected[i].round);
    }
    plan_free(&plan);
    options_free(&options);
}

static void lone_model__is_planned_at_level_1_only(void **state) {
    struct options options = OPTIONS("-mserial,thread", "-c1,2,3", "-r1", "--work=0s");
    struct plan plan = plan_from(&options);
    size_t lone = 0;

    (void)state;
    for (size_t i = 0; i < plan.count; i++)
        lone += !strcmp(plan.trials[i].model, "serial");
    assert_int_equal(plan.count, 4);
    assert_int_equal(lone, 1);
    plan_free(&plan);
    options_free(&options);
}

static void timeout__is_a_minute_and_twenty_times_the_ideal(void **state) {
    struct options options = OPTIONS("-c1", "-n100", "-r1"),
                   given = OPTIONS("-c1", "-r1", "--timeout=2s");
    struct plan plan = plan_from(&options), short_plan = plan_from(&given);

    (void)state;
    assert_int_equal(plan.trials[0].timeout_ns, 70 * NS_PER_S);
    assert_int_equal(short_plan.trials[0].timeout_ns, 2 * NS_PER_S);
    plan_free(&plan);
    plan_free(&short_plan);
    options_free(&options);
    options_free(&given);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds__take_every_level_once_with_the_models_back_to_back),
        cmocka_unit_test(rounds__are_shuffled_and_so_are_the_models),
        cmocka_unit_test(same_seed__gives_the_same_order_and_another_seed_another),
        cmocka_unit_test(study_order__takes_model_after_model),
        cmocka_unit_test(lone_model__is_planned_at_level_1_only),
        cmocka_unit_test(sentinels__stand_at_start_middle_and_end_and_part_no_pair),
        cmocka_unit_test(sentinels__are_the_same_whatever_is_asked),
        cmocka_unit_test(sentinels__take_nothing_but_shared_from_the_options),
        cmocka_unit_test(times_that_do_not_fit__are_refused),
        cmocka_unit_test(queue__has_no_more_room_than_there_are_tasks),
        cmocka_unit_test(lateness__is_at_most_100_ms),
        cmocka_unit_test(numbers_at_their_extremes__are_refused_with_the_option_named),
        cmocka_unit_test(what_begins_no_sweep__is_no_stored_command_line),
        cmocka_unit_test(arguments__are_an_array_of_words_or_nothing),
        cmocka_unit_test(what_was_done__is_left_out_and_only_that),
        cmocka_unit_test(what_another_plan_did__is_refused),
        cmocka_unit_test(timeout__is_a_minute_and_twenty_times_the_ideal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
