/* What --decide reads its answer from: the sets of conditions, and how far to trust them. */
#ifndef ANALYSIS_REPORT_DECIDE_BASIS_H
#define ANALYSIS_REPORT_DECIDE_BASIS_H

#include "analysis/capacity/decision.h"
#include "analysis/dataset/selection.h"
#include "analysis/report/pair_answer.h"
#include "analysis/words/conditions_text.h"

/* It points into itself, so it must stay where it was made. */
struct decide_basis {
    const struct decision *decision; /* borrowed, as the rest from which it is made */
    const struct selection *selection;
    const struct request *request;
    struct group *groups; /* shallow copies of the groups that were used */
    size_t count;
    struct pivot pivot; /* of these */
    struct pair_answers answers;
    struct pair_answer *pairs; /* one per group: shallow copies, or of a model alone */
    char (*label)[CONDITIONS_TEXT_SIZE];
    const char **labels;
    bool poor; /* one of them is not to be quoted */
};

/* Returns -1 and sets *err on failure. Owned by the caller: free with decide_basis_free(), also
 * after a failure. */
int decide_basis_make(struct db *db, const struct decision *decision,
                      const struct selection *selection, const struct request *request,
                      struct decide_basis *basis, struct err *err);

void decide_basis_free(struct decide_basis *basis);

#endif
