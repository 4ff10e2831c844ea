#include "tests/test.h"

#include "plan/levels.h"

static void assert_levels(const char *text, const int64_t *expected, size_t count) {
    struct levels levels;
    struct err err;

    assert_int_equal(levels_parse(text, &levels, &err), 0);
    assert_int_equal(levels.count, count);
    assert_memory_equal(levels.level, expected, count * sizeof *expected);
    levels_free(&levels);
}

static void parse__reads_lists_ranges_and_factors(void **state) {
    (void)state;
    assert_levels("1", (int64_t[]){1}, 1);
    assert_levels("3,1,2,1", (int64_t[]){1, 2, 3}, 3);
    assert_levels("1,10:30:10", (int64_t[]){1, 10, 20, 30}, 4);
    assert_levels("1:20:x2", (int64_t[]){1, 2, 4, 8, 16}, 5);
    assert_levels("1:20:x1e300", (int64_t[]){1}, 1);
    assert_levels("3:3:x1.5", (int64_t[]){3}, 1);
    assert_levels("1:4:x1.41", (int64_t[]){1, 2, 3, 4}, 4);
    assert_levels("1k:3k:1k", (int64_t[]){1000, 2000, 3000}, 3);
    assert_levels("5:5:1", (int64_t[]){5}, 1);
}

static void parse__names_the_offending_text_when_it_refuses(void **state) {
    static const struct {
        const char *text, *offending;
    } cases[] = {
        {"0", "'0'"},
        {"-1", "'-1'"},
        {"1:0:5", "'1:0:5'"},
        {"1:10:0", "'1:10:0'"},
        {"1:10:x1", "'1:10:x1'"},
        {"abc", "'abc'"},
        {"1,,2", "'1,,2'"},
        {"", "''"},
        {"9999999999999", "'9999999999999'"},
        {"1:2", "'1:2'"},
        {"1:2:3:4", "'1:2:3:4'"},
        {"10:1:1", "'10:1:1'"},
        {"1:10:x", "'1:10:x'"},
        {"1:10:xnan", "'1:10:xnan'"},
        {"1:10:-1", "'1:10:-1'"},
        {"1,", "'1,'"},
        {"1:10000000:1", "100000 levels"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct levels levels;
        struct err err = {0};

        assert_int_equal(levels_parse(cases[i].text, &levels, &err), -1);
        assert_int_equal(err.kind, ERR_USAGE);
        assert_non_null(strstr(err.text, cases[i].offending));
        assert_null(levels.level);
    }
}

static void levels_1_2_5__end_at_the_first_that_is_enough(void **state) {
    static const int64_t expected[] = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    struct levels levels;

    (void)state;
    levels_1_2_5(357.2, 1000, &levels);
    assert_int_equal(levels.count, COUNT(expected));
    assert_memory_equal(levels.level, expected, sizeof expected);
    levels_free(&levels);

    levels_1_2_5(1e9, 20, &levels);
    assert_int_equal(levels.count, 5);
    levels_free(&levels);
}

static void dense_levels__leave_no_answer_without_neighbours(void **state) {
    static const int64_t expected[] = {1, 5, 20, 50, 100, 130, 170, 220, 280, 360, 460, 600};
    struct levels levels;

    (void)state;
    levels_dense_from_100(400, 1000, &levels);
    assert_int_equal(levels.count, COUNT(expected));
    assert_memory_equal(levels.level, expected, sizeof expected);
    levels_free(&levels);

    levels_dense_from_100(1e9, 1000, &levels);
    assert_int_equal(levels.count, 14);
    assert_int_equal(levels.level[13], 1000);
    for (int64_t answer = 200; answer <= 500; answer++) { /* no warning FEW */
        size_t near = 0;

        for (size_t i = 0; i < levels.count; i++)
            near += levels.level[i] >= answer / 2.0 && levels.level[i] <= 2 * answer;
        assert_true(near >= 5);
    }
    levels_free(&levels);

    levels_dense_from_100(15, 1000, &levels);
    assert_int_equal(levels.count, 3); /* 1, 5, 20 */
    levels_free(&levels);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse__reads_lists_ranges_and_factors),
        cmocka_unit_test(parse__names_the_offending_text_when_it_refuses),
        cmocka_unit_test(levels_1_2_5__end_at_the_first_that_is_enough),
        cmocka_unit_test(dense_levels__leave_no_answer_without_neighbours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
