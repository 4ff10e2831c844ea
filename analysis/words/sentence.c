#include "analysis/words/sentence.h"

#include "analysis/words/claim.h"
#include "analysis/words/prose.h"

#include <math.h>
#include <stdio.h>

/* --- the claim -------------------------------------------------------------------------------- */

static void add_lead(struct prose *prose) {
    if (prose->comparison->metric == METRIC_P99)
        prose_add(prose, "At the 99th percentile ");
    else if (prose->comparison->metric == METRIC_STEADY)
        prose_add(prose, "Without start-up ");
}

const char *sentence_claim(const struct telling *telling, char text[static SENTENCE_SIZE]) {
    struct prose prose = prose_begin(telling, text);

    if (claim_tells_failure(&prose)) {
        claim_add_failures(&prose);
        prose_add(&prose, ".");
        return text;
    }
    add_lead(&prose);
    claim_add_ran(&prose);
    return text;
}

const char *sentence_title(const struct telling *telling, char text[static SENTENCE_SIZE]) {
    struct prose prose = prose_begin(telling, text);

    prose.with_unit = false; /* the axis says it */
    if (claim_tells_failure(&prose)) {
        claim_add_failures(&prose);
        return text;
    }
    add_lead(&prose);
    claim_add_title(&prose);
    return text;
}

/* --- what belongs to it ----------------------------------------------------------------------- */

/* "Up to 200, the most it ran, " before what ran; nothing if that begins a sentence of its own. */
static void add_most(struct prose *prose) {
    int which = prose->answer->failure[0].from == 0;
    char level[UNITS_SIZE];

    if (prose->answer->ran == ANSWER_UNDECIDED)
        return;
    prose_add(prose, "Up to %s, the most it ran, ",
              figures_level(level, (double)prose->answer->failure[which].most));
}

static void add_below(struct prose *prose) {
    const struct answer *answer = prose->answer;
    char size[UNITS_SIZE], level[UNITS_SIZE];

    if (isnan(answer->below.ratio))
        return;
    prose_add(prose, " %s, %s %s, by up to about %s (at %s).",
              answer->changes > 2    ? "Elsewhere"
              : answer->changes == 2 ? "Between"
                                     : "Below",
              prose_model(prose, !answer->which), prose->is_time ? "is slower" : "uses more",
              figures_size(size, answer->below.ratio),
              figures_level(level, answer->below.concurrency));
}

static void add_same(struct prose *prose) {
    char low[UNITS_SIZE], high[UNITS_SIZE], percent[UNITS_SIZE];

    if (isnan(prose->answer->same_low))
        return;
    figures_level(high, prose->answer->same_high);
    if (prose->answer->same_low >= prose->answer->same_high)
        prose_add(prose, " Same at %s", high);
    else if (prose->answer->same_low > (double)prose->comparison->levels[0].concurrency)
        prose_add(prose, " Same from %s to %s", figures_level(low, prose->answer->same_low), high);
    else
        prose_add(prose, " Same up to %s", high);
    if (prose->telling->poor)
        prose_add(prose, ", not reliable.");
    else
        prose_add(prose, " (within %s).", figures_percent(percent, prose->comparison->margin));
}

static bool is_tested_between(const struct comparison *comparison, const struct place *place) {
    for (size_t i = 0; i < comparison->count; i++)
        if (level_is_known(&comparison->levels[i]) &&
            (double)comparison->levels[i].concurrency > place->low &&
            (double)comparison->levels[i].concurrency < place->high)
            return true;
    return false;
}

/* What is known below a threshold. */
static void add_beneath(struct prose *prose) {
    const struct answer *answer = prose->answer;
    bool same = answer->ran == ANSWER_SAME_THEN_A || answer->ran == ANSWER_SAME_THEN_B;

    if (answer->place.status == PLACE_BRACKET &&
        !is_tested_between(prose->comparison, &answer->place))
        prose_add(prose, prose->is_time ? " No level between was tested." : "");
    else if (same)
        add_same(prose);
    else if (answer->place.status != PLACE_AT_LOWEST && !prose->telling->poor)
        prose_add(prose, " Undecided below.");
}

static void add_minor(struct prose *prose) {
    const struct answer *answer = prose->answer;
    char size[UNITS_SIZE], percent[UNITS_SIZE];

    if (isnan(answer->minor_size.ratio) || answer->minor.status != PLACE_FOUND)
        return;
    prose_add(prose, " Crossover at ");
    prose_place(prose, &answer->minor, false);
    prose_add(prose,
              prose->is_time ? "; %s it %s is up to about %s slower, less than the %s that counts."
                             : "; %s it %s uses up to about %s more, less than the %s that counts.",
              answer->minor_above ? "above" : "below", prose_model(prose, answer->minor_which),
              figures_size(size, answer->minor_size.ratio),
              figures_percent(percent, prose->comparison->margin));
}

