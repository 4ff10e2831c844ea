#include "analysis/search/search.h"

#include "analysis/estimate/crossover.h"
#include "analysis/search/scan.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>

static const double margin_searched = 0.05;

/* The fewest and most pairs that one goal takes after the scan. */
enum { pairs_least = 18, pairs_most = 250, goals_most = SCAN_MOST };

/* A crossing or a margin to be located, in ln c. */
struct goal {
    enum search_goal kind;
    int sign;         /* 1: a costs more above it */
    double from, to;  /* the goal is between these levels */
    double x;         /* where it is estimated to be */
    double low, high; /* the interval; NAN: unknown */
    size_t begun;     /* pairs performed before this goal */
};

struct search {
    int64_t from, to;
    double within; /* requested half-width of the interval, in ln c */
    struct random random;
    struct probes probes;
    bool scanning;
    struct goal goal[goals_most];
    size_t goal_count, at; /* number of goals, and the current one */
};

struct search *search_new(int64_t from, int64_t to, double within, uint64_t seed) {
    struct search *search = memory_get(1, sizeof *search);

    *search = (struct search){
        .from = from, .to = to, .within = log1p(within), .random = {seed}, .scanning = true};
    scan_lay(&search->probes, from, to);
    return search;
}

void search_free(struct search *search) {
    if (search)
        probes_free(&search->probes);
    free(search);
}

void search_tell(struct search *search, int64_t level, double a, double b) {
    probes_add(&search->probes, level, a, b);
}

/* --- goals ------------------------------------------------------------------------------------ */

static int sign_of(const struct scanned *level) {
    return (level->finding == FINDING_A_MORE) - (level->finding == FINDING_B_MORE);
}

static void add_goal(struct search *search, enum search_goal kind, int sign,
                     const struct scan *scan, size_t first, size_t last) {
    struct goal *goal = &search->goal[search->goal_count++];

    *goal = (struct goal){
        .kind = kind,
        .sign = sign,
        .from = scan->level[first].x,
        .to = scan->level[last].x,
        .low = NAN,
        .high = NAN,
        .begun = search->probes.pairs,
    };
    goal->x =
        scan_zero(scan, first, last, sign, kind == SEARCH_MARGIN ? log1p(margin_searched) : 0);
}

/* Adds a goal wherever the model that costs more changes. Differences that do not matter are
 * skipped. */
static void add_crossings(struct search *search, const struct scan *scan) {
    size_t before = 0;
    int sign = 0;

    for (size_t j = 0; j < scan->count; j++) {
        int here = sign_of(&scan->level[j]);

        if (here == 0)
            continue;
        if (sign != 0 && here != sign)
            add_goal(search, SEARCH_CROSSING, here, scan, before, j);
        sign = here;
        before = j;
    }
}

/* Adds a goal for the level from which on the model that surely costs more by the margin does so,
 * unless it already does at the lowest level. */
static void add_margin(struct search *search, const struct scan *scan) {
    size_t top = scan->count;
    int sign;

    while (top > 0 && !scan->level[top - 1].by_margin)
        top--;
    if (top < 2)
        return;
    sign = sign_of(&scan->level[top - 1]);
    if (sign * scan->level[0].mean < log1p(margin_searched))
        add_goal(search, SEARCH_MARGIN, sign, scan, 0, top - 1);
}

static void choose_goals(struct search *search) {
    struct scan scan = scan_look(&search->probes, margin_searched);

    search->scanning = false;
    add_crossings(search, &scan);
    if (search->goal_count == 0)
        add_margin(search, &scan);
}

/* --- where the current goal is ---------------------------------------------------------------- */

static struct crossover estimate(const struct search *search) {
    struct crossover crossover;
    size_t count;
    struct sample *samples = probes_samples(&search->probes, &count);
    struct pair_trials trials = {
        .samples = samples, .count = count, .paired = true, .between = {0, INFINITY}};

    crossover_find(&trials, margin_searched, &crossover);
    free(samples);
    return crossover;
}

static void follow_crossing(struct goal *goal, const struct crossover *found) {
    static const double slack = 0.2;

    for (size_t i = 0; i < found->crossing_count; i++) {
        const struct crossing *crossing = &found->crossings[i];
        double x = log(crossing->concurrency);

        if (crossing->a_more_above != (goal->sign > 0) || x < goal->from - slack ||
            x > goal->to + slack)
            continue;
        goal->x = x;
        goal->low = log(crossing->low);
        goal->high = log(crossing->high);
        return;
    }
}

static void follow_margin(struct goal *goal, const struct crossover *found) {
    const struct threshold *threshold = &found->threshold[goal->sign < 0][0];

    if (threshold->status != THRESHOLD_FOUND)
        return;
    goal->high = log(threshold->high);
    goal->low = log(threshold->low);
    goal->x = log(threshold->concurrency);
}

