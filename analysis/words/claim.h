/* The first sentence of an answer, and its parts. */
#ifndef ANALYSIS_WORDS_CLAIM_H
#define ANALYSIS_WORDS_CLAIM_H

#include "analysis/words/prose.h"

/* Does the answer begin with a failure? */
bool claim_tells_failure(const struct prose *prose);

/* Adds which model fails, and from which level on, without a full stop. */
void claim_add_failures(struct prose *prose);

/* Adds what ran as a sentence, with sizes. */
void claim_add_ran(struct prose *prose);

/* Adds the same without sizes and full stop, as in a title. */
void claim_add_title(struct prose *prose);

#endif
