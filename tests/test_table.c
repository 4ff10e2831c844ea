#include "tests/test.h"

#include "analysis/render/number.h"
#include "analysis/render/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void exact__is_the_shortest_text_that_reads_back(void **state) {
    static const double values[] = {0.1,    1.0 / 3,       5,     1e-9,
                                    0.0515, 123456789.125, 1e300, 581.6632239769266};
    char text[NUMBER_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(values); i++)
        assert_true(strtod(number_exact(text, values[i]), NULL) == values[i]);
    assert_string_equal(number_exact(text, 0.1), "0.1");
    assert_string_equal(number_exact(text, 5), "5");
}

static void rounded__keeps_its_digits_and_no_exponent_for_common_sizes(void **state) {
    static const struct {
        double value;
        const char *text;
    } cases[] = {{1.02345, "1.023"}, {12.3456, "12.35"}, {123456, "123456"},
                 {0.012, "0.012"},   {0, "0.000"},       {1e-5, "1e-05"},
                 {1e9, "1e+09"},     {INFINITY, "inf"},  {-INFINITY, "-inf"}};
    char text[NUMBER_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(number_rounded(text, cases[i].value, 4), cases[i].text);
}

/* The output of a table of three columns, captured in a file instead of stdout. Static. */
static const char *caught(enum format format, const char *const *names,
                          void (*fill)(struct table *table)) {
    static char text[1024];
    FILE *file = tmpfile();
    int saved = dup(STDOUT_FILENO);
    struct table *table;

    fflush(stdout);
    dup2(fileno(file), STDOUT_FILENO);
    table = table_begin(format, names, 3);
    fill(table);
    table_end(table);
    fflush(stdout);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    return text;
}

static void fill_common(struct table *table) {
    table_text(table, "a \"b\", c|d");
    table_integer(table, 7);
    table_real(table, 1.0 / 3);
    table_text(table, NULL);
    table_null(table);
    table_real(table, NAN);
}

static const char *printed(enum format format) {
    static const char *const names[] = {"name", "count", "ratio"};

    return caught(format, names, fill_common);
}

/* A terminal's window title, a line end, C1, a change of direction, and invalid UTF-8. */
static void fill_hostile(struct table *table) {
    table_text(table, "\x1b]0;x\a|\n");
    table_text(table, "\xc2\x9b\xe2\x80\xae");
    table_text(table, "\xff");
}

static const char *printed_hostile(enum format format) {
    static const char *const names[] = {"a\x1b|", "b\n", "c\xc2\x9b"};

    return caught(format, names, fill_hostile);
}

static void hostile_text__reaches_no_format(void **state) {
    (void)state;
    assert_string_equal(printed_hostile(FORMAT_TABLE), "a?|      b? c?\n?]0;x?|? ?? ?\n");
    assert_string_equal(printed_hostile(FORMAT_CSV),
                        "\"a?|\",\"b?\",\"c?\"\n\"?]0;x?|?\",\"??\",\"?\"\n");
    assert_string_equal(printed_hostile(FORMAT_MARKDOWN),
                        "| a?\\| | b? | c? |\n|---|---|---|\n| ?\\]0;x?\\|? | ?? | ? |\n");
    assert_string_equal(printed_hostile(FORMAT_JSON),
                        "{\"a\\u001b|\":\"\\u001b]0;x\\u0007|\\n\","
                        "\"b\\n\":\"\\u009b\\u202e\",\"c\\u009b\":\"\\ufffd\"}\n");
}

static void csv__quotes_text_and_leaves_nulls_empty(void **state) {
    (void)state;
    assert_string_equal(printed(FORMAT_CSV), "\"name\",\"count\",\"ratio\"\n"
                                             "\"a \"\"b\"\", c|d\",7,0.3333333333333333\n,,\n");
}

static void json__is_one_object_per_line(void **state) {
    (void)state;
    assert_string_equal(printed(FORMAT_JSON),
                        "{\"name\":\"a \\\"b\\\", c|d\",\"count\":7,\"ratio\":0.3333333333333333}\n"
                        "{\"name\":null,\"count\":null,\"ratio\":null}\n");
}

static void markdown__escapes_its_bars(void **state) {
    (void)state;
    assert_string_equal(printed(FORMAT_MARKDOWN), "| name | count | ratio |\n|---|---|---|\n"
                                                  "| a \"b\", c\\|d | 7 | 0.333 |\n|  |  |  |\n");
}

static void terminal__puts_numbers_to_the_right(void **state) {
    (void)state;
    assert_string_equal(printed(FORMAT_TABLE),
                        "name       count ratio\na \"b\", c|d     7 0.333\n                 \n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact__is_the_shortest_text_that_reads_back),
        cmocka_unit_test(rounded__keeps_its_digits_and_no_exponent_for_common_sizes),
        cmocka_unit_test(csv__quotes_text_and_leaves_nulls_empty),
        cmocka_unit_test(json__is_one_object_per_line),
        cmocka_unit_test(markdown__escapes_its_bars),
        cmocka_unit_test(hostile_text__reaches_no_format),
        cmocka_unit_test(terminal__puts_numbers_to_the_right),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
