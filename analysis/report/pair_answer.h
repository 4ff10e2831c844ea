/* Everything that is known about one pair of models under one set of conditions: the answer by each
 * metric, and how far it can be trusted. */
#ifndef ANALYSIS_REPORT_PAIR_ANSWER_H
#define ANALYSIS_REPORT_PAIR_ANSWER_H

#include "analysis/compare/answer.h"
#include "analysis/diagnose/diagnostics.h"
#include "analysis/request.h"
#include "analysis/words/sentence.h"
#include "store/db.h"

/* It points into itself, so it must stay where it was made. */
struct pair_answer {
    const struct pairing *pairing; /* borrowed */
    bool has[METRIC_COUNT];        /* some level has a figure of both models */
    struct comparison comparisons[METRIC_COUNT];
    struct answer answers[METRIC_COUNT];
    char errors[2][256]; /* the most frequent ones of a and b where they fail */
    enum metric metric;  /* the one that trust is about */
    struct trust trust;
    bool poor; /* trust is poor: not to be quoted */
};

/* Returns -1 and sets *err on failure. Owned by the caller: free with pair_answer_free(), also
 * after a failure. */
int pair_answer_make(struct db *db, const struct pairing *pairing, const struct request *request,
                     struct pair_answer *pair, struct err *err);

/* The trust in the trials of a group that has no pair of models, as if of one: `pairing` is NULL
 * and there is no answer. Returns -1 and sets *err on failure. There is nothing to free. */
int pair_answer_alone(struct db *db, const struct group *group, struct pair_answer *pair,
                      struct err *err);

void pair_answer_free(struct pair_answer *pair);

/* The pairs of models of a pivot, in the order of its groups, with their answers. */
struct pair_answers {
    struct pairing *pairings;
    struct pair_answer *pair;
    size_t count;
};

/* Returns -1 and sets *err on failure. Owned by the caller: free with pair_answers_free(), also
 * after a failure. */
int pair_answers_make(struct db *db, const struct pivot *pivot, const struct request *request,
                      struct pair_answers *answers, struct err *err);

void pair_answers_free(struct pair_answers *answers);

/* The pair of a group with the lowest trust; NULL if it has none. */
const struct pair_answer *pair_answers_worst(const struct pair_answers *answers,
                                             const struct group *group);

/* The whole sentence by a metric, its first sentence, and that without sizes. Memory is given per
 * worker where that is known. The metric must have figures. Returns text. */
const char *pair_answer_sentence(const struct pair_answer *pair, enum metric metric,
                                 char text[static SENTENCE_SIZE]);
const char *pair_answer_claim(const struct pair_answer *pair, enum metric metric,
                              char text[static SENTENCE_SIZE]);
const char *pair_answer_title(const struct pair_answer *pair, enum metric metric,
                              char text[static SENTENCE_SIZE]);

/* The two heaviest findings: "few levels near 670; thread at 2,000 varies by 13%"; poor: those that
 * make it poor, joined by ", and ". Empty if trust is good. Returns text. */
const char *pair_answer_reasons(const struct pair_answer *pair, char text[static SENTENCE_SIZE]);

/* Is an answer by this metric to be shown, and under which label? Overhead is TIME, and steady only
 * if it was asked for. */
bool pair_answer_shows(const struct pair_answer *pair, const struct request *request,
                       enum metric metric);

/* Does a table show the ratio of CPU beside that of the metric? */
bool pair_answer_has_cpu(const struct pair_answer *pair);

#endif
