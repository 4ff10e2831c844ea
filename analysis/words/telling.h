/* The facts from which a sentence is made. Data. */
#ifndef ANALYSIS_WORDS_TELLING_H
#define ANALYSIS_WORDS_TELLING_H

#include "analysis/compare/answer.h"

#include <stdbool.h>

enum { SENTENCE_SIZE = 2048 };

/* The answer, and what else a sentence needs. */
struct telling {
    const struct answer *answer;
    const struct answer *steady; /* TIME only: without start-up; NULL: unknown */
    const char *errors[2]; /* the most frequent error of a and b where they fail; NULL: none */
    bool poor;             /* trust is poor: no ranges, and "not reliable" */
};

#endif
