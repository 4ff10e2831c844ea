#include "analysis/report/record.h"

#include "analysis/dataset/samples.h"
#include "analysis/render/number.h"
#include "analysis/report/next.h"
#include "analysis/words/conditions_text.h"
#include "base/json.h"
#include "record/record.h"

#include <math.h>
#include <stdlib.h>

/* --- conditions ------------------------------------------------------------------------------- */

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

/* --- places ----------------------------------------------------------------------------------- */

static void add_place(struct json_object *object, const struct place *place) {
    json_add(object, "status", json_text(place_status_names[place->status]));
    json_add(object, "estimate", number_json(place->estimate));
    json_add(object, "low", number_json(place->low));
    json_add(object, "high", number_json(place->high));
}

static const char *model_of(const struct comparison *comparison, int which) {
    return which ? comparison->pairing.b->model : comparison->pairing.a->model;
}

/* A failure is bracketed by the most that ran and the first that fails. */
static struct place limit_place(const struct answer *answer) {
    const struct failure *failure = &answer->failure[answer->failure[0].from == 0];

    return (struct place){PLACE_BRACKET, NAN, failure->most > 0 ? (double)failure->most : NAN,
                          (double)failure->from};
}

/* The number that the sentence names. */
static struct json_object *answer_object(const struct answer *answer) {
    double sleep = answer->comparison->pairing.group->conditions.sleep / 1e3;
    bool fails = answer->outcome >= ANSWER_A_FAILS;
    struct place place = fails ? limit_place(answer) : answer->place;
    struct json_object *object;

    if (!fails && answer->is == ANSWER_IS_NONE)
        return NULL;
    sleep = sleep > 0 ? sleep : NAN;
    object = json_map();
    json_add(object, "is", json_text(answer_is_names[fails ? ANSWER_IS_LIMIT : answer->is]));
    add_place(object, &place);
    json_add(object, "per_second", number_json(place.estimate / sleep));
    json_add(object, "per_second_low", number_json(place.low / sleep));
    json_add(object, "per_second_high", number_json(place.high / sleep));
    return object;
}

static struct json_object *crossings_array(const struct comparison *comparison) {
    struct json_object *array = json_list();

    for (size_t i = 0; i < comparison->crossover.crossing_count; i++) {
        const struct crossing *crossing = &comparison->crossover.crossings[i];
        struct place place = place_of_crossing(comparison, crossing);
        struct json_object *object = json_map();
        int below, above;
        bool counts = stretch_counts(comparison, i, &below);

        counts &= stretch_counts(comparison, i + 1, &above);
        add_place(object, &place);
        json_add(object, "more_below", json_text(model_of(comparison, below)));
        json_add(object, "more_above", json_text(model_of(comparison, above)));
        json_add(object, "counts", json_boolean(counts));
        json_append(array, object);
    }
    return array;
}

static struct json_object *thresholds_array(const struct comparison *comparison) {
    struct json_object *array = json_list();

    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT; i++) {
            struct place place = place_of_threshold(comparison, which, i);
            struct json_object *object = json_map();

            json_add(object, "model", json_text(model_of(comparison, which)));
            json_add(object, "percent", number_json(100 * threshold_margin(comparison->margin, i)));
            add_place(object, &place);
            json_append(array, object);
        }
    return array;
}

/* The same for the typical trial; NULL: its trials are not in pairs. */
static struct json_object *median_object(const struct comparison *comparison) {
    struct json_object *object;
    struct answer answer;

    if (!comparison->paired || comparison->crossover.levels == 0)
        return NULL;
    answer = answer_typical(comparison);
    object = json_map();
    json_add(object, "outcome", json_text(answer_outcome_names[answer.outcome]));
    json_add(object, "is", json_text(answer_is_names[answer.is]));
    if (answer.is == ANSWER_IS_NONE)
        answer.place = place_none;
    json_add(object, "estimate", number_json(answer.place.estimate));
    json_add(object, "low", number_json(answer.place.low));
    json_add(object, "high", number_json(answer.place.high));
    return object;
}

/* --- sizes and levels ------------------------------------------------------------------------- */

