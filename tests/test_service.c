/* Cells generated from a formula, and what they imply for services. The expected figures are worked
 * out by hand. */
#include "tests/test.h"

#include "analysis/capacity/service.h"

#include <math.h>
#include <stdlib.h>

/* c workers that wait 5 ms are late by 1% up to `limit` workers, and c / limit times as much above.
 * A task takes 20 us of CPU plus its work. The process takes 300 KB, and each worker 4 KB. */
enum { LEVELS = 8 };
static const int64_t levels[LEVELS] = {5, 10, 20, 50, 100, 200, 400, 800};

struct made {
    struct cell cells[LEVELS];
    struct figures figures[LEVELS][2];
    struct curve curve;
    struct group group;
};

static void make(struct made *made, double sleep_ms, double work, double limit) {
    *made = (struct made){0};
    for (int i = 0; i < LEVELS; i++) {
        struct cell *cell = &made->cells[i];
        double c = (double)levels[i], late = 1.01 * fmax(1, c / limit);

        *cell = (struct cell){
            .concurrency = levels[i], .trials = 2, .figures = made->figures[i], .figure_count = 2};
        for (int metric = 0; metric < METRIC_COUNT; metric++)
            cell->mean[metric] = NAN;
        cell->mean[METRIC_OVERHEAD] = late;
        cell->mean[METRIC_CPU] = 20e-6 + work;
        cell->mean[METRIC_P99] = sleep_ms / 1e3 * late;
        made->figures[i][0].value[METRIC_CPU] = 0.99 * cell->mean[METRIC_CPU];
        made->figures[i][1].value[METRIC_CPU] = 1.01 * cell->mean[METRIC_CPU];
    }
    made->curve = (struct curve){.model = (char *)"thread",
                                 .cells = made->cells,
                                 .count = LEVELS,
                                 .memory_slope = 4000,
                                 .memory_fixed = 300000};
    made->group = (struct group){.conditions = {.sleep = sleep_ms,
                                                .work = work,
                                                .kind = (char *)"sleep",
                                                .phase = (char *)"spread",
                                                .idle = (char *)"halt",
                                                .origin = (char *)"runner",
                                                .cpu_quota = NAN},
                                 .curves = &made->curve,
                                 .count = 1};
}

static void assert_near(double value, double expected) {
    if (!(fabs(value - expected) <= 1e-9 * fabs(expected)))
        fail_msg("%.12g, not %.12g", value, expected);
}

static void a_carried_rate__takes_rate_times_cycle_workers(void **state) {
    struct made made;
    struct load load;

    (void)state;
    make(&made, 5, 0, 100);
    load = load_find(&made.curve, 0.005, 6000);
    assert_int_equal(load.verdict, LOAD_SUSTAINED);
    assert_near(load.workers, 6000 * 0.005 * 1.01);
    assert_near(load.low, 20);
    assert_near(load.high, 50);
    assert_near(load.beyond, 1);
    assert_near(load.cores, 6000 * 20e-6);
    assert_near(load.memory, 300000 + 4000 * 6000 * 0.005 * 1.01);
    assert_near(load.p99, 0.005 * 1.01);
    assert_true(load.error > 0.01 * load.cores && load.error < 0.13 * load.cores);
}

/* The rate takes 30 workers. */
static void levels_far_apart__tell_nothing_between(void **state) {
    struct made made;
    struct load load;

    (void)state;
    make(&made, 5, 0, 1e9);
    made.cells[3].trials = made.cells[4].trials = 0; /* 50 and 100 */
    load = load_find(&made.curve, 0.005, 6000);
    assert_int_equal(load.verdict, LOAD_NOT_TESTED);
    assert_near(load.low, 20);
    assert_near(load.high, 200);
    made.cells[5].concurrency = 80; /* a factor of 4 */
    assert_int_equal(load_find(&made.curve, 0.005, 6000).verdict, LOAD_SUSTAINED);
}

static void where_workers_tire__more_would_not_help(void **state) {
    struct made made;

    (void)state;
    make(&made, 5, 0, 100);
    assert_int_equal(load_find(&made.curve, 0.005, 20000).verdict, LOAD_SATURATED);
    assert_near(load_find(&made.curve, 0.005, 20000).most, 100 / 0.00505);
    made.cells[LEVELS - 1].trials = 0;
    made.cells[LEVELS - 1].failed = 3;
    assert_int_equal(load_find(&made.curve, 0.005, 20000).verdict, LOAD_FAILED);
}

static void beyond_the_levels__up_to_twice_and_no_further(void **state) {
    struct made made;
    double most = 800 / 0.00505;
    struct load load;

    (void)state;
    make(&made, 5, 0, 1e9);
    for (int i = 0; i < LEVELS; i++)
        made.cells[i].mean[METRIC_CPU] = 1e-6;
    load = load_find(&made.curve, 0.005, 1.9 * most);
    assert_int_equal(load.verdict, LOAD_SUSTAINED);
    assert_near(load.beyond, 1.9);
    assert_int_equal(load_find(&made.curve, 0.005, 2.1 * most).verdict, LOAD_NOT_TESTED);
    load = load_find(&made.curve, 0.005, 600); /* 3.03 workers; the lowest tested level is 5 */
    assert_int_equal(load.verdict, LOAD_SUSTAINED);
    assert_near(load.beyond, 5 / 3.03);
    assert_int_equal(load_find(&made.curve, 0.005, 300).verdict, LOAD_NOT_TESTED);
}

