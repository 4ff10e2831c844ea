/* Fuzzes gnuplot_text(): any text must become a single-quoted string in which gnuplot finds nothing
 * to interpret. */
#include "analysis/render/gnuplot.h"

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size), *written = NULL;
    size_t length = 0;
    FILE *script = open_memstream(&written, &length);

    ASSERT(script);
    gnuplot_text(script, text);
    fclose(script);
    ASSERT(length >= 2 && written[0] == '\'' && written[length - 1] == '\'');
    ASSERT(!memchr(written + 1, '\'', length - 2));
    ASSERT(strlen(written) == length && !text_trouble(written));
    free(written);
    free(text);
    return 0;
}
