#include "analysis/words/typical.h"

#include "analysis/words/prose.h"

#include <string.h>

/* Do means and medians say the same? */
static bool agrees(const struct answer *mean, const struct answer *typical) {
    if (mean->typical_differs || mean->is != typical->is)
        return false;
    if (mean->is == ANSWER_IS_NONE && mean->ran != typical->ran)
        return false;
    return mean->which == typical->which || typical->ran == ANSWER_EQUIVALENT ||
           typical->ran == ANSWER_UNDECIDED;
}

/* Adds what the medians say. named: with the model that costs more. */
static void add_answer(struct prose *prose, bool named) {
    const struct answer *typical = prose->answer;
    const char *more = prose->is_time ? "slower" : "more";
    char percent[UNITS_SIZE];

    if (typical->ran == ANSWER_EQUIVALENT) {
        prose_add(prose, "the same at every level (within %s)",
                  figures_percent(percent, prose->comparison->margin));
        return;
    }
    if (named)
        prose_add(prose, "%s %s ", prose_model(prose, typical->which),
                  prose->is_time ? "is" : "uses");
    if (typical->is == ANSWER_IS_NONE) {
        prose_add(prose, "%s at every level", more);
        return;
    }
    if (typical->is == ANSWER_IS_THRESHOLD)
        prose_add(prose, "%s", prose_percent(prose, &typical->place, percent));
    prose_add(prose, "%s from ", more);
    prose_place(prose, &typical->place, false);
}

const char *typical_sentence(const struct answer *answer, char text[static SENTENCE_SIZE]) {
    const struct crossover *crossover = &answer->comparison->crossover;
    struct telling telling = {.poor = true}; /* without ranges */
    struct answer typical;
    struct prose prose;
    bool same;

    if (crossover->levels == 0 || !answer->comparison->paired ||
        !level_outermost(answer->comparison, false))
        return NULL;
    if (crossover->typical == OUTCOME_SEVERAL) { /* without places */
        strcpy(text, "By medians, the order changes more than once.");
        return text;
    }
    typical = answer_typical(answer->comparison);
    telling.answer = &typical;
    prose = prose_begin(&telling, text);
    same = agrees(answer, &typical);
    if (typical.ran == ANSWER_UNDECIDED) {
        prose_add(&prose, "Medians alone do not decide it.");
        return text;
    }
    prose_add(&prose, "The answer from medians %s: ", same ? "agrees" : "differs");
    add_answer(&prose, !same || typical.is != ANSWER_IS_THRESHOLD);
    prose_add(&prose, ".");
    return text;
}
