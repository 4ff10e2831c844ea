/* Text from a stranger, made plain and appended. The first byte is the size of the room that it is
 * put into. */
#include "base/text.h"

#include "tests/fuzz/fuzz.h"

/* Plain it has no trouble, and stays as it is where it had none. */
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

/* What is written for a terminal is what text_plain() makes of it. */
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

/* Appended twice it does not overrun, and no character is cut in two. */
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
