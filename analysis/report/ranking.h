/* Several models under one set of conditions, ranked at the highest level that they share. */
#ifndef ANALYSIS_REPORT_RANKING_H
#define ANALYSIS_REPORT_RANKING_H

#include "analysis/dataset/selection.h"
#include "analysis/report/pair_answer.h"

/* Sets text to which model is best by a metric, for a chart's title: "coroutine is fastest at
 * 1,000". pairs as below. Returns the pair that is trusted least. */
const struct pair_answer *ranking_title(const struct group *group, const struct pair_answer *pairs,
                                        size_t count, enum metric metric,
                                        char text[static SENTENCE_SIZE]);

/* Prints which model is fastest, uses least CPU and least memory, and a table of all against the
 * best, in at most 24 lines of 80 columns. pairs: all pairs of the group, count above 0. The
 * pivot's 99th percentiles must have been read. Returns -1 and sets *err on failure. */
int ranking_print(struct db *db, const struct group *group, const struct pair_answer *pairs,
                  size_t count, const struct selection *selection, const struct request *request,
                  struct err *err);

#endif