static void beyond_the_levels__no_cpu_fills_up(void **state) {
    struct made made;

    (void)state;
    make(&made, 5, 0, 1e9);
    made.curve.count = 5; /* up to 100 workers, 19,800 tasks per second, 0.4 CPUs */
    assert_int_equal(load_find(&made.curve, 0.005, 39000).verdict, LOAD_SUSTAINED);
    made.cells[4].mean[METRIC_CPU] = 25e-6;
    assert_int_equal(load_find(&made.curve, 0.005, 39000).verdict, LOAD_NOT_TESTED);
}

static void a_curve_without_a_figure__is_untried(void **state) {
    struct made made;

    (void)state;
    make(&made, 5, 0, 100);
    for (int i = 0; i < LEVELS; i++)
        made.cells[i].mean[METRIC_OVERHEAD] = i % 2 ? NAN : INFINITY;
    assert_int_equal(load_find(&made.curve, 0.005, 100).verdict, LOAD_NOT_TESTED);
    made.curve.count = 0;
    assert_int_equal(load_find(&made.curve, 0.005, 100).verdict, LOAD_NOT_TESTED);
}

/* --- several waits and works ------------------------------------------------------------------ */

enum { MADE = 4 };

static struct made made_groups[MADE];
static struct group groups[MADE];
static struct family family;

static int make_history(void **state) {
    struct pivot pivot = {.groups = groups, .count = MADE};

    (void)state;
    make(&made_groups[0], 50, 0, 1e9);
    make(&made_groups[1], 5, 20e-6, 1e9);
    make(&made_groups[2], 5, 0, 1e9);
    make(&made_groups[3], 5, 0, 100); /* with other conditions */
    made_groups[3].group.conditions.phase = (char *)"lockstep";
    for (int i = 0; i < MADE; i++)
        groups[i] = made_groups[i].group;
    family = family_of(&pivot, &groups[1]);
    return 0;
}

static int free_history(void **state) {
    (void)state;
    free(family.groups);
    return 0;
}

static bool find_load(const char *model, struct service service, struct load *load,
                      struct basis *basis) {
    return service_load(&family, model, &service, load, basis);
}

static void relatives__differ_in_wait_and_work_alone(void **state) {

    (void)state;
    assert_int_equal(family.count, 3);
    assert_ptr_equal(family.groups[0], &groups[2]);
    assert_ptr_equal(family.groups[1], &groups[1]);
    assert_ptr_equal(family.groups[2], &groups[0]);
}

static void work__is_linear(void **state) {
    struct basis basis;
    struct load load;

    (void)state;
    assert_true(find_load("thread", (struct service){5000, 0.005, 5e-6}, &load, &basis));
    assert_near(load.cores, 5000 * 25e-6);
    assert_near(basis.work.low + 1, 1);
    assert_near(basis.work.high, 20e-6);
    assert_true(find_load("thread", (struct service){5000, 0.005, 40e-6}, &load, &basis));
    assert_near(load.cores, 5000 * 60e-6);
    assert_false(find_load("thread", (struct service){5000, 0.005, 41e-6}, &load, &basis));
    assert_false(find_load("coroutine", (struct service){5000, 0.005, 0}, &load, &basis));
}

static void a_longer_wait__takes_more_workers_at_the_same_cost(void **state) {
    struct basis basis;
    struct load load;

    (void)state;
    assert_true(find_load("thread", (struct service){5000, 0.0025, 0}, &load, &basis));
    assert_near(load.workers, 5000 * (0.00505 - 0.0025));
    assert_near(load.cores, 5000 * 20e-6);
    assert_near(basis.wait.high, 0.005);
    assert_false(find_load("thread", (struct service){5000, 0.0024, 0}, &load, &basis));
    assert_true(find_load("thread", (struct service){5000, 0.02, 0}, &load, &basis));
    assert_near(basis.wait.low, 0.005);
    assert_near(basis.wait.high, 0.05);
    assert_true(load.workers > 5000 * 0.02 && load.workers < 5000 * 0.0205);
    assert_false(find_load("thread", (struct service){5000, 0.101, 0}, &load, &basis));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_carried_rate__takes_rate_times_cycle_workers),
        cmocka_unit_test(levels_far_apart__tell_nothing_between),
        cmocka_unit_test(where_workers_tire__more_would_not_help),
        cmocka_unit_test(beyond_the_levels__up_to_twice_and_no_further),
        cmocka_unit_test(beyond_the_levels__no_cpu_fills_up),
        cmocka_unit_test(a_curve_without_a_figure__is_untried),
        cmocka_unit_test_setup_teardown(relatives__differ_in_wait_and_work_alone, make_history,
                                        free_history),
        cmocka_unit_test_setup_teardown(work__is_linear, make_history, free_history),
        cmocka_unit_test_setup_teardown(a_longer_wait__takes_more_workers_at_the_same_cost,
                                        make_history, free_history),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
