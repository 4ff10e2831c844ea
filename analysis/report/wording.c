#include "analysis/report/wording.h"

#include "analysis/render/number.h"
#include "analysis/render/paragraph.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"

#include <ctype.h>
#include <langinfo.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- conditions ------------------------------------------------------------------------------- */

static const char *seconds(char span[static UNITS_SIZE], double value) {
    if (!(value < 1e9)) { /* inserted by hand: too large for nanoseconds */
        snprintf(span, UNITS_SIZE, "endless");
        return span;
    }
    return units_time(span, llround(value * 1e9));
}

static void add_task(const struct conditions *conditions, char *text, size_t size) {
    char span[UNITS_SIZE];

    if (conditions->sleep > 0)
        paragraph_add(text, size, paragraph_separator(), "%s %s", conditions->kind,
                      seconds(span, conditions->sleep / 1e3));
    else
        paragraph_add(text, size, paragraph_separator(), "%s", conditions->kind);
    if (conditions->work > 0)
        paragraph_add(text, size, paragraph_separator(), "work %s",
                      seconds(span, conditions->work));
}

static void add_tasks(const struct conditions *conditions, char *text, size_t size) {
    char count[UNITS_SIZE];

    if (conditions->per_worker != NO_VALUE)
        paragraph_add(text, size, paragraph_separator(), "%s tasks per worker",
                      units_count(count, conditions->per_worker));
    else
        paragraph_add(text, size, paragraph_separator(), "%s tasks",
                      units_count(count, conditions->tasks));
}

/* Adds only what differs from the default. */
static void add_oddities(const struct conditions *conditions, char *text, size_t size) {
    const char *separator = paragraph_separator();
    char value[UNITS_SIZE];

    if (conditions->queue != NO_VALUE)
        paragraph_add(text, size, separator, "queue %s", units_count(value, conditions->queue));
    if (conditions->spin > 0)
        paragraph_add(text, size, separator, "spin %s", seconds(value, conditions->spin));
    if (strcmp(conditions->idle, "halt"))
        paragraph_add(text, size, separator, "idle %s", conditions->idle);
    if (conditions->stack != NO_VALUE)
        paragraph_add(text, size, separator, "stack %s bytes",
                      units_count(value, conditions->stack));
    if (!conditions->task_times && strcmp(conditions->origin, "import"))
        paragraph_add(text, size, separator, "no task times");
    if (conditions->shared)
        paragraph_add(text, size, separator, "another sweep at the same time");
}

const char *wording_conditions(const struct conditions *conditions, bool with_origin, char *text,
                               size_t size) {
    char span[UNITS_SIZE];

    *text = 0;
    add_task(conditions, text, size);
    paragraph_add(text, size, paragraph_separator(), "%s", conditions->phase);
    add_tasks(conditions, text, size);
    if (!isnan(conditions->lateness))
        paragraph_add(text, size, paragraph_separator(), "lateness %s",
                      seconds(span, conditions->lateness));
    add_oddities(conditions, text, size);
    if (with_origin)
        paragraph_add(text, size, paragraph_separator(), "origin %s", conditions->origin);
    return text;
}

/* --- answers ---------------------------------------------------------------------------------- */

const char *wording_level(char *text, size_t size, double concurrency) {
    double grain = concurrency < 1000 ? 1 : pow(10, floor(log10(concurrency)) - 2);
    char count[UNITS_SIZE];

    if (!(concurrency < 1e18)) /* a rate of a wait inserted by hand: too large for a count */
        snprintf(text, size, "%.3g", concurrency);
    else
        snprintf(text, size, "%s",
                 units_count(count, llround(concurrency / grain) * llround(grain)));
    return text;
}

static const char *margin_name(int i) {
    static const char *const names[THRESHOLD_COUNT] = {"5%", "25%", "2x"};

    return names[i];
}

static const char *model_of(const struct comparison *comparison, int which) {
    return which ? comparison->pairing.b->model : comparison->pairing.a->model;
}

enum { place_size = 4 * UNITS_SIZE };

static double highest_level(const struct comparison *comparison) {
    return (double)comparison->means.level[comparison->means.count - 1];
}

/* "240 (200 to 290)"; "240 (at most 290)", "240 (200 to beyond 1,000)" where an end is open. */
static const char *place(char text[static place_size], const struct comparison *comparison,
                         double at, double low, double high) {
    char level[UNITS_SIZE], from[UNITS_SIZE], to[UNITS_SIZE];
    const char *beyond = isnan(high) ? "beyond " : "";

    wording_level(level, sizeof level, at);
    wording_level(to, sizeof to, isnan(high) ? highest_level(comparison) : high);
    if (isnan(low) && isnan(high))
        snprintf(text, place_size, "%s (range unknown)", level);
    else if (isnan(low))
        snprintf(text, place_size, "%s (at most %s)", level, to);
    else
        snprintf(text, place_size, "%s (%s to %s%s)", level, wording_level(from, sizeof from, low),
                 beyond, to);
    return text;
}