static struct json_object *largest_array(const struct comparison *comparison) {
    struct json_object *array = json_list();

    for (int which = 0; which < 2; which++) {
        struct size size = size_largest(comparison, which, 0, INFINITY);
        const struct level *level =
            isnan(size.ratio) ? NULL : level_at(comparison, llround(size.concurrency));
        struct json_object *object;

        if (!level)
            continue;
        object = json_map();
        json_add(object, "model", json_text(model_of(comparison, which)));
        json_add(object, "concurrency", json_integer(level->concurrency));
        json_add(object, "ratio", number_json(size.ratio));
        json_add(object, "low", number_json(which ? 1 / level->high : level->low));
        json_add(object, "high", number_json(which ? 1 / level->low : level->high));
        json_append(array, object);
    }
    return array;
}

static struct json_object *levels_array(const struct comparison *comparison) {
    struct json_object *array = json_list();

    for (size_t i = 0; i < comparison->count; i++) {
        const struct level *level = &comparison->levels[i];
        struct json_object *object = json_map();

        json_add(object, "concurrency", json_integer(level->concurrency));
        json_add(object, "a", number_json(level->a));
        json_add(object, "b", number_json(level->b));
        json_add(object, "ratio", number_json(level->a / level->b));
        json_add(object, "low", number_json(level->low));
        json_add(object, "high", number_json(level->high));
        json_add(object, "trials_a", json_integer(level->trials_a));
        json_add(object, "trials_b", json_integer(level->trials_b));
        json_add(object, "failed_a", json_integer(level->failed_a));
        json_add(object, "failed_b", json_integer(level->failed_b));
        json_append(array, object);
    }
    return array;
}

static struct json_object *same_object(const struct answer *answer) {
    struct json_object *object;

    if (isnan(answer->same_low))
        return NULL;
    object = json_map();
    json_add(object, "low", number_json(answer->same_low));
    json_add(object, "high", number_json(answer->same_high));
    return object;
}

/* Memory of both models, in bytes; NULL: unknown, or another metric. */
static struct json_object *bytes_object(enum metric metric, double a, double b) {
    struct json_object *object;

    if (metric != METRIC_MEMORY || isnan(a + b))
        return NULL;
    object = json_map();
    json_add(object, "a", number_json(a));
    json_add(object, "b", number_json(b));
    return object;
}

double record_study(const struct comparison *comparison) {
    const struct level *low = level_at(comparison, comparison->crossover.bracket_low);
    const struct level *high = level_at(comparison, comparison->crossover.bracket_high);
    double from, to;

    if (comparison->crossover.bracket_low == 0 || !low || !high)
        return NAN;
    from = log(level_ratio(low, 0));
    to = log(level_ratio(high, 0));
    return to > from
               ? exp(log((double)low->concurrency) -
                     from / (to - from) * log((double)high->concurrency / (double)low->concurrency))
               : NAN;
}

static struct json_object *study_object(const struct comparison *comparison) {
    struct json_object *object = json_map(), *bracket = NULL;

    if (comparison->crossover.bracket_low > 0) {
        bracket = json_list();
        json_append(bracket, json_integer(comparison->crossover.bracket_low));
        json_append(bracket, json_integer(comparison->crossover.bracket_high));
    }
    json_add(object, "bracket", bracket);
    json_add(object, "estimate", number_json(record_study(comparison)));
    return object;
}

/* --- failures, trust, what would help --------------------------------------------------------- */

static struct json_object *limits_array(const struct pair_answer *pair,
                                        const struct answer *answer) {
    struct json_object *array = json_list();

    for (int which = 0; which < 2; which++) {
        const struct failure *failure = &answer->failure[which];
        struct json_object *object;

        if (failure->from == 0)
            continue;
        object = json_map();
        json_add(object, "model", json_text(model_of(answer->comparison, which)));
        json_add(object, "most_that_ran", failure->most > 0 ? json_integer(failure->most) : NULL);
        json_add(object, "concurrency", json_integer(failure->from));
        json_add(object, "trials", json_integer(failure->trials));
        json_add(object, "failed", json_integer(failure->failed));
        json_add(object, "error", json_text(pair->errors[which]));
        json_append(array, object);
    }
    return array;
}

