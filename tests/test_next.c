/* Which findings the suggested command helps against. */
#include "tests/test.h"

#include "analysis/report/next.h"

static const struct next trials = {.kind = NEXT_TRIALS, .level = {100, 500}, .level_count = 2};
static const struct next preset = {.kind = NEXT_PRESET};
static const struct next margin = {.kind = NEXT_MARGIN};

static bool cures(const struct next *next, enum warning_code code, int64_t level) {
    struct finding finding = {.warning = &warnings[code], .level = level};

    return next_cures(next, &finding);
}

static void more_trials__cure_what_few_trials_have(void **state) {
    (void)state;
    assert_true(cures(&trials, WARNING_FEW, 0));
    assert_true(cures(&trials, WARNING_FOREIGN, 0));
    assert_false(cures(&trials, WARNING_RULER, 0));
    assert_false(cures(&trials, WARNING_RAMP, 0));
    assert_false(cures(&margin, WARNING_FEW, 0));
}

static void a_noisy_level__needs_trials_there(void **state) {
    (void)state;
    assert_true(cures(&trials, WARNING_NOISY_CELLS, 500));
    assert_false(cures(&trials, WARNING_NOISY_CELLS, 501));
    assert_true(cures(&trials, WARNING_BISTABLE, 100));
    assert_false(cures(&preset, WARNING_BISTABLE, 100));
}

static void another_design__cures_what_the_design_caused(void **state) {
    (void)state;
    assert_true(cures(&preset, WARNING_RAMP, 0));
    assert_true(cures(&preset, WARNING_ORDER_CONFOUNDED, 0));
    assert_false(cures(&preset, WARNING_FEW, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_trials__cure_what_few_trials_have),
        cmocka_unit_test(a_noisy_level__needs_trials_there),
        cmocka_unit_test(another_design__cures_what_the_design_caused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
