#include "analysis/estimate/alternation.h"

#include "analysis/estimate/gaps.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const size_t none = SIZE_MAX;

/* For each sign and each level: the start of the shortest proven window that ends there. */
struct windows_proven {
    size_t *start[2]; /* [0]: a costs more, [1]: b */
    size_t count;     /* of levels */
};

static int sign_of(int which) {
    return which ? -1 : 1;
}

static void test(const struct log_ratio *ratio, const struct windows_proven *proven, int which,
                 size_t first, size_t last, double share) {
    struct claim claim = {0, ratio->count - 1, sign_of(which), 0};
    size_t *start = &proven->start[which][last];

    if (share > 0 && (*start == none || *start < first) &&
        2 * (double)ratio->count * log_ratio_mean_above(ratio, &claim, first, last) / share <
            gaps_alpha)
        *start = first;
}

static struct windows_proven prove(const struct log_ratio *ratio) {
    size_t *room = memory_get(2 * ratio->count, sizeof *room);
    struct windows_proven proven = {{room, room + ratio->count}, ratio->count};

    for (size_t j = 0; j < 2 * ratio->count; j++)
        room[j] = none;
    for (size_t j = 0; j < ratio->count; j++)
        for (int w = 0; w < LOG_RATIO_WINDOWS; w++)
            for (int which = 0; which < 2; which++) {
                const struct log_ratio_level *level = &ratio->level[j];

                test(ratio, &proven, which, level->ending.edge[w], j, level->ending.share[w]);
                test(ratio, &proven, which, j, level->beginning.edge[w], level->beginning.share[w]);
            }
    return proven;
}

/* The chain that begins with this sign: always the window that ends first. */
static size_t chain_from(const struct windows_proven *proven, int which, struct turn *turns) {
    size_t count = 0;

    for (size_t j = 0; j < proven->count; j++) {
        size_t start = proven->start[which][j];

        if (start == none || (count > 0 && start <= turns[count - 1].end))
            continue;
        turns[count++] = (struct turn){sign_of(which), start, j};
        which = !which;
    }
    return count;
}

/* The latest start of a window that ends before the next turn's window starts. */
static void move_starts(const struct windows_proven *proven, struct turn *turns, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t before = i + 1 < count ? turns[i + 1].start : proven->count;

        for (size_t j = turns[i].end; j < before; j++) {
            size_t start = proven->start[turns[i].sign < 0][j];

            if (start != none && start > turns[i].start)
                turns[i].start = start;
        }
    }
}

struct turn *alternation_find(const struct log_ratio *ratio, size_t *count) {
    struct windows_proven proven = prove(ratio);
    struct turn *turns = memory_get(ratio->count + 1, sizeof *turns);
    struct turn *other = memory_get(ratio->count + 1, sizeof *other);
    size_t other_count = chain_from(&proven, 1, other);

    *count = chain_from(&proven, 0, turns);
    if (other_count > *count) {
        memcpy(turns, other, other_count * sizeof *turns);
        *count = other_count;
    }
    move_starts(&proven, turns, *count);
    free(other);
    free(proven.start[0]);
    return turns;
}
