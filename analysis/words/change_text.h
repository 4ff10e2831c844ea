/* What changed from before to after, as sentences. ANSWER.md 3. Names come from users and from
 * histories: write the text with the function for its destination. */
#ifndef ANALYSIS_WORDS_CHANGE_TEXT_H
#define ANALYSIS_WORDS_CHANGE_TEXT_H

#include "analysis/compare/answer.h"
#include "analysis/compare/model_change.h"
#include "analysis/words/sentence.h"

/* The two histories, as the user named them. */
struct sides {
    const char *before, *after;
    bool known; /* the sentence before has named them */
    bool poor;  /* trust in one of them is poor: no ranges */
};

/* "Regression: thread is slower in after.db than in before.db, by 9% at 500 and 21% at 2,000.",
 * "coroutine: no significant change, 0.0% over all levels (-0.2% to 0.1%).". Returns text. */
const char *change_text(const struct model_change *change, const struct sides *sides,
                        char text[static SENTENCE_SIZE]);

/* Why a model cannot be judged: "coroutine has no trials in before.db". Returns text. */
const char *change_text_reason(const struct model_change *change, const struct sides *sides,
                               char text[static SENTENCE_SIZE]);

/* Is there no change that deserves a sentence of its own? */
bool change_text_is_plain(const struct model_change *change);

/* "thread is 5% slower than coroutine from about 230 (100 to 500) concurrent tasks in after.db,
 * about 670 (200 to 2,000) in before.db; the ranges overlap." Returns text; NULL if neither side
 * has such a place. */
const char *change_text_places(const struct telling *before, const struct telling *after,
                               const struct sides *sides, char text[static SENTENCE_SIZE]);

/* Do the places of both answers mean the same thing, so that they can be compared? */
bool change_places_alike(const struct answer *before, const struct answer *after);

/* Do the ranges of two places overlap? */
bool change_places_overlap(const struct place *before, const struct place *after);

#endif
