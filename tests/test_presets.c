/* The presets, and what options leave open. */
#include "tests/plans.h"

static void no_options__give_quick(void **state) {
    struct options none = options_from((char *[]){"runner", NULL}),
                   quick = OPTIONS("--preset=quick", "--seed=1");
    struct plan plan;

    (void)state;
    none.seed = 1;
    plan = plan_from(&none);
    assert_int_equal(plan.count, (14 + 11) * 2 * 5); /* 1 to 1,000, with work to 460 */
    assert_false(none.preset_changed || quick.preset_changed);
    for (size_t i = 0; i < plan.count; i++) {
        assert_int_equal(plan.trials[i].tasks, 40 * plan.trials[i].concurrency);
        assert_int_equal(plan.trials[i].phase, PHASE_SPREAD);
        assert_true(plan.trials[i].work_ns == 0 || plan.trials[i].work_ns == 20000);
    }
    plan_free(&plan);
    options_free(&none);
    options_free(&quick);
}

/* What is left open comes from quick, so that the trials pool with it. */
static void given_levels__hold_for_each_amount_of_work(void **state) {
    struct options options = OPTIONS("-c100,200"), foreign = OPTIONS("--exec=m=true");
    struct plan plan = plan_from(&options);
    size_t with_work = 0;

    (void)state;
    assert_true(options.preset_changed);
    assert_true(foreign.preset_changed);
    assert_int_equal(plan.count, 2 * 2 * 2 * 5);
    for (size_t i = 0; i < plan.count; i++) {
        assert_int_equal(plan.trials[i].per_worker, 40);
        with_work += plan.trials[i].work_ns > 0;
    }
    assert_int_equal(with_work, plan.count / 2);
    plan_free(&plan);
    options_free(&options);
    options_free(&foreign);
}

static void search__takes_the_first_amount_of_work(void **state) {
    struct options options = OPTIONS("--find-crossover"),
                   given = OPTIONS("--find-crossover", "--work=3us");
    int64_t from, to;

    (void)state;
    assert_int_equal(options.work_count, 1);
    assert_int_equal(options.work_ns[0], 0);
    assert_int_equal(options.per_worker, 40);
    assert_int_equal(options.phase, PHASE_SPREAD);
    plan_range(&options, &rates, &from, &to);
    assert_int_equal(from, 1);
    assert_int_equal(to, 1000);
    assert_int_equal(given.work_ns[0], 3000);
    options_free(&options);
    options_free(&given);
}

static void tasks_that_do_not_wait__have_levels_too(void **state) {
    struct options options = OPTIONS("-knop", "--preset=service", "--find-crossover");
    int64_t from, to;

    (void)state;
    plan_range(&options, &rates, &from, &to);
    assert_int_equal(to, 1000);
    options_free(&options);
}

static void study__has_its_grid(void **state) {
    struct options options = OPTIONS("--preset=study-2012");
    struct plan plan = plan_from(&options);
    double ideal = 0;

    (void)state;
    assert_int_equal(plan.count, 101 * 2 * 3);
    assert_int_equal(plan.trials[0].sleep_ns, 5 * NS_PER_MS);
    assert_int_equal(plan.trials[0].tasks, 10000);
    assert_int_equal(plan.trials[0].phase, PHASE_LOCKSTEP);
    assert_int_equal(plan.trials[0].work_ns, 0);
    /* 6 times 50 s * (1 + (1 + 1/2 + … + 1/100) / 10) */
    for (size_t i = 0; i < plan.count; i++)
        ideal += (double)spec_ideal_ns(&plan.trials[i]) / 1e9;
    assert_float_equal(ideal, 6 * 50 * (1 + 5.187377518 / 10), 0.01);
    plan_free(&plan);
    options_free(&options);
}

static void service__ends_where_threads_run_out_of_cpu(void **state) {
    struct options options = OPTIONS("--preset=service", "-r1");
    struct plan plan = plan_from(&options);
    int64_t greatest[2] = {0};

    (void)state;
    for (size_t i = 0; i < plan.count; i++) {
        int64_t *top = &greatest[plan.trials[i].work_ns > 0];

        assert_int_equal(plan.trials[i].tasks, 60 * plan.trials[i].concurrency);
        assert_int_equal(plan.trials[i].phase, PHASE_SPREAD);
        assert_int_equal(plan.trials[i].work_iterations, plan.trials[i].work_ns);
        if (plan.trials[i].concurrency > *top)
            *top = plan.trials[i].concurrency;
    }
    assert_int_equal(greatest[0], 1000); /* 5 ms * 2 CPUs / 10 us */
    assert_int_equal(greatest[1], 500);  /* 5 ms * 2 CPUs / 30 us = 333 */
    plan_free(&plan);
    options_free(&options);
}

static void options__override_the_preset_wherever_they_stand(void **state) {
    struct options options =
        OPTIONS("-c7", "--work=3us", "--preset=quick", "-n70", "--phase=lockstep", "-r1");
    struct plan plan = plan_from(&options);

    (void)state;
    assert_int_equal(plan.count, 2);
    assert_int_equal(plan.trials[0].concurrency, 7);
    assert_int_equal(plan.trials[0].tasks, 70);
    assert_int_equal(plan.trials[0].per_worker, NO_VALUE);
    assert_int_equal(plan.trials[0].work_ns, 3000);
    assert_int_equal(plan.trials[0].phase, PHASE_LOCKSTEP);
    plan_free(&plan);
    options_free(&options);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_options__give_quick),
        cmocka_unit_test(given_levels__hold_for_each_amount_of_work),
        cmocka_unit_test(search__takes_the_first_amount_of_work),
        cmocka_unit_test(tasks_that_do_not_wait__have_levels_too),
        cmocka_unit_test(study__has_its_grid),
        cmocka_unit_test(service__ends_where_threads_run_out_of_cpu),
        cmocka_unit_test(options__override_the_preset_wherever_they_stand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
