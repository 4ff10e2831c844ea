/* Fuzzes the functions for untrusted text, which make it plain or append it. The first byte is the
 * size of the destination less 1. */
#include "base/text.h"

#include "tests/fuzz/fuzz.h"

/* text_plain() leaves no trouble, and does not change a text that has none. */
static void check_plain(const char *text, size_t room) {
    size_t length = strlen(text);
    char *whole = malloc(length + 1), *cut = malloc(room);

    ASSERT(whole && cut);
    text_plain(whole, length + 1, text);
    ASSERT(!text_trouble(whole));
    ASSERT(text_trouble(text) || !strcmp(text, whole));
    text_plain(cut, room, text);
    ASSERT(!text_trouble(cut) && !strncmp(cut, whole, strlen(cut)));
    free(cut);
    free(whole);
}

/* text_write() writes what text_plain() makes of the text. */
static void check_written(const char *text) {
    char *written = NULL, *whole = malloc(strlen(text) + 1);
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);

    ASSERT(stream && whole);
    text_write(stream, text);
    fclose(stream);
    ASSERT(!strcmp(written, text_plain(whole, strlen(text) + 1, text)));
    free(whole);
    free(written);
}

/* text_add() neither overruns nor cuts a character in two. */
static void check_added(const char *text, size_t room) {
    char *built = malloc(room);

    ASSERT(built);
    *built = 0;
    for (int i = 0; i < 2; i++)
        text_add(built, room, "%s", text);
    ASSERT(strlen(built) < room);
    ASSERT(text_trouble(text) || !text_trouble(built));
    free(built);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text;

    if (size == 0)
        return 0;
    text = fuzz_text(data + 1, size - 1);
    check_plain(text, data[0] + 1u);
    check_written(text);
    check_added(text, data[0] + 1u);
    free(text);
    return 0;
}
