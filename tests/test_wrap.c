#include "tests/test.h"

#include "analysis/render/wrap.h"

#include <stdio.h>

/* The lines of a text, joined by bars. */
static const char *lines(const char *text, size_t columns) {
    static char joined[256];
    size_t bytes;

    for (*joined = 0; (bytes = wrap_line(text, columns)) > 0; text += strspn(text, " ")) {
        strcat(joined, *joined ? "|" : "");
        strncat(joined, text, bytes);
        text += bytes;
    }
    return joined;
}

static void lines__break_at_blanks(void **state) {
    (void)state;
    assert_string_equal(lines("one two three", 7), "one two|three");
    assert_string_equal(lines("one two three", 6), "one|two|three");
    assert_string_equal(lines("one two", 80), "one two");
    assert_string_equal(lines("", 80), "");
    assert_int_equal(wrap_lines("one two three", 7), 2);
    assert_int_equal(wrap_lines("", 7), 0);
}

static void a_word_that_is_too_long__is_broken_between_characters(void **state) {
    (void)state;
    assert_string_equal(lines("abcdefgh ij", 5), "abcde|fgh|ij");
    assert_string_equal(lines("\u00e4\u00e4\u00e4\u00e4", 3), "\u00e4\u00e4\u00e4|\u00e4");
    assert_string_equal(lines("\u7dda\u7dda", 1), "\u7dda|\u7dda");
}

static void columns__count_characters_and_wide_ones_twice(void **state) {
    (void)state;
    assert_int_equal(wrap_columns("abc"), 3);
    assert_int_equal(wrap_columns("a\u2019\u00e4"), 3);
    assert_int_equal(wrap_columns("\u7dda\u7a0b"), 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines__break_at_blanks),
        cmocka_unit_test(a_word_that_is_too_long__is_broken_between_characters),
        cmocka_unit_test(columns__count_characters_and_wide_ones_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
