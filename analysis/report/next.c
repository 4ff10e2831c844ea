#include "analysis/report/next.h"

#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The preset `quick`, which runner uses by default. */
static const double quick_sleep = 5, quick_slack = 50e-6;
enum { quick_per_worker = 40, quick_trials = 5 };

/* A command at the margin of a line of 80 columns. */
enum { line_most = 78 };

/* --- which levels ----------------------------------------------------------------------------- */

static void add_level(struct next *next, double level) {
    int64_t whole = llround(fmax(level, 1));

    if (next->level_count < NEXT_LEVELS_MOST &&
        (next->level_count == 0 || next->level[next->level_count - 1] < whole))
        next->level[next->level_count++] = whole;
}

/* From low to high in equal factors, both included; between them with two significant digits. */
static void spread_levels(struct next *next, double low, double high, int count) {
    for (int i = 0; i < count; i++) {
        double level = low * pow(high / low, (double)i / (count - 1));

        add_level(next, i == 0           ? low
                        : i == count - 1 ? high
                                         : fmin(figures_rounded(level, 0, INFINITY), high));
    }
}

/* The tested levels, or a choice of them in about equal factors. */
static void tested_levels(const struct comparison *comparison, struct next *next, size_t most) {
    for (size_t i = 0; i < most && comparison->count > 0; i++) {
        size_t at = most < comparison->count ? i * (comparison->count - 1) / (most - 1) : i;

        if (at < comparison->count)
            add_level(next, (double)comparison->levels[at].concurrency);
    }
}

/* Where the place can be: its range, or beyond the highest level. */
static void place_levels(const struct answer *answer, struct next *next, int count) {
    const struct comparison *comparison = answer->comparison;
    double lowest = (double)level_outermost(comparison, false)->concurrency;
    double highest = (double)level_outermost(comparison, true)->concurrency;
    double low =
        isnan(answer->place.low) ? fmax(lowest, answer->place.estimate / 5) : answer->place.low;
    double high = isnan(answer->place.high) ? 3 * highest : answer->place.high;

    spread_levels(next, low, high, count);
}

/* --- how long --------------------------------------------------------------------------------- */

/* How long one trial of a model takes at a level, in s; as at the nearest level that was tested. */
static double trial_seconds(const struct group *group, const struct curve *curve, int64_t level) {
    static const double start = 0.1; /* of a process, and the pause before it */
    const struct cell *nearest = NULL;
    double per_worker;

    for (size_t i = 0; i < curve->count; i++)
        if (curve->cells[i].mean[METRIC_OVERHEAD] > 0 &&
            (!nearest ||
             llabs(curve->cells[i].concurrency - level) < llabs(nearest->concurrency - level)))
            nearest = &curve->cells[i];
    if (!nearest || group->conditions.sleep <= 0)
        return start;
    per_worker = group->conditions.per_worker != NO_VALUE
                     ? (double)group->conditions.per_worker
                     : (double)group->conditions.tasks / (double)level;
    return start + nearest->mean[METRIC_OVERHEAD] * group->conditions.sleep / 1e3 * per_worker;
}

static double all_seconds(const struct pairing *pairing, const struct next *next) {
    static const double reference = 5; /* the reference trials of a sweep, and its set-up */
    double seconds = reference;

    for (size_t i = 0; i < next->level_count; i++)
        seconds += quick_trials * (trial_seconds(pairing->group, pairing->a, next->level[i]) +
                                   trial_seconds(pairing->group, pairing->b, next->level[i]));
    return seconds;
}

const char *next_duration(char text[static UNITS_SIZE], double seconds) {
    double minutes = ceil(seconds / 60 - 0.25);

    if (seconds <= 40)
        snprintf(text, UNITS_SIZE, "about %.0f seconds", ceil(seconds / 10) * 10);
    else
        snprintf(text, UNITS_SIZE, "about %.0f minute%s", fmax(minutes, 1), minutes > 1 ? "s" : "");
    return text;
}

