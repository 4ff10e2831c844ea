/* The answer that medians give, which no outlier can move. */
#ifndef ANALYSIS_WORDS_TYPICAL_H
#define ANALYSIS_WORDS_TYPICAL_H

#include "analysis/words/sentence.h"

/* "The answer from medians agrees: 5% slower from about 760." Returns text; NULL if medians give
 * none, for example where the trials of the two models are not in pairs. */
const char *typical_sentence(const struct answer *answer, char text[static SENTENCE_SIZE]);

#endif
