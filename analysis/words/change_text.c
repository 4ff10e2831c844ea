#include "analysis/words/change_text.h"

#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static void add(char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(char *text, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    text_add_list(text, SENTENCE_SIZE, format, arguments);
    va_end(arguments);
}

/* --- figures ---------------------------------------------------------------------------------- */

/* "-0.2%": a ratio as the change that it is. sign: also of an increase. */
static const char *percent(char text[static UNITS_SIZE], double ratio, bool sign) {
    double value = 100 * (ratio - 1);

    if (fabs(value) < 0.05)
        snprintf(text, UNITS_SIZE, "0.0%%");
    else if (fabs(value) < 999.5)
        snprintf(text, UNITS_SIZE, sign ? "%+.1f%%" : "%.1f%%", value);
    else
        snprintf(text, UNITS_SIZE, sign ? "%+.3g%%" : "%.3g%%", value);
    return text;
}

/* " over all levels (-0.2% to 0.1%)"; poor: without the range. */
static void add_over_all(char *text, const struct overall *overall, bool poor) {
    char low[UNITS_SIZE], high[UNITS_SIZE];

    add(text, " over all levels");
    if (!poor && !isnan(overall->low + overall->high))
        add(text, " (%s to %s)", percent(low, overall->low, false),
            percent(high, overall->high, false));
}

/* before / after */
static struct overall turned(const struct overall *overall) {
    return (struct overall){1 / overall->ratio, 1 / overall->high, 1 / overall->low,
                            overall->between};
}

static void add_size(char *text, const struct change_level *level, const char *before) {
    char size[UNITS_SIZE], number[UNITS_SIZE];

    add(text, "%s%s at %s", before, figures_size(size, exp(fabs(log(level->ratio)))),
        figures_level(number, level->level));
}

/* "9% at 500, 16% at 1,000 and 21% at 2,000" */
static void add_sizes(char *text, const struct named_levels *named) {
    for (size_t i = 0; i < named->count; i++)
        add_size(text, named->level[i],
                 i == 0                                        ? ""
                 : i + 1 == named->count && named->others == 0 ? " and "
                                                               : ", ");
    if (named->others > 0)
        add(text, " and more at %zu other level%s", named->others, named->others > 1 ? "s" : "");
}

/* --- a change that counts --------------------------------------------------------------------- */

/* "is slower", "uses less memory" */
static void add_verb(char *text, enum metric metric, int sign) {
    const struct metric_facts *facts = &metrics[metric];

    add(text, "%s %s%s", facts->verb, sign > 0 ? facts->more : facts->less,
        metric == METRIC_CPU      ? " CPU"
        : metric == METRIC_MEMORY ? " memory"
                                  : "");
}

/* " thread" in the first sentence, "It" in the others. */
static void add_subject(char *text, const struct model_change *change, bool first) {
    add(text, " %s ", first ? change->model : "It");
}

static bool counts(const struct model_change *change, int sign) {
    for (size_t i = 0; i < change->change.count; i++)
        if (change->change.levels[i].counts == sign)
            return true;
    return false;
}

/* Adds what costs more (sign 1) or less (-1), if anything does. Returns whether it did. */
static bool add_costs(char *text, const struct model_change *change, const struct sides *sides,
                      int sign, bool first) {
    struct named_levels named = model_change_named(change, sign);
    struct overall size = sign > 0 ? change->overall : turned(&change->overall);
    char number[UNITS_SIZE];

    if (!counts(change, sign) && overall_counts(&change->overall, change->margin) != sign)
        return false;
    add_subject(text, change, first);
    add_verb(text, change->metric, sign);
    if (first && !sides->known)
        add(text, " in %s than in %s", sides->after, sides->before);
    add(text, ", by ");
    if (counts(change, sign)) {
        add_sizes(text, &named);
    } else {
        add(text, "%s", figures_size(number, size.ratio));
        add_over_all(text, &size, sides->poor);
    }
    add(text, ".");
    return true;
}

/* "thread fails in after.db at 500 and 2 higher levels, where it ran in before.db." */
static bool add_failures(char *text, const struct model_change *change, const struct sides *sides,
                         bool fails, bool first) {
    size_t count = fails ? change->fails : change->runs;
    char level[UNITS_SIZE];

    if (count == 0)
        return false;
    add_subject(text, change, first);
    add(text, "%s in %s at %s", fails ? "fails" : "runs", sides->after,
        figures_level(level, (double)(fails ? change->fails_from : change->runs_from)));
    if (count > 1)
        add(text, " and %zu higher level%s", count - 1, count > 2 ? "s" : "");
    add(text, ", where it %s in %s.", fails ? "ran" : "failed", sides->before);
    return true;
}

static void add_counted(char *text, const struct model_change *change, const struct sides *sides) {
    bool first = true;

    add(text, change->verdict == VERDICT_REGRESSION    ? "Regression:"
              : change->verdict == VERDICT_IMPROVEMENT ? "Improvement:"
                                                       : "Regression and improvement:");
    first = !add_failures(text, change, sides, true, first) && first;
    first = !add_costs(text, change, sides, 1, first) && first;
    first = !add_failures(text, change, sides, false, first) && first;
    add_costs(text, change, sides, -1, first);
}

/* --- no change that counts -------------------------------------------------------------------- */

bool change_text_is_plain(const struct model_change *change) {
    return (change->verdict == VERDICT_EQUIVALENT || change->verdict == VERDICT_NO_CHANGE) &&
           overall_changed(&change->overall) == 0 && !model_change_most(change);
}

