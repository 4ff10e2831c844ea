#include "analysis/report/decide_basis.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- which sets of conditions were used ------------------------------------------------------- */

static bool same(double one, double other) {
    return fabs(one - other) <= 1e-9 * fabs(one);
}

static bool is_edge(const struct between *between, double value) {
    return same(between->low, value) || same(between->high, value);
}

static bool is_used(const struct decision *decision, const struct conditions *conditions) {
    for (size_t i = 0; i < decision->count; i++)
        if (decision->candidates[i].known &&
            is_edge(&decision->candidates[i].basis.wait, conditions->sleep / 1e3) &&
            is_edge(&decision->candidates[i].basis.work, conditions->work))
            return true;
    return false;
}

static bool is_pair_of(const struct pairing *pairing, const char *one, const char *other) {
    return (!strcmp(pairing->a->model, one) && !strcmp(pairing->b->model, other)) ||
           (!strcmp(pairing->a->model, other) && !strcmp(pairing->b->model, one));
}

/* The pair that is chosen between; else that with the lowest trust; NULL if there is none. */
static const struct pair_answer *pair_for(const struct decide_basis *basis,
                                          const struct group *group) {
    size_t sustaining;
    const struct candidate *cheapest = decision_cheapest(basis->decision, &sustaining);
    const struct candidate *second = decision_second(basis->decision, cheapest);

    for (size_t i = 0; i < basis->answers.count && second; i++)
        if (basis->answers.pairings[i].group == group &&
            is_pair_of(&basis->answers.pairings[i], cheapest->model, second->model))
            return &basis->answers.pair[i];
    return pair_answers_worst(&basis->answers, group);
}

static int judge(struct db *db, struct decide_basis *basis, size_t i, struct err *err) {
    const struct group *group = &basis->groups[i];
    const struct pair_answer *pair = pair_for(basis, group);
    const struct group *other = &basis->groups[i > 0 ? 0 : basis->count - 1];

    basis->labels[i] = conditions_label(&group->conditions, &other->conditions, basis->label[i]);
    if (pair)
        basis->pairs[i] = *pair;
    else if (pair_answer_alone(db, group, &basis->pairs[i], err))
        return -1;
    basis->poor |= basis->pairs[i].poor;
    return 0;
}

int decide_basis_make(struct db *db, const struct decision *decision,
                      const struct selection *selection, const struct request *request,
                      struct decide_basis *basis, struct err *err) {
    const struct family *family = &decision->family;
    int result = 0;

    *basis =
        (struct decide_basis){.decision = decision, .selection = selection, .request = request};
    basis->groups = memory_get(family->count + 1, sizeof *basis->groups);
    for (size_t i = 0; i < family->count; i++)
        if (is_used(decision, &family->groups[i]->conditions))
            basis->groups[basis->count++] = *family->groups[i];
    basis->pivot = (struct pivot){basis->groups, basis->count};
    basis->pairs = memory_get(basis->count + 1, sizeof *basis->pairs);
    basis->label = memory_get(basis->count + 1, sizeof *basis->label);
    basis->labels = memory_get(basis->count + 1, sizeof *basis->labels);
    if (selection_keep(db, "trial_conditions", err) ||
        pair_answers_make(db, &basis->pivot, request, &basis->answers, err))
        return -1;
    for (size_t i = 0; i < basis->count && !result; i++)
        result = judge(db, basis, i, err);
    return result;
}

void decide_basis_free(struct decide_basis *basis) {
    pair_answers_free(&basis->answers);
    free(basis->groups);
    free(basis->pairs);
    free(basis->label);
    free(basis->labels);
}
