/* Runs a search: its plan grows by the levels that analysis/search asks for, and the results of its
 * trials are passed back. A resumed search gets the recorded results again and asks for the same
 * levels. */
#include "base/units.h"
#include "plan/remainder.h"
#include "sweep/sweep.h"

#include <stdio.h>
#include <string.h>

/* --- messages --------------------------------------------------------------------------------- */

static const char *slower_above(const struct sweep_run *run, const struct search_state *state) {
    return run->options.models[!state->a_more_above]->name;
}

/* Writes "243 (221 to 262)", or as much of it as is known. */
static const char *interval_text(const struct search_state *state, char *text, size_t size) {
    if (isnan(state->high))
        snprintf(text, size, "%.0f", state->estimate);
    else if (isnan(state->low))
        snprintf(text, size, "%.0f (at most %.0f)", state->estimate, state->high);
    else
        snprintf(text, size, "%.0f (%.0f to %.0f)", state->estimate, state->low, state->high);
    return text;
}

static void aim(struct sweep_run *run) {
    struct search_state state = search_state(run->search_run.search);
    char interval[64];

    if (state.goal == SEARCH_SCAN)
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "scanning");
    else if (state.goal == SEARCH_CROSSING)
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "crossover near %s",
                 interval_text(&state, interval, sizeof interval));
    else if (state.goal == SEARCH_MARGIN)
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "5%% from near %s",
                 interval_text(&state, interval, sizeof interval));
    else
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "nothing to search");
}

/* Prints what was searched for and found. */
static void report_goal(const struct sweep_run *run, const struct search_state *state) {
    const struct options *options = &run->options;
    const char *above = slower_above(run, state);
    char interval[64];

    interval_text(state, interval, sizeof interval);
    if (state->goal == SEARCH_CROSSING)
        fprintf(stderr, "crossover at %s: %s is slower below, %s above", interval,
                options->models[state->a_more_above]->name, above);
    else
        fprintf(stderr, "%s is 5%% slower from %s on", above, interval);
    fprintf(stderr, "; %swithin +-%g%% after %zu pairs%s\n", state->reached ? "" : "not ",
            100 * options->find_within, state->pairs,
            state->reached  ? ""
            : run->finished ? ", the most that a search takes"
                            : " so far");
}

static void report_nothing(const struct sweep_run *run, const struct search_state *state) {
    const struct model *const *pair = run->options.models;

    if (state->goal == SEARCH_A_MORE || state->goal == SEARCH_B_MORE)
        fprintf(stderr, "no crossover: %s is slower at every level tested (%zu pairs)\n",
                pair[state->goal == SEARCH_B_MORE]->name, state->pairs);
    else if (state->goal == SEARCH_TIE)
        fprintf(stderr, "no crossover: the same at every level tested, within 5%% (%zu pairs)\n",
                state->pairs);
    else
        fprintf(stderr,
                "inconclusive after %zu pairs: the trials vary too much, or fail; analyze shows "
                "what was recorded\n",
                state->pairs);
}

void sweep_search_report(const struct sweep_run *run) {
    struct search_state state;

    if (!run->search_run.search)
        return;
    state = search_state(run->search_run.search);
    if (state.goal == SEARCH_SCAN)
        fprintf(stderr, "the scan was not finished: %zu pairs\n", state.pairs);
    else if (state.goal == SEARCH_CROSSING || state.goal == SEARCH_MARGIN)
        report_goal(run, &state);
    else
        report_nothing(run, &state);
}

/* --- growing the plan ------------------------------------------------------------------------- */

bool sweep_search_extend(struct sweep_run *run) {
    int64_t levels[SEARCH_ASKS_MOST];
    size_t count, before = run->plan.count;

    if (!run->search_run.search || run->search_run.over)
        return false;
    count = search_ask(run->search_run.search, levels);
    run->search_run.rounds++;
    for (size_t i = 0; i < count; i++)
        plan_add_block(&run->options, &run->rates, levels[i], run->search_run.rounds, &run->plan);
    for (size_t i = before; i < run->plan.count; i++)
        run->plan.trials[i].role = ROLE_SEARCH;
    run->search_run.over = count == 0;
    if (run->search_run.over)
        plan_end(&run->options, &run->rates, &run->plan);
    aim(run);
    return true;
}

void sweep_search_begin(struct sweep_run *run) {
    const struct options *options = &run->options;
    int64_t from, to;

    plan_range(options, &run->rates, &from, &to);
    run->search_run.search = search_new(from, to, options->find_within, (uint64_t)options->seed);
    run->planned = NO_VALUE;
    plan_begin(options, &run->rates, &run->plan);
    sweep_search_extend(run);
}

/* --- passing on results ----------------------------------------------------------------------- */

void sweep_search_learn(struct sweep_run *run, const struct spec *spec, double total) {
    struct search_run *search_run = &run->search_run;
    bool of_b = strcmp(spec->model, run->options.models[0]->name) != 0;

    if (!run->search_run.search || spec->role != ROLE_SEARCH)
        return;
    search_run->total[of_b] = total;
    if (++search_run->known < 2)
        return;
    search_tell(run->search_run.search, spec->concurrency, search_run->total[0],
                search_run->total[1]);
    search_run->known = 0;
}

int sweep_search_recall(struct sweep_run *run, const struct done_trial *done, size_t count,
                        struct err *err) {
    struct plan *plan = &run->plan;
    const struct done_trial *found;
    size_t i;

    for (i = 0; i < plan->count || sweep_search_extend(run); i++) {
        if (plan_recall(&plan->trials[i], done, count, &found, err))
            return -1;
        if (!found)
            break;
        sweep_search_learn(run, &plan->trials[i], found->total);
    }
    plan_leave_out_first(plan, i);
    return 0;
}
