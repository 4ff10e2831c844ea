/* The search through ask and tell: on simulated machines, with few draws each (`make
 * check-statistics` makes a thousand), and at limits. */
#include "tests/test.h"

#include "tests/simulated_search.h"

#include <math.h>

enum { draws_each = 16 };
static const double slack = 0.2; /* of a share of 16: about three standard errors */

static void every_machine__is_searched_within_bounds(void **state) {
    static struct catch list[draws_each];

    (void)state;
    for (const struct hunt *hunt = hunts; hunt->name; hunt++) {
        struct catches catches;
        char outside[256];

        for (size_t i = 0; i < draws_each; i++)
            list[i] = simulated_search(hunt, 7, i);
        catches = simulated_catches(list, draws_each);
        simulated_check(hunt, &catches, slack, outside, sizeof outside);
        if (*outside)
            fail_msg("%s: outside its bounds: %s", hunt->name, outside);
    }
}

/* --- machines without noise ------------------------------------------------------------------- */

struct machine {
    double crossing;  /* a costs less below */
    int64_t limit;    /* from here up a cannot run; 0: it always can */
    int64_t asked[2]; /* lowest and highest */
};

static double nearly(double value, size_t turn) {
    return value * (1 + 1e-4 * (double)(turn % 7));
}

static struct search_state run(struct machine *machine, int64_t from, int64_t to, uint64_t seed) {
    struct search *search = search_new(from, to, 0.1, seed);
    struct search_state state;
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count, turn = 0;

    machine->asked[0] = INT64_MAX;
    machine->asked[1] = 0;
    while ((count = search_ask(search, levels)) > 0)
        for (size_t i = 0; i < count; i++, turn++) {
            int64_t c = levels[i];
            double a = nearly(pow((double)c / machine->crossing, 0.5), turn);

            machine->asked[0] = c < machine->asked[0] ? c : machine->asked[0];
            machine->asked[1] = c > machine->asked[1] ? c : machine->asked[1];
            search_tell(search, c, machine->limit && c >= machine->limit ? NAN : a,
                        nearly(1, 3 * turn));
        }
    state = search_state(search);
    search_free(search);
    return state;
}

static void a_crossing__is_located(void **state) {
    struct machine machine = {.crossing = 200};
    struct search_state found = run(&machine, 1, 1000, 1);

    (void)state;
    assert_int_equal(found.goal, SEARCH_CROSSING);
    assert_true(found.reached && found.a_more_above);
    assert_true(found.low <= 200 && found.high >= 200 && found.high / found.low < 1.21);
    assert_true(found.pairs < 60);
}

static void levels__stay_within_the_range(void **state) {
    struct machine machine = {.crossing = 990};

    (void)state;
    run(&machine, 17, 1000, 1);
    assert_int_equal(machine.asked[0], 17);
    assert_int_equal(machine.asked[1], 1000);
}

static void above_a_wall__nothing_is_asked_twice(void **state) {
    struct machine machine = {.crossing = 30, .limit = 300};
    struct search *search = search_new(1, 1000, 0.1, 1);
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count, above = 0;
    struct search_state found = run(&machine, 1, 1000, 1);

    (void)state;
    assert_int_equal(found.goal, SEARCH_CROSSING);
    assert_true(found.low <= 30 && found.high >= 30);
    while ((count = search_ask(search, levels)) > 0)
        for (size_t i = 0; i < count; i++) {
            above += levels[i] >= 300;
            search_tell(search, levels[i], NAN, 1);
        }
    assert_int_equal(above, 2); /* 501 and 1,000, once each */
    assert_int_equal(search_state(search).goal, SEARCH_NOTHING);
    search_free(search);
}

static void of_two_levels__both_are_asked(void **state) {
    struct machine machine = {.crossing = 30};
    struct search_state found = run(&machine, 1, 2, 1);

    (void)state;
    assert_int_equal(found.goal, SEARCH_B_MORE);
    assert_int_equal(machine.asked[0], 1);
    assert_int_equal(machine.asked[1], 2);
}

static void the_same_seed__asks_the_same(void **state) {
    struct search *one = search_new(1, 1000, 0.1, 5), *other = search_new(1, 1000, 0.1, 5);
    int64_t levels[SEARCH_ASKS_MOST], again[SEARCH_ASKS_MOST];
    size_t count, turn = 0;

    (void)state;
    while ((count = search_ask(one, levels)) > 0) {
        assert_int_equal(search_ask(other, again), count);
        for (size_t i = 0; i < count; i++, turn++) {
            double a = nearly((double)levels[i] / 100, turn);

            assert_int_equal(levels[i], again[i]);
            search_tell(one, levels[i], a, 1);
            search_tell(other, levels[i], a, 1);
        }
    }
    assert_int_equal(search_ask(other, again), 0);
    search_free(one);
    search_free(other);
}

static void zero_variance__ends_with_words(void **state) {
    struct search *search = search_new(1, 1000, 0.1, 5);
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count;

    (void)state;
    while ((count = search_ask(search, levels)) > 0)
        for (size_t i = 0; i < count; i++)
            search_tell(search, levels[i], 1.5, 1.5);
    assert_int_equal(search_state(search).goal, SEARCH_TIE);
    search_free(search);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_machine__is_searched_within_bounds),
        cmocka_unit_test(a_crossing__is_located),
        cmocka_unit_test(levels__stay_within_the_range),
        cmocka_unit_test(above_a_wall__nothing_is_asked_twice),
        cmocka_unit_test(of_two_levels__both_are_asked),
        cmocka_unit_test(the_same_seed__asks_the_same),
        cmocka_unit_test(zero_variance__ends_with_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
