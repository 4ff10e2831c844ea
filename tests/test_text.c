/* Text that must not overrun, and untrusted text. */
#include "base/text.h"
#include "test.h"

#include <stdlib.h>

static void test_pieces_are_appended_and_cut_where_they_do_not_fit(void **state) {
    char text[8] = "";

    (void)state;
    text_add(text, sizeof text, "%d", 12);
    text_add(text, sizeof text, "-%s", "abc");
    assert_string_equal(text, "12-abc");
    text_add(text, sizeof text, "%s", "defghijklmnop");
    assert_string_equal(text, "12-abcd");
    /* When the buffer is full, nothing more is added. */
    text_add(text, sizeof text, "%s", "more");
    assert_string_equal(text, "12-abcd");
}

static void test_a_character_is_not_cut_in_two(void **state) {
    char text[5] = "";

    (void)state;
    text_add(text, sizeof text, "%s", "ab\xc3\xa9");
    assert_string_equal(text, "ab\xc3\xa9");
    *text = 0;
    text_add(text, sizeof text, "%s", "abc\xc3\xa9");
    assert_string_equal(text, "abc");
    *text = 0;
    text_add(text, sizeof text, "%s", "ab\xe2\x82\xac");
    assert_string_equal(text, "ab");
    *text = 0;
    text_add(text, sizeof text, "%s", "a\xf4\x80\xa0\xbb");
    assert_string_equal(text, "a");
}

static void test_what_is_plain(void **state) {
    static const struct {
        const char *text, *shown;
    } texts[] = {
        {"thread", "thread"},
        {"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\xa7", "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\xa7"},
        {"a\x1b]0;x\ay", "a?]0;x?y"},
        {"a\nb\tc\rd\x7f", "a?b?c?d?"},
        {"\xc2\x9b"
         "2J",
         "?2J"},                           /* C1: CSI in one character */
        {"a\xe2\x80\xaez", "a?z"},         /* right-to-left override */
        {"a\xe2\x81\xa6z", "a?z"},         /* isolate */
        {"a\xd8\x9cz", "a?z"},             /* Arabic letter mark */
        {"a\xe2\x80\xa8z", "a?z"},         /* line separator */
        {"\xc0\xaf", "??"},                /* overlong */
        {"\xe0\x80\xaf", "???"},           /* overlong */
        {"\xed\xa0\x80", "???"},           /* a surrogate */
        {"\xf4\x90\x80\x80", "????"},      /* above U+10FFFF */
        {"\xf8\x88\x80\x80\x80", "?????"}, /* five bytes */
        {"a\xff"
         "b",
         "a?b"},
        {"a\xe2\x82", "a??"}, /* ends in mid-character */
        {"\x9b"
         "2J",
         "?2J"},
    };
    char shown[64];

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        assert_string_equal(text_plain(shown, sizeof shown, texts[i].text), texts[i].shown);
        if (strcmp(texts[i].text, texts[i].shown))
            assert_non_null(text_trouble(texts[i].text));
        else
            assert_null(text_trouble(texts[i].text));
    }
    assert_string_equal(text_trouble("a\nb"), "contains control characters");
    assert_string_equal(text_trouble("a\xff"), "is not UTF-8");
}

static void test_a_copy_is_cut_between_characters(void **state) {
    char text[5];

    (void)state;
    assert_string_equal(text_plain(text, sizeof text, "abc\xc3\xa9"), "abc");
    assert_string_equal(text_plain(text, sizeof text, "ab\xc3\xa9"), "ab\xc3\xa9");
    assert_string_equal(text_plain(text, sizeof text, "\x1b\x1b\x1b\x1b\x1b"), "????");
    /* In place. */
    strcpy(text, "a\x1b"
                 "b");
    assert_string_equal(text_plain(text, sizeof text, text), "a?b");
}

static void test_a_terminal_is_written_plain_text(void **state) {
    char *written;
    size_t size;
    FILE *stream = open_memstream(&written, &size);

    (void)state;
    text_write(stream, "a\x1b[2J\xc2\x9b\xe2\x80\xae\xc3\xa9\n");
    fclose(stream);
    assert_string_equal(written, "a?[2J??\xc3\xa9?");
    free(written);
}

static void test_json_is_escaped_where_it_is_not_plain(void **state) {
    char *written;
    size_t size;
    FILE *stream = open_memstream(&written, &size);

    (void)state;
    text_write_json(stream, "{\"\xc3\xa9\": \"\x7f\xc2\x9b\xe2\x80\xae\xff\\n\"}");
    fclose(stream);
    assert_string_equal(written, "{\"\xc3\xa9\": \"\\u007f\\u009b\\u202e\\ufffd\\n\"}");
    free(written);
}

static void test_names(void **state) {
    static const char *const names[] = {"thread", "a-b_c.d+1", "7", "-"};
    static const char *const others[] = {"",    " ",   "a b", "a'",  "\"",       "a;b",
                                         "$a",  "a`",  "a,b", "a/b", "\xc3\xa9", "a\n",
                                         "a=b", "(a)", "%",   "\\",  "\x7f"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_true(text_is_name(names[i], strlen(names[i])));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(text_is_name(others[i], strlen(others[i])));
    assert_true(text_is_name("a=b", 1));
    assert_false(text_is_name("a\0b", 3));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_appended_and_cut_where_they_do_not_fit),
        cmocka_unit_test(test_a_character_is_not_cut_in_two),
        cmocka_unit_test(test_what_is_plain),
        cmocka_unit_test(test_a_copy_is_cut_between_characters),
        cmocka_unit_test(test_a_terminal_is_written_plain_text),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_json_is_escaped_where_it_is_not_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
