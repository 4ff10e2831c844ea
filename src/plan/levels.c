#include "plan/levels.h"

#include "base/memory.h"
#include "base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char shapes[] =
    "give whole numbers from 1 such as 1,10,100, ranges such as 10:1000:10, or "
    "factors such as 1:1000:x2";

static int refuse(struct err *err, const char *item, const char *why) {
    return err_set(err, ERR_USAGE, "--concurrency: '%s' %s; %s", item, why, shapes);
}

static int append(struct levels *levels, int64_t level, struct err *err) {
    if (levels->count == LEVELS_MOST)
        return err_set(err, ERR_USAGE, "--concurrency: more than %d levels; give fewer",
                       LEVELS_MOST);
    if ((levels->count & (levels->count - 1)) == 0) { /* full: capacities are powers of two */
        size_t room = levels->count ? 2 * levels->count : 1;

        levels->level = memory_resize(levels->level, room, sizeof *levels->level);
    }
    levels->level[levels->count++] = level;
    return 0;
}

/* Parses one number of an item; error messages quote the whole item. */
static int parse_level(const char *text, const char *item, int64_t *level, struct err *err) {
    const char *trouble = units_parse_count(text, level);

    if (!trouble && *level == 0)
        trouble = "contains a level below 1";
    if (!trouble && *level > LEVEL_CONCURRENCY)
        trouble = "is too large (10M at most)";
    return trouble ? refuse(err, item, trouble) : 0;
}

static int append_steps(struct levels *levels, const char *item, int64_t from, int64_t to,
                        const char *text, struct err *err) {
    int64_t step;
    const char *trouble = units_parse_count(text, &step);

    if (!trouble && step == 0)
        trouble = "has a step of 0";
    if (trouble)
        return refuse(err, item, trouble);
    for (int64_t level = from; level <= to; level += step)
        if (append(levels, level, err))
            return -1;
    return 0;
}

static int append_factors(struct levels *levels, const char *item, int64_t from, int64_t to,
                          const char *text, struct err *err) {
    char *end;
    double factor = strtod(text, &end);

    if (!isdigit((unsigned char)*text) || *end || !(factor > 1) || !isfinite(factor))
        return refuse(err, item, "has a factor that is not above 1");
    /* Computed in floating point, because a large factor would overflow an integer. */
    for (double level = (double)from; level < (double)to + 0.5; level *= factor)
        if (append(levels, llround(level), err))
            return -1;
    return 0;
}

static int append_item(struct levels *levels, const char *item, struct err *err) {
    char copy[128], *parts[4] = {0}, *rest = copy;
    int64_t from, to;
    int count = 0;

    if (strlen(item) >= sizeof copy)
        return refuse(err, item, "is too long");
    strcpy(copy, item);
    while (rest && count < 4)
        parts[count++] = strsep(&rest, ":");
    if (count != 1 && count != 3)
        return refuse(err, item, "is neither a level nor a range A:B:STEP");
    if (parse_level(parts[0], item, &from, err))
        return -1;
    if (count == 1)
        return append(levels, from, err);
    if (parse_level(parts[1], item, &to, err))
        return -1;
    if (to < from)
        return refuse(err, item, "ends before it begins");
    return parts[2][0] == 'x' ? append_factors(levels, item, from, to, parts[2] + 1, err)
                              : append_steps(levels, item, from, to, parts[2], err);
}

static int by_level(const void *a, const void *b) {
    const int64_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

static void sort_and_merge(struct levels *levels) {
    size_t kept = 0;

    qsort(levels->level, levels->count, sizeof *levels->level, by_level);
    for (size_t i = 0; i < levels->count; i++)
        if (i == 0 || levels->level[i] != levels->level[kept - 1])
            levels->level[kept++] = levels->level[i];
    levels->count = kept;
}

int levels_parse(const char *text, struct levels *levels, struct err *err) {
    char *copy = memory_copy_text(text), *rest = copy, *item;
    int result = 0;

    *levels = (struct levels){0};
    while (!result && (item = strsep(&rest, ",")))
        result = *item ? append_item(levels, item, err)
                       : refuse(err, text, *text ? "has an empty item" : "names no level");
    free(copy);
    if (result)
        levels_free(levels);
    else
        sort_and_merge(levels);
    return result;
}

/* Appends the digits of each decade, from the first one on. */
static void make_decades(const int64_t *digits, size_t count, int64_t decade, double enough,
                         int64_t most, struct levels *levels) {
    struct err ignored;

    for (;; decade *= 10)
        for (size_t i = 0; i < count; i++) {
            int64_t level = digits[i] * decade;

            if (level > most)
                return;
            append(levels, level, &ignored);
            if ((double)level >= enough)
                return;
        }
}

void levels_1_2_5(double enough, int64_t most, struct levels *levels) {
    static const int64_t digits[] = {1, 2, 5};

    *levels = (struct levels){0};
    make_decades(digits, 3, 1, enough, most, levels);
}

void levels_dense_from_100(double enough, int64_t most, struct levels *levels) {
    static const int64_t few[] = {1, 5, 20, 50}, digits[] = {10, 13, 17, 22, 28, 36, 46, 60, 77};
    static const double beyond = 1.25; /* the neighbours are close, and the answer may lie there */
    struct err ignored;

    *levels = (struct levels){0};
    for (int i = 0; i < 4; i++) {
        append(levels, few[i], &ignored);
        if ((double)few[i] >= enough || few[i] >= most)
            return;
    }
    make_decades(digits, 9, 10, beyond * enough, most, levels);
}

void levels_free(struct levels *levels) {
    free(levels->level);
    *levels = (struct levels){0};
}