static bool is_reached(const struct search *search, const struct goal *goal) {
    return goal->high - goal->low <= 2 * search->within;
}

static void follow(struct search *search, struct goal *goal) {
    struct crossover found = estimate(search);

    goal->low = goal->high = NAN;
    if (goal->kind == SEARCH_CROSSING)
        follow_crossing(goal, &found);
    else
        follow_margin(goal, &found);
}

/* --- where to look next ----------------------------------------------------------------------- */

/* Rounds to a lattice, so that several pairs are at the same level and have a variance. */
static int64_t lattice(const struct search *search, double x) {
    double step = 0.45 * search->within;
    int64_t level = llround(exp(round(x / step) * step));

    return level < search->from ? search->from : level > search->to ? search->to : level;
}

static void put_level(const struct search *search, double x, int64_t *levels, size_t *count) {
    int64_t level = lattice(search, x);

    for (size_t i = 0; i < *count; i++)
        if (levels[i] == level)
            return;
    for (size_t i = 0; i < search->probes.count; i++)
        if (search->probes.probe[i].level == level && search->probes.probe[i].failed)
            return;
    levels[(*count)++] = level;
}

/* The interval ends at levels that are proven to be below and above it. Looks where
 * its ends should be, on the side that is still too far away; an end that is settled pulls the
 * other end close enough. */
static size_t look_around_ends(const struct search *search, const struct goal *goal,
                               int64_t *levels) {
    double w = search->within, low = goal->x - 0.9 * w, high = goal->x + 0.9 * w;
    size_t count = 0;

    if (!(goal->low >= goal->x - w))
        put_level(search, fmax(low, goal->high - 1.7 * w), levels, &count);
    if (!(goal->high <= goal->x + w))
        put_level(search, fmin(high, goal->low + 1.7 * w), levels, &count);
    if (count == 0) {
        put_level(search, goal->high - 1.7 * w, levels, &count);
        put_level(search, goal->low + 1.7 * w, levels, &count);
    }
    return count;
}

static void shuffle(struct search *search, int64_t *levels, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)random_below(&search->random, i);
        int64_t level = levels[j];

        levels[j] = levels[i - 1];
        levels[i - 1] = level;
    }
}

static bool goes_on(const struct search *search, const struct goal *goal) {
    size_t pairs = search->probes.pairs - goal->begun;

    return pairs < pairs_least || (!is_reached(search, goal) && pairs < pairs_most);
}

static size_t refine(struct search *search, int64_t *levels) {
    for (; search->at < search->goal_count; search->at++) {
        struct goal *goal = &search->goal[search->at];
        size_t count = 0;

        follow(search, goal);
        if (goes_on(search, goal))
            count = look_around_ends(search, goal, levels);
        shuffle(search, levels, count);
        if (count > 0)
            return count;
        if (search->at + 1 < search->goal_count)
            search->goal[search->at + 1].begun = search->probes.pairs;
    }
    return 0;
}

size_t search_ask(struct search *search, int64_t levels[static SEARCH_ASKS_MOST]) {
    if (search->scanning) {
        struct scan scan = scan_look(&search->probes, margin_searched);
        size_t count = scan_wants(&scan, levels);

        if (count > 0)
            return count;
        choose_goals(search);
    }
    return refine(search, levels);
}

/* --- what is known ---------------------------------------------------------------------------- */

/* Why there is no goal: what all levels of the scan show if they agree, else SEARCH_NOTHING. */
static enum search_goal verdict(const struct search *search) {
    static const enum search_goal of_finding[] = {
        [FINDING_OPEN] = SEARCH_NOTHING,
        [FINDING_A_MORE] = SEARCH_A_MORE,
        [FINDING_B_MORE] = SEARCH_B_MORE,
        [FINDING_TIE] = SEARCH_TIE,
    };
    struct scan scan = scan_look(&search->probes, margin_searched);

    for (size_t j = 1; j < scan.count; j++)
        if (scan.level[j].finding != scan.level[0].finding)
            return SEARCH_NOTHING;
    return scan.count > 0 ? of_finding[scan.level[0].finding] : SEARCH_NOTHING;
}

struct search_state search_state(const struct search *search) {
    struct search_state state = {
        .goal = SEARCH_SCAN,
        .estimate = NAN,
        .low = NAN,
        .high = NAN,
        .pairs = search->probes.pairs,
    };
    const struct goal *goal;

    if (search->scanning)
        return state;
    if (search->goal_count == 0) {
        state.goal = verdict(search);
        return state;
    }
    goal = &search->goal[search->at < search->goal_count ? search->at : search->goal_count - 1];
    state.goal = goal->kind;
    state.estimate = exp(goal->x);
    state.low = exp(goal->low);
    state.high = exp(goal->high);
    state.a_more_above = goal->sign > 0;
    state.reached = is_reached(search, goal);
    return state;
}
