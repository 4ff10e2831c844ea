/* Fuzzes counts, sizes and times: parsed from any text, and written from any number. */
#include "base/units.h"

#include "tests/fuzz/fuzz.h"

static const int64_t count_most = 1000000000000000, time_most = 86400 * 1000000000ll;

/* A parser sets a value within its bounds, or says why not. */
static void check(const char *trouble, const int64_t *value, int64_t most) {
    if (trouble)
        ASSERT(*trouble);
    else
        ASSERT(*value >= 0 && *value <= most);
}

static void read_any(const char *text) {
    int64_t count = -1, bytes = -1, ms = -1, time = -1;

    check(units_parse_count(text, &count), &count, count_most);
    check(units_parse_bytes(text, &bytes), &bytes, count_most);
    check(units_parse_time(text, "ms", &ms), &ms, time_most);
    check(units_parse_time(text, NULL, &time), &time, time_most);
}

static void write_any(int64_t value) {
    char text[UNITS_SIZE];

    ASSERT(strlen(units_time(text, value)) < UNITS_SIZE);
    ASSERT(strlen(units_count(text, value)) < UNITS_SIZE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = fuzz_text(data, size);
    int64_t value;

    read_any(text);
    if (size >= sizeof value) {
        memcpy(&value, data, sizeof value);
        write_any(value);
    }
    free(text);
    return 0;
}
