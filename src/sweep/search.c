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
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "crossover at about %s",
                 interval_text(&state, interval, sizeof interval));
    else if (state.goal == SEARCH_MARGIN)
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "5%% slower from about %s",
                 interval_text(&state, interval, sizeof interval));
    else
        snprintf(run->search_run.aim, sizeof run->search_run.aim, "no crossover");
}

/* Writes "14 pairs of trials". */
static const char *pairs_text(const struct search_state *state, char *text, size_t size) {
    snprintf(text, size, "%zu pair%s of trials", state->pairs, state->pairs == 1 ? "" : "s");
    return text;
}

/* Prints what was searched for and found. */
static void report_goal(const struct sweep_run *run, const struct search_state *state) {
    const struct options *options = &run->options;
    const char *above = slower_above(run, state);
    const char *below = options->models[state->a_more_above]->name;
    char interval[64], pairs[64];

    fprintf(stderr,
            state->goal == SEARCH_CROSSING
                ? "%s becomes slower than %s at about %s concurrent tasks"
                : "%s is 5%% slower than %s from about %s concurrent tasks",
            above, below, interval_text(state, interval, sizeof interval));
    fprintf(stderr, "; %sknown to within +-%g%% after %s%s\n",
            state->reached  ? ""
            : run->finished ? "not "
                            : "not yet ",
            100 * options->find_within, pairs_text(state, pairs, sizeof pairs),
            !state->reached && run->finished ? ", the most that a search takes" : "");
}

static void report_nothing(const struct sweep_run *run, const struct search_state *state) {
    const struct model *const *pair = run->options.models;
    bool b_more = state->goal == SEARCH_B_MORE;
    char pairs[64];

    pairs_text(state, pairs, sizeof pairs);
    if (state->goal == SEARCH_A_MORE || b_more)
        fprintf(stderr, "no crossover: %s is slower than %s at every level tested, after %s\n",
                pair[b_more]->name, pair[!b_more]->name, pairs);
    else if (state->goal == SEARCH_TIE)
        fprintf(stderr,
                "no crossover: %s and %s take the same time at every level tested (within 5%%), "
                "after %s\n",
                pair[0]->name, pair[1]->name, pairs);
    else
        fprintf(stderr,
                "undecided after %s: the trials vary too much, or fail; analyze shows what was "
                "recorded\n",
                pairs);
}

void sweep_search_report(const struct sweep_run *run) {
    struct search_state state;
    char pairs[64];

    if (!run->search_run.search)
        return;
    state = search_state(run->search_run.search);
    if (state.goal == SEARCH_SCAN)
        fprintf(stderr, "the search did not finish its first scan: %s\n",
                pairs_text(&state, pairs, sizeof pairs));
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
