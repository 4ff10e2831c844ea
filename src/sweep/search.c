/* The search: its plan grows by the levels that analysis/search asks for, and what the trials tell is told there. A
 * search that is resumed is told again what is recorded, and asks the same. */
#include "base/units.h"
#include "plan/remainder.h"
#include "sweep/sweep.h"

#include <stdio.h>
#include <string.h>

/* --- words ------------------------------------------------------------------------------------ */

static const char *dearer_above(const struct sweeping *sweeping, const struct search_state *state) {
    return sweeping->options.models[!state->a_dearer_above]->name;
}

/* "243 (221-262)", or as much of it as is known. */
static const char *interval_text(const struct search_state *state, char *text, size_t size) {
    if (isnan(state->high))
        snprintf(text, size, "%.0f", state->estimate);
    else if (isnan(state->low))
        snprintf(text, size, "%.0f (at most %.0f)", state->estimate, state->high);
    else
        snprintf(text, size, "%.0f (%.0f-%.0f)", state->estimate, state->low, state->high);
    return text;
}

static void aim(struct sweeping *sweeping) {
    struct search_state state = search_state(sweeping->searching.search);
    char interval[64];

    if (state.goal == SEARCH_SCAN)
        snprintf(sweeping->searching.aim, sizeof sweeping->searching.aim, "scanning");
    else if (state.goal == SEARCH_CROSSING)
        snprintf(sweeping->searching.aim, sizeof sweeping->searching.aim, "crossover near %s",
                 interval_text(&state, interval, sizeof interval));
    else if (state.goal == SEARCH_MARGIN)
        snprintf(sweeping->searching.aim, sizeof sweeping->searching.aim, "5 %% from near %s",
                 interval_text(&state, interval, sizeof interval));
    else
        snprintf(sweeping->searching.aim, sizeof sweeping->searching.aim, "nothing to search");
}

/* What was searched and found. */
static void report_goal(const struct sweeping *sweeping, const struct search_state *state) {
    const struct options *options = &sweeping->options;
    const char *above = dearer_above(sweeping, state);
    char interval[64];

    interval_text(state, interval, sizeof interval);
    if (state->goal == SEARCH_CROSSING)
        fprintf(stderr, "crossover at %s: %s is dearer below, %s above", interval,
                options->models[state->a_dearer_above]->name, above);
    else
        fprintf(stderr, "%s is dearer by 5 %% from %s on", above, interval);
    fprintf(stderr, "; %swithin +-%g %% after %zu pairs%s\n", state->reached ? "" : "not ",
            100 * options->find_within, state->pairs,
            state->reached       ? ""
            : sweeping->finished ? ", the most that are spent"
                                 : " so far");
}

static void report_nothing(const struct sweeping *sweeping, const struct search_state *state) {
    const struct model *const *pair = sweeping->options.models;

    if (state->goal == SEARCH_A_DEARER || state->goal == SEARCH_B_DEARER)
        fprintf(stderr, "no crossover: %s is dearer at every level looked at (%zu pairs)\n",
                pair[state->goal == SEARCH_B_DEARER]->name, state->pairs);
    else if (state->goal == SEARCH_TIE)
        fprintf(stderr,
                "no crossover: no difference above 5 %% at any level looked at (%zu pairs)\n",
                state->pairs);
    else
        fprintf(
            stderr,
            "who is dearer where could not be told from %zu pairs: the trials vary too much, or "
            "fail; analyze says what was seen\n",
            state->pairs);
}

void sweep_search_report(const struct sweeping *sweeping) {
    struct search_state state;

    if (!sweeping->searching.search)
        return;
    state = search_state(sweeping->searching.search);
    if (state.goal == SEARCH_SCAN)
        fprintf(stderr, "the scan was not finished: %zu pairs\n", state.pairs);
    else if (state.goal == SEARCH_CROSSING || state.goal == SEARCH_MARGIN)
        report_goal(sweeping, &state);
    else
        report_nothing(sweeping, &state);
}

/* --- growing ---------------------------------------------------------------------------------- */

bool sweep_search_extend(struct sweeping *sweeping) {
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count, before = sweeping->plan.count;

    if (!sweeping->searching.search || sweeping->searching.over)
        return false;
    count = search_ask(sweeping->searching.search, levels);
    sweeping->searching.rounds++;
    for (size_t i = 0; i < count; i++)
        plan_add_block(&sweeping->options, &sweeping->pace, levels[i], sweeping->searching.rounds,
                       &sweeping->plan);
    for (size_t i = before; i < sweeping->plan.count; i++)
        sweeping->plan.trials[i].role = ROLE_SEARCH;
    sweeping->searching.over = count == 0;
    if (sweeping->searching.over)
        plan_end(&sweeping->options, &sweeping->pace, &sweeping->plan);
    aim(sweeping);
    return true;
}

void sweep_search_begin(struct sweeping *sweeping) {
    const struct options *options = &sweeping->options;
    int64_t from, to;

    plan_range(options, &sweeping->pace, &from, &to);
    sweeping->searching.search =
        search_new(from, to, options->find_within, (uint64_t)options->seed);
    sweeping->planned = NO_VALUE;
    plan_begin(options, &sweeping->pace, &sweeping->plan);
    sweep_search_extend(sweeping);
}

/* --- learning --------------------------------------------------------------------------------- */

void sweep_search_learn(struct sweeping *sweeping, const struct spec *spec, double total) {
    struct searching *searching = &sweeping->searching;
    bool of_b = strcmp(spec->model, sweeping->options.models[0]->name) != 0;

    if (!sweeping->searching.search || spec->role != ROLE_SEARCH)
        return;
    searching->total[of_b] = total;
    if (++searching->known < 2)
        return;
    search_tell(sweeping->searching.search, spec->concurrency, searching->total[0],
                searching->total[1]);
    searching->known = 0;
}

int sweep_search_recall(struct sweeping *sweeping, const struct done_trial *done, size_t count,
                        struct err *err) {
    struct plan *plan = &sweeping->plan;
    const struct done_trial *found;
    size_t i;

    for (i = 0; i < plan->count || sweep_search_extend(sweeping); i++) {
        if (plan_recall(&plan->trials[i], done, count, &found, err))
            return -1;
        if (!found)
            break;
        sweep_search_learn(sweeping, &plan->trials[i], found->total);
    }
    plan_leave_out_first(plan, i);
    return 0;
}
