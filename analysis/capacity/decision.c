#include "analysis/capacity/decision.h"

#include "analysis/report/wording.h"
#include "base/memory.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { text_size = 1024 };

const double decision_no_matter = 0.05;

/* --- who and what ----------------------------------------------------------------------------- */

/* The sweep that a group's trials were last added to. */
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

/* Of those whose tasks wait; NULL: none does. */
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
                                        &candidate->load, &candidate->footing);
    }
}

/* What was not asked is as in the newest sweep. */
static struct service service_of(const struct request *request, const struct group *own) {
    return (struct service){
        .rate = request->rate,
        .wait = request->wait_ns == RECORD_NULL ? own->conditions.sleep / 1e3
                                                : (double)request->wait_ns / 1e9,
        .work =
            request->work_ns == RECORD_NULL ? own->conditions.work : (double)request->work_ns / 1e9,
    };
}

/* "5ms", as options are written. */
static const char *option_time(char text[static UNITS_SIZE], double seconds) {
    char *blank = strchr(units_time(text, llround(seconds * 1e9)), ' ');

    if (blank)
        memmove(blank, blank + 1, strlen(blank));
    return text;
}

static int refuse(const struct decision *decision, struct err *err) {
    char recorded[text_size] = "", wait[UNITS_SIZE], work[UNITS_SIZE];

    for (size_t i = 0; i < decision->family.count; i++) {
        const struct conditions *conditions = &decision->family.groups[i]->conditions;

        words_add(recorded, sizeof recorded, ", ", "%s with work %s",
                  option_time(wait, conditions->sleep / 1e3), option_time(work, conditions->work));
    }
    option_time(wait, decision->service.wait);
    option_time(work, decision->service.work);
    return err_set(err, ERR_USAGE,
                   "--decide: a wait of %s with work %s is too far from what was recorded (%s); "
                   "record it with: runner --sleep=%s --work=%s",
                   wait, work, recorded, wait, work);
}

int decision_make(const struct pivot *pivot, const struct request *request,
                  struct decision *decision, struct err *err) {
    const struct group *own = newest_group(pivot);
    bool any = false;

    *decision = (struct decision){0};
    if (!own)
        return err_set(err, ERR_USAGE,
                       "--decide: no recorded task waits; record some that do, as runner does "
                       "unless told otherwise");
    decision->service = service_of(request, own);
    decision->family = family_of(pivot, own);
    for (size_t i = 0; i < decision->family.count; i++)
        add_candidates(decision, decision->family.groups[i]);
    for (size_t i = 0; i < decision->count; i++)
        any |= decision->candidates[i].known;
    return any ? 0 : refuse(decision, err);
}

void decision_free(struct decision *decision) {
    free(decision->family.groups);
    free(decision->candidates);
}

/* --- the choice ------------------------------------------------------------------------------- */

const struct candidate *decision_cheapest(const struct decision *decision, size_t *carrying) {
    const struct candidate *cheapest = NULL;

    *carrying = 0;
    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];

        if (!candidate->known || candidate->load.verdict != LOAD_CARRIED)
            continue;
        (*carrying)++;
        if (!cheapest || isnan(cheapest->load.cores) ||
            candidate->load.cores < cheapest->load.cores)
            cheapest = candidate;
    }
    return cheapest;
}

/* Do two models carry a rate, with less between them than matters? */
static bool is_indifferent(const struct decision *decision, const char *one, const char *other,
                           double rate) {
    struct service service = decision->service;
    struct footing footing;
    struct load left, right;

    service.rate = rate;
    return service_load(&decision->family, one, &service, &left, &footing) &&
           service_load(&decision->family, other, &service, &right, &footing) &&
           left.verdict == LOAD_CARRIED && right.verdict == LOAD_CARRIED &&
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