/* --- the command ------------------------------------------------------------------------------ */

static void add_option(char *command, const char *option, const char *value) {
    text_add(command, NEXT_COMMAND_SIZE, " %s", option);
    text_add_word(command, NEXT_COMMAND_SIZE, value);
}

static void add_time(char *command, const char *option, double seconds) {
    char text[UNITS_SIZE];

    if (fabs(seconds) < 1e9)
        add_option(command, option, units_time_typed(text, llround(seconds * 1e9)));
}

static void add_count(char *command, const char *option, int64_t count) {
    text_add(command, NEXT_COMMAND_SIZE, " %s%lld", option, (long long)count);
}

static void add_models(char *command, const struct pairing *pairing, const char *models) {
    const char *a = pairing->a->model, *b = pairing->b->model;
    char list[256];

    if (!models && !strcmp(a, "thread") && !strcmp(b, "coroutine"))
        return;
    snprintf(list, sizeof list, "%s,%s", a, b);
    add_option(command, "-m ", models ? models : list);
}

/* Only what is not as in the preset `quick`; the work always, since `quick` has two amounts. */
static void add_conditions(char *command, const struct conditions *conditions, bool both) {
    if (conditions->kind && strcmp(conditions->kind, "sleep"))
        add_option(command, "-k ", conditions->kind);
    if (conditions->sleep > 0 && fabs(conditions->sleep - quick_sleep) > 1e-9)
        add_time(command, "--sleep=", conditions->sleep / 1e3);
    if (!both)
        add_time(command, "--work=", conditions->work);
    if (conditions->per_worker == NO_VALUE)
        add_count(command, "-n ", conditions->tasks);
    else if (conditions->per_worker != quick_per_worker)
        add_count(command, "--per-worker=", conditions->per_worker);
    if (conditions->phase && strcmp(conditions->phase, "spread"))
        add_option(command, "--phase=", conditions->phase);
    if (!isnan(conditions->lateness) && fabs(conditions->lateness - quick_slack) > 1e-12)
        add_time(command, "--lateness=", conditions->lateness);
    if (conditions->queue != NO_VALUE)
        add_count(command, "--queue=", conditions->queue);
    if (conditions->spin > 0)
        add_time(command, "--spin=", conditions->spin);
    if (conditions->idle && strcmp(conditions->idle, "halt"))
        add_option(command, "--idle=", conditions->idle);
    if (conditions->stack != NO_VALUE)
        add_count(command, "--stack=", conditions->stack);
    if (!conditions->task_times && strcmp(conditions->origin, "import"))
        text_add(command, NEXT_COMMAND_SIZE, " --no-task-times");
    if (conditions->shared)
        text_add(command, NEXT_COMMAND_SIZE, " --shared");
}

static void begin_command(char *command, const char *program, const struct request *request) {
    snprintf(command, NEXT_COMMAND_SIZE, "%s", program);
    add_option(command, "--db=", request->db);
}

static void write_command(const struct pairing *pairing, const struct conditions *conditions,
                          const struct request *request, bool both, const char *models,
                          struct next *next) {
    char *command = next->command;

    begin_command(command, "runner", request);
    add_models(command, pairing, models);
    add_conditions(command, conditions, both);
    for (size_t i = 0; i < next->level_count; i++)
        text_add(command, NEXT_COMMAND_SIZE, "%s%lld", i ? "," : " -c ", (long long)next->level[i]);
}

/* --- what for --------------------------------------------------------------------------------- */

static const struct finding *finding_of(const struct trust *trust, enum warning_code code) {
    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].warning == &warnings[code])
            return &trust->findings[i];
    return NULL;
}

/* What the range of an answer calls for, in levels near it. */
static bool wants_place(const struct answer *answer) {
    return answer->is != ANSWER_IS_NONE && answer->place.status != PLACE_AT_LOWEST &&
           !(answer->place.high / answer->place.low <= 1.1);
}