static void add_typical(struct prose *prose) {
    const struct answer *answer = prose->answer;

    if (!answer->typical_differs)
        return;
    prose_add(prose, " In the typical trial, ");
    if (isnan(answer->typical.estimate)) {
        prose_add(prose, "%s %s", prose_model(prose, !answer->which),
                  prose->is_time ? "is slower" : "uses more");
    } else {
        prose_add(prose, answer->is == ANSWER_IS_CROSSING ? "at " : "from ");
        prose_place(prose, &answer->typical, false);
    }
    prose_add(prose, ".");
}

static bool is_elsewhere(const struct answer *answer, const struct answer *steady) {
    static const double factor = 1.5;

    if (answer->is != steady->is || answer->which != steady->which ||
        answer->place.status != steady->place.status)
        return true;
    return fabs(log(answer->place.estimate / steady->place.estimate)) > log(factor);
}

/* Without start-up, where that says something else. */
static void add_steady(struct prose *prose) {
    const struct answer *answer = prose->answer, *steady = prose->telling->steady;
    char percent[UNITS_SIZE];

    if (!steady || steady->comparison->crossover.levels == 0 || !is_elsewhere(answer, steady) ||
        (answer->ran == steady->ran && steady->is == ANSWER_IS_NONE))
        return;
    prose_add(prose, " Without start-up, ");
    if (steady->ran == ANSWER_EQUIVALENT)
        prose_add(prose, "the same at every level");
    else if (steady->ran == ANSWER_A_MORE || steady->ran == ANSWER_B_MORE)
        prose_add(prose, "%s is slower at every level", prose_model(prose, steady->which));
    else if (steady->is == ANSWER_IS_NONE)
        prose_add(prose, "undecided");
    else if (steady->which != answer->which || answer->is == ANSWER_IS_NONE)
        prose_add(prose, "%s is %sslower from ", prose_model(prose, steady->which),
                  steady->is == ANSWER_IS_CROSSING ? ""
                                                   : prose_percent(prose, &steady->place, percent));
    else
        prose_add(prose, "from ");
    if (steady->is != ANSWER_IS_NONE && steady->ran != ANSWER_A_MORE &&
        steady->ran != ANSWER_B_MORE)
        prose_place(prose, &steady->place, false);
    prose_add(prose, ".");
}

static void add_rest(struct prose *prose) {
    switch (prose->answer->ran) {
    case ANSWER_CROSSOVER:
    case ANSWER_SEVERAL:
        add_below(prose);
        break;
    case ANSWER_SAME_THEN_A:
    case ANSWER_SAME_THEN_B:
    case ANSWER_A_MORE_IN_PART:
    case ANSWER_B_MORE_IN_PART:
        if (prose->answer->is != ANSWER_IS_NONE)
            add_beneath(prose);
        add_minor(prose);
        break;
    case ANSWER_UNDECIDED:
        add_same(prose);
        break;
    default:
        break;
    }
    add_typical(prose);
    add_steady(prose);
}

const char *sentence_whole(const struct telling *telling, char text[static SENTENCE_SIZE]) {
    struct prose prose = prose_begin(telling, text);

    sentence_claim(telling, text);
    if (!level_outermost(prose.comparison, false))
        return text;
    if (claim_tells_failure(&prose)) {
        prose_add(&prose, " ");
        add_most(&prose);
        claim_add_ran(&prose);
    }
    add_rest(&prose);
    return text;
}

/* --- memory ----------------------------------------------------------------------------------- */

const char *sentence_memory(const struct pairing *pairing, char text[static SENTENCE_SIZE]) {
    const struct curve *more = pairing->a, *less = pairing->b;
    char one[UNITS_SIZE], other[UNITS_SIZE], size[UNITS_SIZE];
    const char *unit = NULL;

    if (!(more->memory_slope > 0 && less->memory_slope > 0))
        return NULL;
    if (more->memory_slope < less->memory_slope) {
        more = pairing->b;
        less = pairing->a;
    }
    figures_bytes(one, more->memory_slope, &unit);
    snprintf(text, SENTENCE_SIZE, "%s uses %s %s per worker, %s %s (%s).", more->model, one, unit,
             less->model, figures_bytes(other, less->memory_slope, &unit),
             figures_size(size, more->memory_slope / less->memory_slope));
    return text;
}
