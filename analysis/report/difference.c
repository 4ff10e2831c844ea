#include "analysis/report/difference.h"

#include "analysis/words/conditions_text.h"

#include <math.h>
#include <stdio.h>

const char *const difference_names[DIFFERENCE_COLUMNS] = {
    "conditions", "what", "metric",  "verdict",     "from",         "to",
    "least",      "most", "overall", "overall_low", "overall_high", "unit"};

/* --- one model -------------------------------------------------------------------------------- */

/* Neighbouring levels whose change counts in the same direction. */
struct stretch_of_change {
    double low, high;   /* concurrency */
    double least, most; /* of the ratio, minus 1 */
};

/* Reads the stretch that begins at level *i or later, and moves *i behind it. Returns false if
 * there is none. */
static bool next_stretch(const struct change *change, size_t *i, struct stretch_of_change *found) {
    int sign;

    while (*i < change->count && change->levels[*i].counts == 0)
        ++*i;
    if (*i == change->count)
        return false;
    sign = change->levels[*i].counts;
    *found = (struct stretch_of_change){change->levels[*i].level, 0, INFINITY, -INFINITY};
    for (; *i < change->count && change->levels[*i].counts == sign; ++*i) {
        found->high = change->levels[*i].level;
        found->least = fmin(found->least, change->levels[*i].ratio - 1);
        found->most = fmax(found->most, change->levels[*i].ratio - 1);
    }
    return true;
}

static void add_row(struct table *rows, const char *conditions, const struct change_set *set,
                    const struct model_change *change, const struct stretch_of_change *stretch) {
    double figures[] = {stretch->low,
                        stretch->high,
                        stretch->least,
                        stretch->most,
                        change->overall.ratio - 1,
                        change->overall.low - 1,
                        change->overall.high - 1};

    table_text(rows, conditions);
    table_text(rows, change->model);
    table_text(rows, metrics[change->metric].name);
    table_text(rows, verdict_names[change_set_verdict(set, change)]);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        table_real(rows, figures[i]);
    table_text(rows, change->overall.between ? "sweeps" : "trials");
}

static void add_model(struct table *rows, const char *conditions, const struct change_set *set,
                      const struct model_change *change) {
    struct stretch_of_change stretch = {NAN, NAN, NAN, NAN};
    bool any = false;

    for (size_t i = 0; set->judged && next_stretch(&change->change, &i, &stretch); any = true)
        add_row(rows, conditions, set, change, &stretch);
    if (!any)
        add_row(rows, conditions, set, change, &(struct stretch_of_change){NAN, NAN, NAN, NAN});
}

/* --- the pair --------------------------------------------------------------------------------- */

/* The model that costs more from the place on; it became worse if that begins earlier. */
static enum verdict verdict_of_places(const struct place *before, const struct place *after) {
    if (change_places_overlap(before, after))
        return VERDICT_NO_CHANGE;
    return after->estimate < before->estimate ? VERDICT_REGRESSION : VERDICT_IMPROVEMENT;
}

static void add_pair(struct table *rows, const char *conditions, const struct change_set *set) {
    const struct answer *before = change_set_answer(set, 0), *after = change_set_answer(set, 1);
    const struct pairing *pairing = set->pairings[1];
    char pair[512];

    if (!change_places_alike(before, after) || before->place.status != PLACE_FOUND)
        return;
    snprintf(pair, sizeof pair, "%s against %s", (after->which ? pairing->b : pairing->a)->model,
             (after->which ? pairing->a : pairing->b)->model);
    table_text(rows, conditions);
    table_text(rows, pair);
    table_text(rows, metrics[set->request->metric].name);
    table_text(rows, verdict_names[set->judged ? verdict_of_places(&before->place, &after->place)
                                               : VERDICT_CANNOT_BE_JUDGED]);
    table_real(rows, before->place.estimate);
    table_real(rows, after->place.estimate);
    for (int i = 0; i < 5; i++)
        table_null(rows);
    table_text(rows, after->comparison->sweeps ? "sweeps" : "trials");
}

void difference_add(struct table *rows, const struct change_set *set) {
    char conditions[CONDITIONS_TEXT_SIZE];

    conditions_text(&set->groups[1]->conditions, NULL, conditions);
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        for (size_t i = 0; i < set->count && set->changes[metric]; i++)
            add_model(rows, conditions, set, &set->changes[metric][i]);
    if (set->has_pair)
        add_pair(rows, conditions, set);
}
