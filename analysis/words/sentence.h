/* An answer as sentences, with the number and its range, fit to be quoted. ANSWER.md 1 to 3. Every
 * screen, record, chart and document takes its sentences from here. Model names and errors may come
 * from a stranger's file: write the text with the function for its destination. */
#ifndef ANALYSIS_WORDS_SENTENCE_H
#define ANALYSIS_WORDS_SENTENCE_H

#include "analysis/words/telling.h"

/* The first sentence: "thread is 5% slower than coroutine from about 670 (200 to 2,000) concurrent
 * tasks: 2.9x at 2,000." Returns text. */
const char *sentence_claim(const struct telling *telling, char text[static SENTENCE_SIZE]);

/* The claim and what belongs to it: "... Same up to 200 (within 5%)." Returns text. */
const char *sentence_whole(const struct telling *telling, char text[static SENTENCE_SIZE]);

/* The claim without sizes, for a chart's title: "thread is 5% slower than coroutine from about 670
 * (200 to 2,000)". Returns text. */
const char *sentence_title(const struct telling *telling, char text[static SENTENCE_SIZE]);

/* Memory per worker, from the slope of both curves over the workers: "thread uses 24.5 KiB per
 * worker, coroutine 4.30 (5.7x)." Returns text; NULL if a slope is unknown. */
const char *sentence_memory(const struct pairing *pairing, char text[static SENTENCE_SIZE]);

#endif
