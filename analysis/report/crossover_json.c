#include "analysis/report/crossover_json.h"

#include "analysis/compare/rate.h"
#include "analysis/render/number.h"
#include "base/json.h"
#include "record/record.h"

#include <math.h>

static struct json_object *integer(int64_t value) {
    return value == NO_VALUE ? NULL : json_integer(value);
}

static struct json_object *condition_value(const struct conditions *conditions,
                                           const struct condition *condition) {
    const void *field = (const char *)conditions + condition->offset;

    switch (condition->type) {
    case CONDITION_TEXT:
        return json_text(*(char *const *)field);
    case CONDITION_INTEGER:
        return integer(*(const int64_t *)field);
    case CONDITION_REAL:
        return number_json(*(const double *)field);
    }
    return NULL;
}

static struct json_object *conditions_object(const struct conditions *conditions,
                                             bool with_origin) {
    struct json_object *object = json_map();

    for (int i = 0; i < CONDITION_COUNT; i++)
        if (with_origin || conditions_list[i].part != PART_ORIGIN)
            json_add(object, conditions_list[i].name,
                     condition_value(conditions, &conditions_list[i]));
    return object;
}

static struct json_object *crossings_array(const struct comparison *comparison,
                                           const struct crossover *crossover) {
    struct json_object *array = json_list();
    const char *a = comparison->pairing.a->model, *b = comparison->pairing.b->model;

    for (size_t i = 0; i < crossover->crossing_count; i++) {
        const struct crossing *crossing = &crossover->crossings[i];
        struct json_object *object = json_map();

        json_add(object, "concurrency", number_json(crossing->concurrency));
        json_add(object, "low", number_json(crossing->low));
        json_add(object, "high", number_json(crossing->high));
        json_add(object, "more_below", json_text(crossing->a_more_above ? b : a));
        json_add(object, "more_above", json_text(crossing->a_more_above ? a : b));
        json_append(array, object);
    }
    return array;
}

static struct json_object *thresholds_array(const struct comparison *comparison) {
    struct json_object *array = json_list();

    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT; i++) {
            const struct threshold *threshold = &comparison->crossover.threshold[which][i];
            struct json_object *object = json_map();

            json_add(
                object, "model",
                json_text(which ? comparison->pairing.b->model : comparison->pairing.a->model));
            json_add(object, "margin", json_integer(llround(threshold_margins[i] * 100)));
            json_add(object, "status", json_text(threshold_status_names[threshold->status]));
            json_add(object, "concurrency", number_json(threshold->concurrency));
            json_add(object, "low", number_json(threshold->low));
            json_add(object, "high", number_json(threshold->high));
            json_append(array, object);
        }
    return array;
}

static struct json_object *range_array(int64_t low, int64_t high) {
    struct json_object *array;

    if (low == 0)
        return NULL;
    array = json_list();
    json_append(array, json_integer(low));
    json_append(array, json_integer(high));
    return array;
}

static struct json_object *tie_array(const struct crossover *crossover) {
    struct json_object *array;

    if (isnan(crossover->tie_low))
        return NULL;
    array = json_list();
    json_append(array, number_json(crossover->tie_low));
    json_append(array, number_json(crossover->tie_high));
    return array;
}

static struct json_object *rate_object(const struct comparison *comparison) {
    struct rate rate = rate_of(comparison);
    struct json_object *object;

    if (isnan(rate.per_second))
        return NULL;
    object = json_map();
    json_add(object, "per_second", number_json(rate.per_second));
    json_add(object, "low", number_json(rate.low));
    json_add(object, "high", number_json(rate.high));
    return object;
}

/* In the typical trial. */
static struct json_object *typical_object(const struct comparison *comparison) {
    const struct crossover *crossover = &comparison->crossover;
    struct json_object *object = json_map();
    bool one = crossover->typical == OUTCOME_CROSSOVER;

    json_add(object, "outcome", json_text(outcome_names[crossover->typical]));
    json_add(object, "low", one ? number_json(crossover->typical_crossing.low) : NULL);
    json_add(object, "high", one ? number_json(crossover->typical_crossing.high) : NULL);
    return object;
}

static struct json_object *warnings_array(const struct trust *trust) {
    struct json_object *array = json_list();

    for (size_t i = 0; i < trust->count; i++)
        json_append(array, json_text(trust->findings[i].warning->code));
    return array;
}

void crossover_json_print(const struct pairing *pairing, enum metric metric, double margin,
                          const struct trust *trust, bool with_origin) {
    struct comparison comparison = comparison_make(pairing, metric, margin);
    const struct crossover *crossover = &comparison.crossover;
    struct json_object *object = json_map();

    json_add(object, "a", json_text(pairing->a->model));
    json_add(object, "b", json_text(pairing->b->model));
    json_add(object, "metric", json_text(metrics[metric].name));
    json_add(object, "conditions", conditions_object(&pairing->group->conditions, with_origin));
    json_add(object, "outcome", json_text(outcome_names[crossover->outcome]));
    json_add(object, "crossings", crossings_array(&comparison, crossover));
    json_add(object, "tie", tie_array(crossover));
    json_add(object, "thresholds", thresholds_array(&comparison));
    json_add(object, "rate", rate_object(&comparison));
    json_add(object, "typical", typical_object(&comparison));
    json_add(object, "bracket", range_array(crossover->bracket_low, crossover->bracket_high));
    json_add(object, "confidence", json_integer(95));
    json_add(object, "levels", json_integer((int64_t)comparison.means.count));
    json_add(object, "trials", json_integer(comparison.trials));
    json_add(object, "failed", json_integer(comparison.failed));
    json_add(object, "left_out", json_integer(comparison.left_out));
    json_add(object, "warnings", warnings_array(trust));
    json_add(object, "trust", json_text(trust->word));
    json_print(object);
    comparison_free(&comparison);
}
