/* Text that grows, and the phrases that every sentence about an answer is made of. */
#ifndef ANALYSIS_WORDS_PROSE_H
#define ANALYSIS_WORDS_PROSE_H

#include "analysis/words/figures.h"
#include "analysis/words/telling.h"

struct prose {
    char *text; /* SENTENCE_SIZE bytes; what does not fit is cut off */
    const struct telling *telling;
    const struct answer *answer;
    const struct comparison *comparison;
    bool is_time;   /* "slower"; else "uses more" */
    bool with_unit; /* "concurrent tasks" after the first number about time */
};

/* Begins with an empty text. Borrows both. */
struct prose prose_begin(const struct telling *telling, char *text);

void prose_add(struct prose *prose, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The name of model a (0) or b (1). */
const char *prose_model(const struct prose *prose, int which);

/* Adds a place, without its range if trust is poor; with_unit: followed by what it counts. */
void prose_place(struct prose *prose, const struct place *place, bool with_unit);

/* " concurrent tasks", which belongs after the first number of a sentence about time; else "". */
const char *prose_unit(const struct prose *prose);

/* Adds ", not reliable" if trust is poor. */
void prose_reliability(struct prose *prose);

/* "5% ", as in "5% slower from"; nothing where a place has no estimate. Returns text or "". */
const char *prose_percent(const struct prose *prose, const struct place *place,
                          char text[static UNITS_SIZE]);

#endif