static const char *purpose_of(const struct pair_answer *pair) {
    const struct answer *answer = &pair->answers[pair->metric];
    const struct trust *trust = &pair->trust;

    if (pair->poor && finding_of(trust, WARNING_FEW) && answer->comparison->crossover.levels == 0)
        return "For a range";
    if (pair->poor && (finding_of(trust, WARNING_FOREIGN) || finding_of(trust, WARNING_SHARED)))
        return "When nothing else runs (top shows it)";
    if (pair->poor)
        return "For a reliable answer";
    if (answer->outcome >= ANSWER_A_FAILS)
        return "To find where it fails";
    if (answer->ran == ANSWER_UNDECIDED)
        return "To decide it";
    return wants_place(answer) ? "To narrow it" : "For a surer answer";
}

/* As many levels as fit into a line. */
static void choose(const struct pair_answer *pair, const struct request *request, bool both,
                   const char *models, int count, struct next *next) {
    const struct answer *answer = &pair->answers[pair->metric];
    const struct failure *failure = &answer->failure[answer->failure[0].from == 0];

    next->kind = NEXT_TRIALS;
    next->level_count = 0;
    if (answer->outcome >= ANSWER_A_FAILS && failure->most > 0)
        spread_levels(next, (double)failure->most, (double)failure->from, count);
    else if (!pair->poor && wants_place(answer))
        place_levels(answer, next, count);
    else
        tested_levels(answer->comparison, next, (size_t)count);
    write_command(pair->pairing, &pair->pairing->group->conditions, request, both, models, next);
    next->seconds = all_seconds(pair->pairing, next) * (both ? 2 : 1);
}

/* Where tasks do not divide evenly, or start-up weighs, trials of another design would help. */
static bool wants_preset(const struct pair_answer *pair, const struct request *request,
                         const char *models, struct next *next) {
    bool ramp = finding_of(&pair->trust, WARNING_RAMP) != NULL;
    bool rounding = finding_of(&pair->trust, WARNING_ROUNDING) != NULL;

    if (!pair->poor && !ramp && !rounding)
        return false;
    if (pair->poor && !finding_of(&pair->trust, WARNING_ORDER_CONFOUNDED))
        return false;
    next->kind = NEXT_PRESET;
    snprintf(next->purpose, sizeof next->purpose, "%s",
             pair->poor         ? "For a reliable answer"
             : ramp && rounding ? "For an answer without both"
                                : "For an answer without it");
    begin_command(next->command, "runner", request);
    text_add(next->command, NEXT_COMMAND_SIZE, " --preset=quick");
    add_models(next->command, pair->pairing, models);
    next->seconds = 60;
    return true;
}

/* A difference that is proven, but smaller than the margin. */
static bool wants_margin(const struct pair_answer *pair, const struct request *request,
                         struct next *next) {
    const struct answer *answer = &pair->answers[pair->metric];
    struct size largest = size_largest(answer->comparison, answer->which, 0, INFINITY);
    enum outcome outcome = answer->comparison->crossover.outcome;
    double percent = floor(100 * (largest.ratio - 1) - 0.5);

    if (pair->poor || answer->outcome != ANSWER_EQUIVALENT || !(percent >= 1) ||
        (outcome != OUTCOME_A_MORE && outcome != OUTCOME_B_MORE))
        return false;
    next->kind = NEXT_MARGIN;
    snprintf(next->purpose, sizeof next->purpose, "To count %.0f%% as well",
             100 * (largest.ratio - 1));
    begin_command(next->command, "analyze", request);
    text_add(next->command, NEXT_COMMAND_SIZE, " --margin=%.0f", percent);
    next->seconds = 0;
    return true;
}

/* Can runner measure the pair again? It does not know a model without an engine, which came from a
 * file or from --exec. */
