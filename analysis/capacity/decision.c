#include "analysis/capacity/decision.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double decision_no_matter = 0.05;

/* --- candidates ------------------------------------------------------------------------------- */

/* The newest sweep that has trials in the group; -1 if there is none. */
static int64_t newest_sweep(const struct group *group) {
    int64_t newest = -1;

    for (size_t i = 0; i < group->count; i++)
        for (size_t j = 0; j < group->curves[i].count; j++) {
            const struct cell *cell = &group->curves[i].cells[j];

            for (size_t k = 0; k < cell->figure_count; k++)
                newest = cell->figures[k].sweep > newest ? cell->figures[k].sweep : newest;
        }
    return newest;
}

/* The group with the newest sweep, among those whose tasks wait; NULL if there is none. */
static const struct group *newest_group(const struct pivot *pivot) {
    const struct group *newest = NULL;

    for (size_t i = 0; i < pivot->count; i++)
        if (pivot->groups[i].conditions.sleep > 0 && isfinite(pivot->groups[i].conditions.sleep) &&
            (!newest || newest_sweep(&pivot->groups[i]) > newest_sweep(newest)))
            newest = &pivot->groups[i];
    return newest;
}

static bool is_candidate(const struct decision *decision, const char *model) {
    for (size_t i = 0; i < decision->count; i++)
        if (!strcmp(decision->candidates[i].model, model))
            return true;
    return false;
}

static void add_candidates(struct decision *decision, const struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
        struct candidate *candidate;

        if (is_candidate(decision, group->curves[i].model))
            continue;
        decision->candidates =
            memory_resize(decision->candidates, decision->count + 1, sizeof *decision->candidates);
        candidate = &decision->candidates[decision->count++];
        *candidate = (struct candidate){.model = group->curves[i].model};
        candidate->known = service_load(&decision->family, candidate->model, &decision->service,
                                        &candidate->load, &candidate->basis);
    }
}

enum decision_outcome decision_make(const struct pivot *pivot, const struct service *asked,
                                    struct decision *decision) {
    const struct group *own = newest_group(pivot);
    bool any = false;

    *decision = (struct decision){0};
    if (!own)
        return DECISION_NOTHING_WAITS;
    decision->service = (struct service){
        .rate = asked->rate,
        .wait = isnan(asked->wait) ? own->conditions.sleep / 1e3 : asked->wait,
        .work = isnan(asked->work) ? own->conditions.work : asked->work,
    };
    decision->family = family_of(pivot, own);
    for (size_t i = 0; i < decision->family.count; i++)
        add_candidates(decision, decision->family.groups[i]);
    for (size_t i = 0; i < decision->count; i++)
        any |= decision->candidates[i].known;
    return any ? DECISION_MADE : DECISION_TOO_FAR;
}

void decision_free(struct decision *decision) {
    free(decision->family.groups);
    free(decision->candidates);
}

/* --- the choice ------------------------------------------------------------------------------- */

const struct candidate *decision_cheapest(const struct decision *decision, size_t *sustaining) {
    const struct candidate *cheapest = NULL;

    *sustaining = 0;
    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];

        if (!candidate->known || candidate->load.verdict != LOAD_SUSTAINED)
            continue;
        (*sustaining)++;
        if (!cheapest || isnan(cheapest->load.cores) ||
            candidate->load.cores < cheapest->load.cores)
            cheapest = candidate;
    }
    return cheapest;
}

const struct candidate *decision_second(const struct decision *decision,
                                        const struct candidate *cheapest) {
    const struct candidate *second = NULL;

    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];

        if (candidate != cheapest && candidate->known &&
            candidate->load.verdict == LOAD_SUSTAINED &&
            (!second || candidate->load.cores < second->load.cores))
            second = candidate;
    }
    return second;
}

struct difference decision_difference(const struct candidate *cheapest,
                                      const struct candidate *other) {
    double cores = other->load.cores - cheapest->load.cores;
    double error = hypot(other->load.error, cheapest->load.error);

    return (struct difference){cores, cores - error, cores + error};
}

enum standing decision_standing(const struct candidate *cheapest, const struct candidate *other) {
    struct difference difference;

    if (!other->known || other->load.verdict == LOAD_NOT_TESTED)
        return STANDING_NOT_TESTED;
    if (other->load.verdict != LOAD_SUSTAINED)
        return STANDING_CANNOT;
    if (other == cheapest)
        return STANDING_CHEAPEST;
    difference = decision_difference(cheapest, other);
    return difference.low > decision_no_matter    ? STANDING_WORSE
           : difference.high < decision_no_matter ? STANDING_EQUAL
                                                  : STANDING_OPEN;
}

enum choice decision_choice(const struct decision *decision) {
    size_t sustaining, with[STANDING_NOT_TESTED + 1] = {0};
    const struct candidate *cheapest = decision_cheapest(decision, &sustaining);

    for (size_t i = 0; i < decision->count; i++)
        with[decision_standing(cheapest, &decision->candidates[i])]++;
    if (sustaining == 0 || with[STANDING_OPEN] > 0)
        return CHOICE_UNDECIDED;
    if (sustaining == 1 && (with[STANDING_NOT_TESTED] > 0 || with[STANDING_CANNOT] == 0))
        return CHOICE_UNDECIDED;
    return with[STANDING_EQUAL] > 0 ? CHOICE_SEVERAL : CHOICE_ONE;
}

/* Do both models sustain the rate, with a difference in CPU use below decision_no_matter? */
static bool is_indifferent(const struct decision *decision, const char *one, const char *other,
                           double rate) {
    struct service service = decision->service;
    struct basis basis;
    struct load left, right;

    service.rate = rate;
    return service_load(&decision->family, one, &service, &left, &basis) &&
           service_load(&decision->family, other, &service, &right, &basis) &&
           left.verdict == LOAD_SUSTAINED && right.verdict == LOAD_SUSTAINED &&
           fabs(left.cores - right.cores) < decision_no_matter;
}

double decision_indifferent_up_to(const struct decision *decision, const char *one,
                                  const char *other) {
    static const double step = 1.05;
    static const int steps = 200; /* 4 decades */
    double rate = decision->service.rate;
    bool matters = !is_indifferent(decision, one, other, rate);

    for (int i = 0; i < steps; i++) {
        double next = matters ? rate / step : rate * step;

        if (is_indifferent(decision, one, other, next) == matters)
            return matters ? next : rate;
        rate = next;
    }
    return NAN;
}
