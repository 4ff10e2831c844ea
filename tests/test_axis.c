#include "tests/test.h"

#include "analysis/render/axis.h"

#include <math.h>
#include <stdio.h>

/* The ticks of an axis, joined by blanks. */
static const char *ticks(double least, double greatest, bool is_log, double length,
                         double character, double gap) {
    static char text[1024];
    struct axis axis = axis_of(least, greatest, is_log, 0, 0);
    struct ticks ticks = axis_ticks(&axis, length, character, gap);

    *text = 0;
    for (size_t i = 0; i < ticks.count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, ticks.tick[i].text);
    }
    return text;
}

static void room__is_left_free_at_both_ends(void **state) {
    struct axis linear = axis_of(0, 100, false, 0.1, 0.4), log = axis_of(1, 100, true, 0.25, 0.25);

    (void)state;
    assert_true(fabs(axis_at(&linear, 0) - 0.1) < 1e-9);
    assert_true(fabs(axis_at(&linear, 100) - 0.6) < 1e-9);
    assert_true(fabs(axis_at(&log, 10) - 0.5) < 1e-9);
    assert_true(fabs(axis_at(&log, 100) - 0.75) < 1e-9);
}

static void values_that_hardly_differ__are_not_drawn_far_apart(void **state) {
    struct axis linear = axis_of(1.0000, 1.0001, false, 0, 0), log = axis_of(50, 50, true, 0, 0);

    (void)state;
    assert_true(axis_at(&linear, 1.0001) - axis_at(&linear, 1.0000) < 0.01);
    assert_true(fabs(axis_at(&log, 50) - 0.5) < 1e-9);
    assert_true(log.from > 30 && log.to < 80);
}

static void ticks__are_at_1_2_5_with_separators(void **state) {
    (void)state;
    assert_string_equal(ticks(1, 2000, true, 700, 7, 8), "1 2 5 10 20 50 100 200 500 1,000 2,000");
    assert_string_equal(ticks(0.2, 3, true, 300, 0, 20), "0.2 0.5 1 2");
    assert_string_equal(ticks(1, 1.3, false, 300, 0, 20), "1.00 1.05 1.10 1.15 1.20 1.25 1.30");
    assert_string_equal(ticks(300, 420, true, 700, 7, 8), "300 320 340 360 380 400 420");
    assert_string_equal(ticks(1e-7, 1e-5, true, 300, 0, 20),
                        "1e-07 2e-07 5e-07 1e-06 2e-06 5e-06 1e-05");
}

static void ticks__are_fewer_where_they_do_not_fit(void **state) {
    (void)state;
    assert_string_equal(ticks(1, 2000, true, 200, 7, 8), "1 10 100 1,000");
    assert_string_equal(ticks(1, 1e12, true, 300, 0, 60), "1 1,000 1,000,000 1,000,000,000 "
                                                          "1,000,000,000,000");
    assert_string_equal(ticks(1, 1.3, false, 60, 0, 20), "1.0 1.2");
    assert_string_equal(ticks(0, 10, false, 5, 0, 20), "0");
}

static void spread__moves_labels_apart_within_bounds_and_keeps_their_order(void **state) {
    double close[] = {5, 5, 5}, edge[] = {9.8, 10, 2}, free[] = {1, 4, 8}, full[] = {0, 0, 0, 0};

    (void)state;
    axis_spread(close, 3, 1, 0, 10);
    assert_true(fabs(close[0] - 4) < 0.01 && fabs(close[1] - 5) < 0.01 &&
                fabs(close[2] - 6) < 0.01);
    axis_spread(edge, 3, 1, 0, 10);
    assert_true(edge[1] <= 10 && edge[1] - edge[0] > 1 - 1e-9 && edge[2] == 2);
    axis_spread(free, 3, 1, 0, 10);
    assert_true(free[0] == 1 && free[1] == 4 && free[2] == 8);
    axis_spread(full, 4, 1, 0, 3);
    for (int i = 0; i < 4; i++)
        assert_true(fabs(full[i] - i) < 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(room__is_left_free_at_both_ends),
        cmocka_unit_test(values_that_hardly_differ__are_not_drawn_far_apart),
        cmocka_unit_test(ticks__are_at_1_2_5_with_separators),
        cmocka_unit_test(ticks__are_fewer_where_they_do_not_fit),
        cmocka_unit_test(spread__moves_labels_apart_within_bounds_and_keeps_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
