/* Fuzzes the parser of --concurrency. */
#include "plan/levels.h"

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

static void check(const struct levels *levels) {
    ASSERT(levels->count > 0 && levels->count <= LEVELS_MOST);
    ASSERT(levels->level[0] >= 1);
    ASSERT(levels->level[levels->count - 1] <= LEVEL_CONCURRENCY);
    for (size_t i = 1; i < levels->count; i++)
        ASSERT(levels->level[i] > levels->level[i - 1]);
}

/* Written out as a list, the levels are read as the same levels. */
static void check_again(const struct levels *levels) {
    char text[4096] = "";
    struct levels again;
    struct err err;

    if (levels->count > 100)
        return;
    for (size_t i = 0; i < levels->count; i++)
        text_add(text, sizeof text, "%s%lld", i ? "," : "", (long long)levels->level[i]);
    ASSERT(!levels_parse(text, &again, &err));
    ASSERT(again.count == levels->count);
    ASSERT(!memcmp(again.level, levels->level, again.count * sizeof *again.level));
    levels_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size);
    struct levels levels;
    struct err err = {0};

    if (levels_parse(text, &levels, &err)) {
        ASSERT(err.kind == ERR_USAGE && *err.text && !levels.level);
    } else {
        check(&levels);
        check_again(&levels);
    }
    levels_free(&levels);
    free(text);
    return 0;
}
