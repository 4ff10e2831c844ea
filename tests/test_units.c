#include "tests/test.h"

#include "base/clock.h"
#include "base/units.h"

static void parse_count__reads_suffixes_and_refuses_the_rest(void **state) {
    static const struct {
        const char *text;
        int64_t value; /* -1: refused */
    } cases[] = {
        {"1", 1},
        {"10k", 10000},
        {"2M", 2000000},
        {"0", 0},
        {"", -1},
        {"-1", -1},
        {"+1", -1},
        {"1.5", -1},
        {"k", -1},
        {"1kk", -1},
        {"1K", -1},
        {" 1", -1},
        {"1000000000000000", 1000000000000000},
        {"1000000000000001", -1},
        {"9999999999999999999999", -1},
        {"1000000000M", 1000000000000000},
        {"1000000001M", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = -2;
        const char *trouble = units_parse_count(cases[i].text, &value);

        if (cases[i].value < 0) {
            assert_non_null(trouble);
        } else {
            assert_null(trouble);
            assert_int_equal(value, cases[i].value);
        }
    }
}

static void parse_bytes__counts_in_1024s(void **state) {
    static const struct {
        const char *text;
        int64_t value; /* -1: refused */
    } cases[] = {
        {"64", 64},  {"1K", 1024}, {"3M", 3 << 20}, {"2G", (int64_t)2 << 30}, {"1k", -1}, {"K", -1},
        {"1KB", -1}, {"", -1},     {"-1K", -1},     {"1000000G", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t value = -2;
        const char *trouble = units_parse_bytes(cases[i].text, &value);

        if (cases[i].value < 0) {
            assert_non_null(trouble);
        } else {
            assert_null(trouble);
            assert_int_equal(value, cases[i].value);
        }
    }
}

static void parse_time__knows_units_and_the_default(void **state) {
    static const struct {
        const char *text, *unit;
        int64_t ns; /* -1: refused */
    } cases[] = {
        {"5", "ms", 5000000},     {"5ms", NULL, 5000000},   {"500us", "ms", 500000},
        {"1s", NULL, 1000000000}, {"1.5ms", NULL, 1500000}, {"7ns", NULL, 7},
        {".5us", NULL, 500},      {"5", NULL, -1},          {"", "ms", -1},
        {"nan", "ms", -1},        {"inf", "ms", -1},        {"-1", "ms", -1},
        {"5parsecs", "ms", -1},   {"0x10ms", "ms", -1},     {"5 ms", "ms", -1},
        {"100000s", NULL, -1},    {"1e308s", NULL, -1},     {"1e-320s", NULL, 0},
        {"9e999s", NULL, -1},     {"0", "ms", 0},           {"86400s", NULL, 86400 * NS_PER_S},
        {".", "ms", -1},          {"+1", "ms", -1},         {"infinity", "ms", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t ns = -2;
        const char *trouble = units_parse_time(cases[i].text, cases[i].unit, &ns);

        if (cases[i].ns < 0) {
            assert_non_null(trouble);
        } else {
            assert_null(trouble);
            assert_int_equal(ns, cases[i].ns);
        }
    }
}

static void time__is_written_in_the_largest_fitting_unit(void **state) {
    char text[UNITS_SIZE];

    (void)state;
    assert_string_equal(units_time(text, 5 * NS_PER_MS), "5 ms");
    assert_string_equal(units_time(text, 50 * NS_PER_US), "50 us");
    assert_string_equal(units_time(text, 1500 * NS_PER_MS), "1.5 s");
    assert_string_equal(units_time(text, 1), "1 ns");
    assert_string_equal(units_time(text, 0), "0 s");
    assert_string_equal(units_time(text, -5 * NS_PER_MS), "-5 ms");
    assert_string_equal(units_time(text, INT64_MAX), "9.223e+09 s");
    assert_string_equal(units_time(text, INT64_MIN), "-9.223e+09 s");
}

static void count__is_written_with_commas(void **state) {
    char text[UNITS_SIZE];

    (void)state;
    assert_string_equal(units_count(text, 7), "7");
    assert_string_equal(units_count(text, 999), "999");
    assert_string_equal(units_count(text, 1000), "1,000");
    assert_string_equal(units_count(text, 1234567), "1,234,567");
    assert_string_equal(units_count(text, -1234), "-1,234");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse_count__reads_suffixes_and_refuses_the_rest),
        cmocka_unit_test(parse_bytes__counts_in_1024s),
        cmocka_unit_test(parse_time__knows_units_and_the_default),
        cmocka_unit_test(time__is_written_in_the_largest_fitting_unit),
        cmocka_unit_test(count__is_written_with_commas),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