/* Adds what is known about a threshold above the highest level. */
static void add_beyond(const struct comparison *comparison, const struct threshold *threshold,
                       const char *name, char *text, size_t size) {
    double top = highest_level(comparison);
    char level[UNITS_SIZE], excluded[UNITS_SIZE];

    wording_level(level, sizeof level, top);
    if (threshold->low >= top * 0.999)
        paragraph_add(text, size, "", ", not %s up to %s", name, level);
    else if (isnan(threshold->low))
        paragraph_add(text, size, "", ", %s not shown up to %s", name, level);
    else
        paragraph_add(text, size, "", ", %s not shown up to %s (excluded up to %s)", name, level,
                      wording_level(excluded, sizeof excluded, threshold->low));
}

/* "240 (200 to 290)", "1 or below (at most 10)"; NULL: not located. */
static const char *threshold_place(char text[static place_size],
                                   const struct comparison *comparison,
                                   const struct threshold *threshold) {
    char lowest[UNITS_SIZE], high[UNITS_SIZE];

    if (threshold->status == THRESHOLD_FOUND)
        return place(text, comparison, threshold->concurrency, threshold->low, threshold->high);
    if (threshold->status != THRESHOLD_AT_LOWEST)
        return NULL;
    wording_level(lowest, sizeof lowest, (double)comparison->means.level[0]);
    if (isnan(threshold->high))
        snprintf(text, place_size, "%s or below (to beyond %s)", lowest,
                 wording_level(high, sizeof high, highest_level(comparison)));
    else
        snprintf(text, place_size, "%s or below (at most %s)", lowest,
                 wording_level(high, sizeof high, threshold->high));
    return text;
}

/* "thread is 5% slower from 240 (200 to 290), 25% from 520 (470 to 560), not 2x up to 1,000";
 * nothing if the first threshold is not located. */
static void add_thresholds(const struct comparison *comparison, int which, char *text,
                           size_t size) {
    const struct threshold *threshold = comparison->crossover.threshold[which];
    const struct metric_facts *facts = &metrics[comparison->metric];
    const char *model = model_of(comparison, which), *where;
    char room[place_size];
    int i = 0;

    for (; i < THRESHOLD_COUNT && (where = threshold_place(room, comparison, &threshold[i])); i++)
        if (i == 0)
            paragraph_add(text, size, "; ", "%s %s %s %s from %s", model, facts->verb,
                          margin_name(0), facts->more, where);
        else
            paragraph_add(text, size, "", ", %s from %s", margin_name(i), where);
    if (i > 0 && i < THRESHOLD_COUNT && threshold[i].status == THRESHOLD_BEYOND_HIGHEST)
        add_beyond(comparison, &threshold[i], margin_name(i), text, size);
}

static bool tie_is_first(const struct comparison *comparison) {
    return comparison->crossover.tie_low < (double)comparison->means.level[0] * 1.001;
}

static void add_tie(const struct comparison *comparison, double margin, char *text, size_t size) {
    const struct crossover *crossover = &comparison->crossover;
    char low[UNITS_SIZE], high[UNITS_SIZE];

    if (isnan(crossover->tie_low))
        return;
    wording_level(high, sizeof high, crossover->tie_high);
    if (tie_is_first(comparison))
        paragraph_add(text, size, "; ", "same up to %s (within %.3g%%)", high, margin * 100);
    else
        paragraph_add(text, size, "; ", "same from %s to %s (within %.3g%%)",
                      wording_level(low, sizeof low, crossover->tie_low), high, margin * 100);
}

/* Adds that one model costs more somewhere, though no threshold is located. */
static void add_somewhere(const struct comparison *comparison, int which, char *text, size_t size) {
    const struct metric_facts *facts = &metrics[comparison->metric];

    paragraph_add(text, size, "; ", "%s %s %s at some levels, undecided elsewhere",
                  model_of(comparison, which), facts->verb, facts->more);
    add_beyond(comparison, &comparison->crossover.threshold[which][0], margin_name(0), text, size);
}

static void add_part(const struct comparison *comparison, double margin, char *text, size_t size) {
    int which = comparison->crossover.outcome == OUTCOME_B_MORE_IN_PART;
    size_t before;

    if (tie_is_first(comparison))
        add_tie(comparison, margin, text, size);
    before = strlen(text);
    add_thresholds(comparison, which, text, size);
    if (strlen(text) == before)
        add_somewhere(comparison, which, text, size);
    if (!tie_is_first(comparison))
        add_tie(comparison, margin, text, size);
}

