/* The answers as labelled sentences: for the screen, for the end of a sweep, and alone, one per
 * line. */
#ifndef ANALYSIS_REPORT_SENTENCES_H
#define ANALYSIS_REPORT_SENTENCES_H

#include "analysis/report/pair_answer.h"

/* The same pair of models under one set of conditions, or under several. Borrowed. */
struct sentences {
    const struct pair_answer *pairs;
    const char *const *labels; /* of several sets; NULL for one */
    size_t count;
    const struct request *request;
};

/* Prints why answers must not be quoted, then one paragraph per metric (of several sets: the claim
 * of each, after its label). */
void sentences_print(const struct sentences *sentences);

/* The number of lines that sentences_print() prints. */
size_t sentences_lines(const struct sentences *sentences);

/* Prints the same with every sentence on one line. */
void sentences_print_plain(const struct sentences *sentences);

/* "Do not quote 20 us of work: other programs used up to 0.37 CPUs during 10 of 90 trials." for set
 * i. Returns text of 2 * SENTENCE_SIZE bytes; NULL if its trust is not poor. */
const char *sentences_warning(const struct sentences *sentences, size_t i, char *text);

#endif
