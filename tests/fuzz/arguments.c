/* Fuzzes plan/arguments: any stored text must be read or rejected, and any words must survive
 * conversion to text and back. */
#include "plan/arguments.h"

#include "tests/fuzz/fuzz.h"

/* The words are the same after conversion to text and back. */
static void check_again(int argc, char **argv) {
    char *text = arguments_to_text(argc, argv);
    int count = -1;
    char **again = arguments_from_text(text, &count);

    ASSERT(again && count == argc);
    for (int i = 0; i < argc; i++)
        ASSERT(!strcmp(again[i], argv[i]));
    ASSERT(!again[argc]);
    arguments_free(again);
    free(text);
}

static void check_stored(const char *text) {
    int argc = -1;
    char **argv = arguments_from_text(text, &argc);

    if (argv)
        check_again(argc, argv);
    arguments_free(argv);
}

/* Check with the lines of a text as words. */
static void check_words(char *text) {
    char *argv[16], *rest = text;
    int argc = 0;

    while (rest && argc < 16)
        argv[argc++] = strsep(&rest, "\n");
    check_again(argc, argv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size);

    check_stored(text);
    check_words(text);
    free(text);
    return 0;
}
