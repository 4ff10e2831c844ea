/* The estimator on simulated sweeps with a known answer: a few draws of every scenario, always the
 * same ones. `make check-statistics` makes a thousand of each and prints the table. */
#include "tests/test.h"

#include "tests/simulation.h"

#include <math.h>

enum { draws_each = 40 };
static const double slack = 0.12; /* of a share of 40: about three standard errors */

static void every_scenario__keeps_its_bounds(void **state) {
    static struct draw draws[draws_each];

    (void)state;
    for (const struct scenario *scenario = scenarios; scenario->name; scenario++) {
        struct summary summary;
        char outside[256];

        for (size_t i = 0; i < draws_each; i++)
            draws[i] = simulation_draw(scenario, 7, i);
        summary = simulation_summary(draws, draws_each);
        simulation_check(scenario, &summary, slack, outside, sizeof outside);
        if (*outside)
            fail_msg("%s: outside its bounds: %s", scenario->name, outside);
    }
}

/* If all of one model runs first on a machine that becomes slower, the interval does not contain
 * the truth. This is why analyze warns of that order. */
static void original_order__does_mislead(void **state) {
    static struct draw draws[draws_each];
    const struct scenario *scenario = scenarios;

    (void)state;
    while (scenario->drift != DRIFT_ORIGINAL_ORDER)
        scenario++;
    for (size_t i = 0; i < draws_each; i++)
        draws[i] = simulation_draw(scenario, 7, i);
    assert_true(simulation_summary(draws, draws_each).coverage < 0.3);
}

static void change__is_found_where_it_is(void **state) {
    size_t false_alarms = 0, found = 0;

    (void)state;
    for (size_t i = 0; i < draws_each; i++) {
        false_alarms += simulation_change(&scenarios[3], false, 7, i).levels > 0;
        found += simulation_change(&scenarios[3], true, 7, i).slower > 0;
    }
    assert_true(false_alarms <= 3);
    assert_true(found >= draws_each - 2);
}

static void a_draw__is_the_same_each_time(void **state) {
    struct draw one = simulation_draw(&scenarios[0], 1, 2), again;
    size_t different = 0;

    (void)state;
    again = simulation_draw(&scenarios[0], 1, 2);
    assert_true(one.half_width == again.half_width);
    for (size_t i = 3; i < draws_each; i++)
        different += simulation_draw(&scenarios[0], 1, i).half_width != one.half_width;
    assert_true(different > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scenario__keeps_its_bounds),
        cmocka_unit_test(original_order__does_mislead),
        cmocka_unit_test(change__is_found_where_it_is),
        cmocka_unit_test(a_draw__is_the_same_each_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