static bool can_repeat(const struct pairing *pairing) {
    return pairing->a->engine != NO_VALUE && pairing->b->engine != NO_VALUE;
}

/* Imported trials of the models that every runner has name no engine either. */
static bool can_run(const struct curve *curve) {
    return curve->engine != NO_VALUE || !strcmp(curve->model, "thread") ||
           !strcmp(curve->model, "coroutine");
}

static struct next find_next(const struct pair_answer *pair, const struct request *request,
                             bool both, const char *models, size_t columns) {
    struct next next = {.seconds = 0};

    if (level_outermost(&pair->comparisons[pair->metric], false) == NULL ||
        wants_margin(pair, request, &next) || !can_repeat(pair->pairing) ||
        wants_preset(pair, request, models, &next))
        return next;
    snprintf(next.purpose, sizeof next.purpose, "%s", purpose_of(pair));
    for (int count = NEXT_LEVELS_MOST - 1; count >= 3; count--) {
        choose(pair, request, both, models, count, &next);
        if (strlen(next.command) <= columns)
            break;
    }
    return next;
}

/* The levels of both; owned by the caller. */
static struct comparison shared_levels(const struct comparison *one,
                                       const struct comparison *other) {
    struct comparison shared = {.levels = memory_get(one->count + 1, sizeof *shared.levels)};

    for (size_t i = 0; i < one->count; i++)
        if (level_at(other, one->levels[i].concurrency))
            shared.levels[shared.count++] = one->levels[i];
    return shared;
}

struct next next_again(const struct pair_answer *pair, const struct pair_answer *other,
                       const struct request *request, const char *models, const char *label) {
    struct comparison shared =
        shared_levels(&pair->comparisons[pair->metric], &other->comparisons[pair->metric]);
    bool any = shared.count > 0 && can_run(pair->pairing->a) && can_run(pair->pairing->b);
    struct next next = {.kind = any ? NEXT_TRIALS : NEXT_NOTHING};

    for (size_t count = NEXT_LEVELS_MOST - 1; count >= 3 && any; count--) {
        next.level_count = 0;
        tested_levels(&shared, &next, count);
        write_command(pair->pairing, &pair->pairing->group->conditions, request, false, models,
                      &next);
        if (label)
            add_option(next.command, "--label=", label);
        next.seconds = all_seconds(pair->pairing, &next);
        if (strlen(next.command) <= line_most)
            break;
    }
    free(shared.levels);
    return next;
}

struct next next_of(const struct pair_answer *pair, const struct request *request, bool both,
                    const char *models) {
    return find_next(pair, request, both, models, line_most);
}

struct next next_within(const struct pair_answer *pair, const struct request *request,
                        size_t columns) {
    return find_next(pair, request, false, NULL, columns);
}

struct next next_at(const struct pair_answer *pair, const struct request *request,
                    const struct conditions *conditions, const int64_t *levels, size_t count) {
    struct next next = {.kind = NEXT_TRIALS};

    if (!can_repeat(pair->pairing))
        return (struct next){.kind = NEXT_NOTHING};
    for (size_t i = 0; i < count; i++)
        add_level(&next, (double)levels[i]);
    write_command(pair->pairing, conditions, request, false, NULL, &next);
    next.seconds = all_seconds(pair->pairing, &next);
    return next;
}

static bool has_level(const struct next *next, int64_t level) {
    for (size_t i = 0; i < next->level_count; i++)
        if (next->level[i] == level)
            return true;
    return false;
}

bool next_cures(const struct next *next, const struct finding *finding) {
    switch (finding->warning->cure) {
    case CURE_BEFORE_TRIALS:
    case CURE_TRIALS:
        return next->kind == NEXT_TRIALS;
    case CURE_TRIALS_THERE:
        return next->kind == NEXT_TRIALS && has_level(next, finding->level);
    case CURE_PRESET:
        return next->kind == NEXT_PRESET;
    case CURE_OTHER:
        break;
    }
    return false;
}