static void add_crossing(const struct comparison *comparison, char *text, size_t size) {
    const struct crossing *crossing = &comparison->crossover.crossings[0];
    const struct metric_facts *facts = &metrics[comparison->metric];
    char where[place_size];

    paragraph_add(text, size, "; ", "%s %s %s below %s, %s above",
                  model_of(comparison, crossing->a_more_above), facts->verb, facts->more,
                  place(where, comparison, crossing->concurrency, crossing->low, crossing->high),
                  model_of(comparison, !crossing->a_more_above));
}

static void add_crossings(const struct comparison *comparison, char *text, size_t size) {
    const struct crossover *crossover = &comparison->crossover;
    const struct crossing *last = &crossover->crossings[crossover->crossing_count - 1];
    char where[place_size];

    paragraph_add(text, size, "; ", "the order reverses at");
    for (size_t i = 0; i < crossover->crossing_count; i++) {
        const struct crossing *crossing = &crossover->crossings[i];

        paragraph_add(
            text, size, i ? ", " : " ", "%s",
            place(where, comparison, crossing->concurrency, crossing->low, crossing->high));
    }
    paragraph_add(text, size, "; ", "%s %s %s above that",
                  model_of(comparison, !last->a_more_above), metrics[comparison->metric].verb,
                  metrics[comparison->metric].more);
}

static void add_always(const struct comparison *comparison, int which, char *text, size_t size) {
    const struct metric_facts *facts = &metrics[comparison->metric];
    const char *model = model_of(comparison, which);
    char low[UNITS_SIZE], high[UNITS_SIZE];

    wording_level(low, sizeof low, (double)comparison->means.level[0]);
    wording_level(high, sizeof high, highest_level(comparison));
    if (comparison->means.count == 1)
        paragraph_add(text, size, "; ", "%s %s %s at the one level tested, %s", model, facts->verb,
                      facts->more, low);
    else
        paragraph_add(text, size, "; ", "%s %s %s at every level tested, %s to %s", model,
                      facts->verb, facts->more, low, high);
}

static void add_unresolved(const struct comparison *comparison, double margin, char *text,
                           size_t size) {
    if (comparison->means.count == 0)
        paragraph_add(text, size, "; ", "no level at which both have a figure");
    else if (!comparison->has_variance)
        paragraph_add(text, size, "; ", "no interval: one trial per level (use --trials=3)");
    else
        paragraph_add(text, size, "; ", "undecided: the trials vary too much to tell which %s %s",
                      metrics[comparison->metric].verb, metrics[comparison->metric].more);
    add_tie(comparison, margin, text, size);
}

/* Adds the levels from which on a model fails, which the curves cannot show. */
static void add_cannot(const struct comparison *comparison, char *text, size_t size) {
    char level[UNITS_SIZE];

    for (int which = 0; which < 2; which++)
        if (comparison->cannot[which] > 0)
            paragraph_add(text, size, "; ", "%s fails from %s on", model_of(comparison, which),
                          units_count(level, comparison->cannot[which]));
}

const char *wording_answer(const struct comparison *comparison, double margin, char *text,
                           size_t size) {
    const struct crossover *crossover = &comparison->crossover;

    *text = 0;
    switch (crossover->outcome) {
    case OUTCOME_CROSSOVER:
        add_crossing(comparison, text, size);
        add_thresholds(comparison, !crossover->crossings[0].a_more_above, text, size);
        break;
    case OUTCOME_SEVERAL:
        add_crossings(comparison, text, size);
        break;
    case OUTCOME_A_MORE:
    case OUTCOME_B_MORE:
        add_always(comparison, crossover->outcome == OUTCOME_B_MORE, text, size);
        break;
    case OUTCOME_A_MORE_IN_PART:
    case OUTCOME_B_MORE_IN_PART:
        add_part(comparison, margin, text, size);
        break;
    case OUTCOME_EQUIVALENT:
        paragraph_add(text, size, "; ", "same at every level tested (within %.3g%%)", margin * 100);
        break;
    case OUTCOME_UNRESOLVED:
        add_unresolved(comparison, margin, text, size);
        break;
    }
    if (comparison->metric == METRIC_OVERHEAD)
        add_cannot(comparison, text, size);
    return text;
}

const char *wording_figures(const struct comparison *comparison, char *text, size_t size) {
    const struct means *means = &comparison->means;
    const struct metric_facts *metric = &metrics[comparison->metric];
    char level[UNITS_SIZE], a[NUMBER_SIZE], b[NUMBER_SIZE];
    size_t top = means->count - 1;

    *text = 0;
    if (means->count > 0)
        snprintf(text, size, "at %s: %s %s, %s %s%s%s",
                 wording_level(level, sizeof level, (double)means->level[top]),
                 comparison->pairing.a->model, number_rounded(a, means->a[top] * metric->scale, 3),
                 comparison->pairing.b->model, number_rounded(b, means->b[top] * metric->scale, 3),
                 *metric->unit ? " " : "", metric->unit);
    return text;
}
