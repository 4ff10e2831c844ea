#include "analysis/report/change_set.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* --- the pair, and trust ---------------------------------------------------------------------- */

static const struct pairing *find_pair(const struct pairing *pairings, size_t count,
                                       const struct group *group, const struct pairing *alike) {
    for (size_t i = 0; i < count; i++)
        if (pairings[i].group == group &&
            (!alike || (!strcmp(pairings[i].a->model, alike->a->model) &&
                        !strcmp(pairings[i].b->model, alike->b->model))))
            return &pairings[i];
    return NULL;
}

static struct pairing *copy_of(const struct pairing *pairing) {
    struct pairing *copy = memory_get(1, sizeof *copy);

    *copy = *pairing;
    return copy;
}

/* The first pair of the one side that the other has as well. */
static void choose_pair(struct change_set *set) {
    struct pairing *lists[2];
    size_t counts[2];

    for (int i = 0; i < 2; i++)
        lists[i] = pairings_list(&set->sides[i].pivot, &set->request->filter, &counts[i]);
    for (size_t i = 0; i < counts[1] && !set->has_pair; i++) {
        const struct pairing *before;

        if (lists[1][i].group != set->groups[1])
            continue;
        before = find_pair(lists[0], counts[0], set->groups[0], &lists[1][i]);
        if (!before)
            continue;
        set->has_pair = true;
        set->pairings[0] = copy_of(before);
        set->pairings[1] = copy_of(&lists[1][i]);
    }
    free(lists[0]);
    free(lists[1]);
}

static int find_trust(struct change_set *set, int side, struct err *err) {
    struct pair_answer *pair = &set->pairs[side];

    if (set->has_pair)
        return pair_answer_make(set->sides[side].db, set->pairings[side], set->request, pair, err);
    pair->metric = set->request->metric;
    if (diagnose(set->sides[side].db, set->groups[side], NULL, &pair->trust, err))
        return -1;
    pair->poor = pair->trust.count > 0 && pair->trust.findings[0].weight == WEIGHT_POOR;
    return 0;
}

/* --- the models ------------------------------------------------------------------------------- */

static bool is_of_pair(const struct change_set *set, const char *model) {
    return set->has_pair && (!strcmp(model, set->pairings[1]->a->model) ||
                             !strcmp(model, set->pairings[1]->b->model));
}

/* The models of both sides: the pair, then the others after, then those that were only before. */
static const char **list_models(struct change_set *set) {
    const struct group *before = set->groups[0], *after = set->groups[1];
    const char **models = memory_get(before->count + after->count + 1, sizeof *models);

    if (set->has_pair) {
        models[set->count++] = set->pairings[1]->a->model;
        models[set->count++] = set->pairings[1]->b->model;
    }
    for (size_t i = 0; i < after->count; i++)
        if (!is_of_pair(set, after->curves[i].model))
            models[set->count++] = after->curves[i].model;
    for (size_t i = 0; i < before->count; i++)
        if (!group_curve(after, before->curves[i].model))
            models[set->count++] = before->curves[i].model;
    return models;
}

static bool has_figure(const struct group *group, enum metric metric) {
    for (size_t i = 0; i < group->count; i++)
        for (size_t k = 0; k < group->curves[i].count; k++)
            if (group->curves[i].cells[k].mean[metric] > 0)
                return true;
    return false;
}

/* Asked for, or one of the three and known on either side. Time is always shown. */
static bool shows(const struct change_set *set, enum metric metric) {
    if (set->request->metric_given || metric == METRIC_OVERHEAD)
        return metric == set->request->metric;
    return (metric == METRIC_CPU || metric == METRIC_MEMORY) &&
           (has_figure(set->groups[0], metric) || has_figure(set->groups[1], metric));
}

static void find_changes(struct change_set *set) {
    const char **models = list_models(set);

    for (int metric = 0; metric < METRIC_COUNT; metric++) {
        if (!shows(set, (enum metric)metric))
            continue;
        set->changes[metric] = memory_get(set->count + 1, sizeof **set->changes);
        for (size_t i = 0; i < set->count; i++)
            set->changes[metric][i] = model_change_make(
                group_curve(set->groups[0], models[i]), group_curve(set->groups[1], models[i]),
                (enum metric)metric, set->request->margin, metric == (int)set->request->metric);
    }
    free(models);
}

/* --- all together ----------------------------------------------------------------------------- */

int change_set_make(const struct side sides[static 2], const struct group *const groups[static 2],
                    const struct group *unlike, const struct request *request,
                    struct change_set *set, struct err *err) {
    *set = (struct change_set){.request = request,
                               .sides = sides,
                               .names = {.before = sides[0].name, .after = sides[1].name},
                               .groups = {groups[0], groups[1]}};
    if (unlike)
        conditions_label(&groups[1]->conditions, &unlike->conditions, set->label);
    choose_pair(set);
    if (find_trust(set, 0, err) || find_trust(set, 1, err))
        return -1;
    set->names.poor = set->pairs[0].poor || set->pairs[1].poor;
    set->judged = request->allow_poor || !set->names.poor;
    find_changes(set);
    return 0;
}

void change_set_free(struct change_set *set) {
    for (int metric = 0; metric < METRIC_COUNT; metric++) {
        for (size_t i = 0; i < set->count && set->changes[metric]; i++)
            model_change_free(&set->changes[metric][i]);
        free(set->changes[metric]);
    }
    for (int i = 0; i < 2; i++) {
        pair_answer_free(&set->pairs[i]);
        free(set->pairings[i]);
    }
}

/* --- questions about it ----------------------------------------------------------------------- */

enum verdict change_set_verdict(const struct change_set *set, const struct model_change *change) {
    return set->judged ? change->verdict : VERDICT_CANNOT_BE_JUDGED;
}

enum judgement change_set_judgement(const struct change_set *set) {
    enum judgement worst = JUDGED_WELL;

    for (int metric = 0; metric < METRIC_COUNT; metric++)
        for (size_t i = 0; i < set->count && set->changes[metric]; i++) {
            enum verdict verdict = change_set_verdict(set, &set->changes[metric][i]);
            enum judgement own = verdict_is_worse(verdict)             ? JUDGED_WORSE
                                 : verdict == VERDICT_CANNOT_BE_JUDGED ? JUDGED_NOT
                                                                       : JUDGED_WELL;

            worst = own > worst ? own : worst;
        }
    return worst;
}

const struct answer *change_set_answer(const struct change_set *set, int side) {
    return &set->pairs[side].answers[set->request->metric];
}
