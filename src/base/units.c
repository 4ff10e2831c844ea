#include "base/units.h"

#include "base/clock.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t count_limit = 1000000000000000;
static const double time_limit_ns = 86400e9;

static const struct unit {
    const char *name;
    double ns;
} units[] = {{"s", 1e9}, {"ms", 1e6}, {"us", 1e3}, {"ns", 1}};
static const size_t unit_count = sizeof units / sizeof *units;

/* Parses a whole number with an optional suffix. The n-th suffix multiplies it by step to the power
 * of n. */
static const char *parse_whole(const char *text, const char *suffixes, int64_t step,
                               const char *not_one, int64_t *value) {
    const char *suffix;
    char *end;
    int64_t number, scale = 1;
    long power = 0;

    if (!isdigit((unsigned char)text[0]))
        return not_one;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (*end) {
        suffix = strchr(suffixes, *end);
        if (!suffix || end[1])
            return not_one;
        power = suffix - suffixes + 1;
    }
    while (power-- > 0)
        scale *= step;
    if (errno || number > count_limit / scale)
        return "is too large";
    *value = number * scale;
    return NULL;
}

const char *units_parse_count(const char *text, int64_t *value) {
    return parse_whole(text, "kM", 1000, "is not a whole number", value);
}

const char *units_parse_bytes(const char *text, int64_t *bytes) {
    return parse_whole(text, "KMG", 1024, "is not a size", bytes);
}

static double unit_ns(const char *name) {
    for (size_t i = 0; name && i < unit_count; i++)
        if (!strcmp(name, units[i].name))
            return units[i].ns;
    return 0;
}

const char *units_parse_time(const char *text, const char *unit, int64_t *ns) {
    char *end;
    double number, scale;

    if ((!isdigit((unsigned char)text[0]) && text[0] != '.') || strpbrk(text, "xX"))
        return "is not a time";
    number = strtod(text, &end);
    if (end == text)
        return "is not a time";
    if (!*end && !unit)
        return "lacks a unit (ns, us, ms or s)";
    scale = unit_ns(*end ? end : unit);
    if (scale == 0)
        return "has an unknown unit (ns, us, ms or s)";
    if (!(number * scale <= time_limit_ns))
        return "is longer than a day";
    *ns = llround(number * scale);
    return NULL;
}

const char *units_time(char text[static UNITS_SIZE], int64_t ns) {
    size_t i = 0;

    while (i < unit_count - 1 && fabs((double)ns) < units[i].ns)
        i++;
    snprintf(text, UNITS_SIZE, "%.4g %s", (double)ns / units[i].ns, ns ? units[i].name : "s");
    return text;
}

const char *units_time_typed(char text[static UNITS_SIZE], int64_t ns) {
    char *blank = strchr(units_time(text, ns), ' ');

    if (blank)
        memmove(blank, blank + 1, strlen(blank));
    return text;
}

const char *units_count(char text[static UNITS_SIZE], int64_t value) {
    char digits[UNITS_SIZE];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
    size_t out = 0;

    for (int i = 0; i < length; i++) {
        text[out++] = digits[i];
        if (isdigit((unsigned char)digits[i]) && i < length - 1 && (length - 1 - i) % 3 == 0)
            text[out++] = ',';
    }
    text[out] = 0;
    return text;
}