static struct json_object *warnings_array(const struct trust *trust) {
    struct json_object *array = json_list();

    for (size_t i = 0; i < trust->count; i++) {
        struct json_object *object = json_map();

        json_add(object, "code", json_text(trust->findings[i].warning->code));
        json_add(object, "weight", json_text(weight_names[trust->findings[i].weight]));
        json_add(object, "text", json_text(trust->findings[i].clause));
        json_append(array, object);
    }
    return array;
}

static struct json_object *sweeps_array(const struct curve *curve) {
    struct json_object *array = json_list();
    size_t count;
    int64_t *sweeps = samples_sweeps(curve, &count);

    for (size_t i = 0; i < count; i++)
        json_append(array, json_integer(sweeps[i]));
    free(sweeps);
    return array;
}

static struct json_object *next_object(const struct pair_answer *pair,
                                       const struct request *request) {
    struct next next = next_of(pair, request, false, NULL);
    struct json_object *object;

    if (!*next.purpose)
        return NULL;
    object = json_map();
    json_add(object, "command", json_text(next.command));
    json_add(object, "seconds", number_json(round(next.seconds)));
    return object;
}

/* --- a record --------------------------------------------------------------------------------- */

const char *record_unit(enum metric metric) {
    return metric == METRIC_MEMORY                        ? "bytes"
           : metric == METRIC_CPU || metric == METRIC_P99 ? "s"
                                                          : "ratio";
}

static void add_estimate(struct json_object *object, const struct answer *answer,
                         enum metric metric) {
    const struct comparison *comparison = answer->comparison;
    const struct pairing *pairing = &comparison->pairing;

    json_add(object, "answer", answer_object(answer));
    json_add(object, "crossings", crossings_array(comparison));
    json_add(object, "thresholds", thresholds_array(comparison));
    json_add(object, "same", same_object(answer));
    json_add(object, "largest", largest_array(comparison));
    json_add(object, "per_worker_bytes",
             bytes_object(metric, pairing->a->memory_slope, pairing->b->memory_slope));
    json_add(object, "once_bytes",
             bytes_object(metric, pairing->a->memory_fixed, pairing->b->memory_fixed));
    json_add(object, "median_based", median_object(comparison));
    json_add(object, "study", study_object(comparison));
    json_add(object, "levels", levels_array(comparison));
    json_add(object, "trials", json_integer(comparison->trials));
    json_add(object, "failed", json_integer(comparison->failed));
    json_add(object, "left_out", json_integer(comparison->left_out));
    json_add(object, "sweeps", sweeps_array(pairing->a));
}

struct json_object *record_of(const struct pair_answer *pair, enum metric metric,
                              const struct request *request, bool with_origin) {
    const struct answer *answer = &pair->answers[metric];
    struct json_object *object = json_map();
    char text[SENTENCE_SIZE];

    json_add(object, "a", json_text(pair->pairing->a->model));
    json_add(object, "b", json_text(pair->pairing->b->model));
    json_add(object, "metric", json_text(metrics[metric].name));
    json_add(object, "unit", json_text(record_unit(metric)));
    json_add(object, "conditions",
             conditions_object(&pair->pairing->group->conditions, with_origin));
    json_add(object, "sentence", json_text(pair_answer_sentence(pair, metric, text)));
    json_add(object, "claim", json_text(pair_answer_claim(pair, metric, text)));
    json_add(object, "outcome", json_text(answer_outcome_names[answer->outcome]));
    json_add(object, "trust", json_text(pair->trust.word));
    json_add(object, "quotable", json_boolean(!pair->poor));
    json_add(object, "confidence", pair->poor ? NULL : number_json(0.95));
    add_estimate(object, answer, metric);
    json_add(object, "limits", limits_array(pair, answer));
    json_add(object, "warnings", warnings_array(&pair->trust));
    json_add(object, "next", next_object(pair, request));
    return object;
}

bool record_has(const struct pair_answer *pair, const struct request *request, enum metric metric) {
    return request->metric_given ? metric == request->metric : pair->has[metric];
}
