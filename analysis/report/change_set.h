/* Everything that --compare reports about one set of conditions: how each model changed by each
 * metric, where the two models of a pair differ on each side, and how far both sides can be
 * trusted. */
#ifndef ANALYSIS_REPORT_CHANGE_SET_H
#define ANALYSIS_REPORT_CHANGE_SET_H

#include "analysis/compare/model_change.h"
#include "analysis/report/pair_answer.h"
#include "analysis/report/side.h"
#include "analysis/words/change_text.h"
#include "analysis/words/conditions_text.h"

/* The worst that was found; what --fail-on asks for. Ascending. */
enum judgement { JUDGED_WELL, JUDGED_NOT, JUDGED_WORSE };

/* It points into itself, so it must stay where it was made. Index 0 is before, 1 after. */
struct change_set {
    const struct request *request;
    char label[CONDITIONS_TEXT_SIZE]; /* of several sets, what distinguishes this one; else "" */
    struct sides names;
    const struct side *sides;
    const struct group *groups[2];
    struct pairing *pairings[2]; /* the first pair that both sides have */
    struct pair_answer pairs[2]; /* without a pair only their trust is set */
    bool has_pair;
    bool judged;                                /* trust is not poor, or it does not matter */
    size_t count;                               /* of models: those of the pair first */
    struct model_change *changes[METRIC_COUNT]; /* NULL: not shown */
};

/* unlike: another set that is compared as well; NULL: there is none. Returns -1 and sets *err on
 * failure. Owned by the caller: free with change_set_free(), also after a failure. */
int change_set_make(const struct side sides[static 2], const struct group *const groups[static 2],
                    const struct group *unlike, const struct request *request,
                    struct change_set *set, struct err *err);

void change_set_free(struct change_set *set);

/* The verdict on one model; none is given where trust is poor. */
enum verdict change_set_verdict(const struct change_set *set, const struct model_change *change);

/* The worst over all models and all metrics that are shown. */
enum judgement change_set_judgement(const struct change_set *set);

/* The answers of the pair by the metric that was asked for. Only with a pair. */
const struct answer *change_set_answer(const struct change_set *set, int side);

#endif