/* ", less than the 5% that counts" if the whole range is, else that more is not proven. */
static void add_margin(char *text, double low, double high, double margin) {
    bool less = low > 1 / (1 + margin) && high < 1 + margin;
    char number[UNITS_SIZE];

    add(text,
        less ? ", less than the %s that counts." : ", not proven to exceed the %s that counts.",
        figures_percent(number, margin));
}

static void add_uncounted(char *text, const struct model_change *change,
                          const struct sides *sides) {
    const struct change_level *most = model_change_most(change);
    const struct overall *overall = &change->overall;
    char number[UNITS_SIZE], level[UNITS_SIZE];

    add(text, "%s: ", change->model);
    if (most && fabs(log(most->ratio)) >= fabs(log(overall->ratio))) {
        add(text, "changed by %s at %s", percent(number, most->ratio, true),
            figures_level(level, most->level));
        add_margin(text, most->low, most->high, change->margin);
    } else if (overall_changed(overall)) {
        add(text, "changed by %s", percent(number, overall->ratio, true));
        add_over_all(text, overall, sides->poor);
        add_margin(text, overall->low, overall->high, change->margin);
    } else {
        add(text, "no significant change, %s", percent(number, overall->ratio, false));
        add_over_all(text, overall, sides->poor);
        add(text, ".");
    }
}

const char *change_text_reason(const struct model_change *change, const struct sides *sides,
                               char text[static SENTENCE_SIZE]) {
    *text = 0;
    if (!change->has_before || !change->has_after)
        add(text, "%s has no trials in %s", change->model,
            change->has_before ? sides->after : sides->before);
    else if (change->change.count == 0)
        add(text, "%s has no level at which both sides have a figure", change->model);
    else
        add(text, "%s has a single trial per level, so its range is unknown", change->model);
    return text;
}

const char *change_text(const struct model_change *change, const struct sides *sides,
                        char text[static SENTENCE_SIZE]) {
    char reason[SENTENCE_SIZE];

    *text = 0;
    if (change->verdict == VERDICT_CANNOT_BE_JUDGED)
        add(text, "Cannot be judged: %s.", change_text_reason(change, sides, reason));
    else if (verdict_is_worse(change->verdict) || verdict_is_better(change->verdict))
        add_counted(text, change, sides);
    else
        add_uncounted(text, change, sides);
    return text;
}

/* --- places ----------------------------------------------------------------------------------- */

bool change_places_alike(const struct answer *before, const struct answer *after) {
    return before->is == after->is && before->is != ANSWER_IS_NONE &&
           before->is != ANSWER_IS_LIMIT && before->which == after->which &&
           before->place.status == after->place.status && before->changes <= 1 &&
           after->changes <= 1;
}

bool change_places_overlap(const struct place *before, const struct place *after) {
    return !(before->low > after->high) && !(after->low > before->high);
}

static bool has_range(const struct place *place) {
    return !isnan(place->low) || !isnan(place->high);
}

/* "thread is 5% slower than coroutine from " */
static void add_lead(char *text, const struct answer *answer) {
    const struct pairing *pairing = &answer->comparison->pairing;
    const char *more = (answer->which ? pairing->b : pairing->a)->model;
    const char *less = (answer->which ? pairing->a : pairing->b)->model;
    const struct metric_facts *facts = &metrics[answer->comparison->metric];
    bool crosses = answer->is == ANSWER_IS_CROSSING, time = *facts->verb == 'i';
    char number[UNITS_SIZE];

    if (crosses && time)
        add(text, "%s becomes slower than %s at ", more, less);
    else if (crosses || answer->place.status != PLACE_FOUND)
        add(text, "%s %s %s than %s from ", more, facts->verb, facts->more, less);
    else
        add(text, "%s %s %s %s than %s from ", more, facts->verb,
            figures_percent(number, answer->comparison->margin), facts->more, less);
}

static void add_place(char *text, const struct telling *telling, const char *unit,
                      const char *side) {
    const struct answer *answer = telling->answer;
    char place[FIGURES_PLACE_SIZE];

    add(text, "%s in %s%s",
        figures_place(place, answer->comparison, &answer->place, telling->poor, unit), side,
        telling->poor ? " (not reliable)" : "");
}

/* Both sides in one sentence. */
static void add_alike(char *text, const struct telling *before, const struct telling *after,
                      const struct sides *sides) {
    bool time = *metrics[after->answer->comparison->metric].verb == 'i';
    const struct place *old = &before->answer->place, *new = &after->answer->place;

    add_lead(text, after->answer);
    add_place(text, after, time ? " concurrent tasks" : "", sides->after);
    add(text, ", ");
    add_place(text, before, "", sides->before);
    if (!before->poor && !after->poor && has_range(old) && has_range(new) &&
        change_places_overlap(old, new))
        add(text, "; the ranges overlap");
    add(text, ".");
}

/* The title as it reads after a colon. */
static const char *title_text(const struct telling *telling, char text[static SENTENCE_SIZE]) {
    sentence_title(telling, text);
    if (telling->answer->outcome == ANSWER_UNDECIDED)
        *text = 'u';
    return text;
}

const char *change_text_places(const struct telling *before, const struct telling *after,
                               const struct sides *sides, char text[static SENTENCE_SIZE]) {
    char title[SENTENCE_SIZE];

    *text = 0;
    if (before->answer->is == ANSWER_IS_NONE && after->answer->is == ANSWER_IS_NONE)
        return NULL;
    if (change_places_alike(before->answer, after->answer)) {
        add_alike(text, before, after, sides);
        return text;
    }
    add(text, "In %s: %s.", sides->after, title_text(after, title));
    add(text, " In %s: %s.", sides->before, title_text(before, title));
    return text;
}
