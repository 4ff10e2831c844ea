#include "analysis/report/crossover_report.h"

#include "analysis/render/json.h"
#include "analysis/render/table.h"
#include "analysis/report/omissions.h"
#include "analysis/report/rates.h"
#include "analysis/report/wording.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { text_size = 1024 };

/* --- sentences -------------------------------------------------------------------------------- */

static void print_answer(const struct pairing *pairing, enum metric metric, const char *title,
                         const char *lead, bool with_figures, double margin) {
    struct comparison comparison = comparison_make(pairing, metric, margin);
    char text[2 * text_size], answer[text_size], figures[text_size];

    words_answer(&comparison, margin, answer, sizeof answer);
    words_figures(&comparison, figures, sizeof figures);
    snprintf(text, sizeof text, "%s%s%s%s", lead, answer, with_figures && *figures ? "; " : "",
             with_figures ? figures : "");
    words_print(title, text);
    comparison_free(&comparison);
}

/* Memory is a slope where there are levels to draw one: at few workers what a process takes anyway is most
 * of it. */
static void print_memory(const struct pairing *pairing, double margin) {
    const struct curve *a = pairing->a, *b = pairing->b;
    char text[text_size], one[NUMBER_SIZE], other[NUMBER_SIZE];

    if (!(a->memory_slope > 0 && b->memory_slope > 0)) {
        print_answer(pairing, METRIC_MEMORY, "MEMORY", "", true, margin);
        return;
    }
    snprintf(text, sizeof text, "%s %s, %s %s KB per worker (slope", a->model,
             number_rounded(one, a->memory_slope / 1024, 3), b->model,
             number_rounded(other, b->memory_slope / 1024, 3));
    if (a->memory_fixed > 1024 && b->memory_fixed > 1024)
        text_add(text, sizeof text, "; beside it %.0f and %.0f KB", a->memory_fixed / 1024,
                 b->memory_fixed / 1024);
    text_add(text, sizeof text, ")");
    words_print("MEMORY", text);
}

void report_pairing(const struct pairing *pairing, double margin) {
    print_answer(pairing, METRIC_OVERHEAD, "TIME", "", false, margin);
    if (comparison_has(pairing, METRIC_STEADY))
        print_answer(pairing, METRIC_STEADY, "", "in steady state: ", false, margin);
    print_answer(pairing, METRIC_CPU, "CPU", "", true, margin);
    print_memory(pairing, margin);
}

static void print_bracket(const struct comparison *comparison) {
    const struct crossover *crossover = &comparison->crossover;
    char text[text_size], low[32], high[32];

    if (crossover->bracket_low == 0)
        return;
    snprintf(text, sizeof text, "mean overhead of %s first exceeds that of %s between %s and %s",
             comparison->pairing.a->model, comparison->pairing.b->model,
             words_level(low, sizeof low, (double)crossover->bracket_low),
             words_level(high, sizeof high, (double)crossover->bracket_high));
    words_print("STUDY", text);
}

/* Errors shrink with the square root of the number of trials. */
static void print_needed(const struct comparison *comparison) {
    const struct crossing *crossing = &comparison->crossover.crossings[0];
    const double wanted = log(1.1);
    double half_width, needed;
    char text[text_size], count[UNITS_SIZE];

    if (comparison->crossover.outcome != OUTCOME_CROSSOVER)
        return;
    half_width = log(crossing->high / crossing->low) / 2;
    needed = ceil((double)comparison->fewest * pow(half_width / wanted, 2));
    if (half_width <= wanted || needed > 1e6)
        return;
    snprintf(text, sizeof text,
             "the crossover to +-10 %% would take about %s trials per level (there are %zu)",
             units_count(count, llround(needed)), comparison->fewest);
    words_print("MORE", text);
}

static void print_sentences(const struct pairing *pairing, const struct request *request,
                            const struct trust *trust, bool with_origin) {
    struct comparison comparison = comparison_make(pairing, METRIC_OVERHEAD, request->margin);
    char conditions[text_size], counts[text_size];

    words_line("%s against %s", pairing->a->model, pairing->b->model);
    words_print("", words_conditions(&pairing->group->conditions, with_origin, conditions,
                                     sizeof conditions));
    snprintf(counts, sizeof counts,
             "%zu levels, %lld trials, %lld failed, %lld left out; intervals hold at 95 %% %s",
             comparison.means.count, (long long)comparison.trials, (long long)comparison.failed,
             (long long)comparison.left_out,
             comparison.sweeps ? "between sweeps" : "within one sweep");
    words_print("", counts);
    if (request->metric_given)
        print_answer(pairing, request->metric, metrics[request->metric].word, "", true,
                     request->margin);
    else
        report_pairing(pairing, request->margin);
    print_bracket(&comparison);
    print_needed(&comparison);
    report_trust(trust);
    comparison_free(&comparison);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static struct json_object *integer(int64_t value) {
    return value == RECORD_NULL ? NULL : json_integer(value);
}

static struct json_object *conditions_object(const struct conditions *conditions,
                                             bool with_origin) {
    struct json_object *object = json_map();

    json_add(object, "machine", json_text(conditions->machine));
    json_add(object, "cpus", integer(conditions->cpus));
    json_add(object, "cpu_quota", number_json(conditions->cpu_quota));
    json_add(object, "kind", json_text(conditions->kind));
    json_add(object, "sleep", number_json(conditions->sleep));
    json_add(object, "work", number_json(conditions->work));
    json_add(object, "tasks", integer(conditions->tasks));
    json_add(object, "per_worker", integer(conditions->per_worker));
    json_add(object, "phase", json_text(conditions->phase));
    json_add(object, "lateness", number_json(conditions->lateness));
    json_add(object, "queue", integer(conditions->queue));
    json_add(object, "spin", number_json(conditions->spin));
    json_add(object, "idle", json_text(conditions->idle));
    json_add(object, "stack", integer(conditions->stack));
    json_add(object, "task_times", integer(conditions->task_times));
    json_add(object, "shared", integer(conditions->shared));
    if (with_origin)
        json_add(object, "origin", json_text(conditions->origin));
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
        json_add(object, "dearer_below", json_text(crossing->a_dearer_above ? b : a));
        json_add(object, "dearer_above", json_text(crossing->a_dearer_above ? a : b));
        json_add(object, "method", json_text(method_names[crossing->method]));
        json_add(object, "zone", json_boolean(crossing->zone));
        json_append(array, object);
    }
    return array;
}

static struct json_object *margins_array(const struct comparison *comparison,
                                         const struct crossover *crossover) {
    struct json_object *array = json_list();

    for (int which = 0; which < 2; which++)
        for (int i = 0; i < MARGIN_COUNT; i++) {
            const struct margin *margin = &crossover->margin[which][i];
            struct json_object *object = json_map();

            json_add(
                object, "model",
                json_text(which ? comparison->pairing.b->model : comparison->pairing.a->model));
            json_add(object, "margin", json_integer(llround(margins[i] * 100)));
            json_add(object, "concurrency", number_json(margin->estimate));
            json_add(object, "low", number_json(margin->low));
            json_add(object, "high", number_json(margin->high));
            json_add(object, "method", json_text(method_names[METHOD_CELLS]));
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

static void add_findings(struct json_object *object, const struct comparison *comparison,
                         const struct crossover *crossover) {
    json_add(object, "outcome", json_text(outcome_names[crossover->outcome]));
    json_add(object, "crossings", crossings_array(comparison, crossover));
    json_add(object, "tie", tie_array(crossover));
    json_add(object, "margins", margins_array(comparison, crossover));
}

static struct json_object *median_object(const struct comparison *comparison) {
    struct json_object *object = json_map();

    add_findings(object, comparison, &comparison->by_median);
    return object;
}

static struct json_object *warnings_array(const struct trust *trust) {
    struct json_object *array = json_list();

    for (size_t i = 0; i < trust->count; i++)
        json_append(array, json_text(trust->findings[i].code));
    return array;
}

static void print_object(const struct pairing *pairing, const struct request *request,
                         const struct trust *trust, bool with_origin) {
    struct comparison comparison = comparison_make(pairing, request->metric, request->margin);
    const struct crossover *crossover = &comparison.crossover;
    struct json_object *object = json_map();

    json_add(object, "a", json_text(pairing->a->model));
    json_add(object, "b", json_text(pairing->b->model));
    json_add(object, "metric", json_text(metrics[request->metric].name));
    json_add(object, "conditions", conditions_object(&pairing->group->conditions, with_origin));
    add_findings(object, &comparison, crossover);
    json_add(object, "rate", rate_object(&comparison));
    json_add(object, "median_based", median_object(&comparison));
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

/* --- rows ------------------------------------------------------------------------------------- */

static const char *const row_names[] = {
    "conditions",
    "a",
    "b",
    "metric",
    "outcome",
    "concurrency",
    "dearer_below",
    "dearer_above",
    "a_by_5",
    "a_by_25",
    "a_by_100",
    "b_by_5",
    "b_by_25",
    "b_by_100",
    "tie_low",
    "tie_high",
    "bracket_low",
    "bracket_high",
    "levels",
    "trials",
    "failed",
    "left_out",
};

static void level_cell(struct table *table, int64_t level) {
    if (level)
        table_integer(table, level);
    else
        table_null(table);
}

static void print_row(struct table *table, const struct pairing *pairing, enum metric metric,
                      const struct request *request, bool with_origin) {
    struct comparison comparison = comparison_make(pairing, metric, request->margin);
    const struct crossover *crossover = &comparison.crossover;
    bool one = crossover->outcome == OUTCOME_CROSSOVER;
    bool a_above = one && crossover->crossings[0].a_dearer_above;
    char conditions[text_size];

    table_text(table, words_conditions(&pairing->group->conditions, with_origin, conditions,
                                       sizeof conditions));
    table_text(table, pairing->a->model);
    table_text(table, pairing->b->model);
    table_text(table, metrics[metric].name);
    table_text(table, outcome_names[crossover->outcome]);
    table_real(table, one ? crossover->crossings[0].concurrency : NAN);
    table_text(table, one ? (a_above ? pairing->b->model : pairing->a->model) : NULL);
    table_text(table, one ? (a_above ? pairing->a->model : pairing->b->model) : NULL);
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < MARGIN_COUNT; i++)
            table_real(table, crossover->margin[which][i].estimate);
    table_real(table, crossover->tie_low);
    table_real(table, crossover->tie_high);
    level_cell(table, crossover->bracket_low);
    level_cell(table, crossover->bracket_high);
    table_integer(table, (int64_t)comparison.means.count);
    table_integer(table, comparison.trials);
    table_integer(table, comparison.failed);
    table_integer(table, comparison.left_out);
    comparison_free(&comparison);
}

static void print_rows(const struct pairing *pairings, size_t count, const struct request *request,
                       bool with_origin) {
    struct table *table =
        table_begin(request->format, row_names, sizeof row_names / sizeof *row_names);

    for (size_t i = 0; i < count; i++)
        for (int metric = 0; metric < METRIC_COUNT; metric++)
            if (request->metric_given ? metric == (int)request->metric : metric != METRIC_P99)
                print_row(table, &pairings[i], (enum metric)metric, request, with_origin);
    table_end(table);
}

static int print_pairing(struct db *db, const struct pairing *pairing,
                         const struct request *request, bool with_origin, struct err *err) {
    struct trust trust;

    if (trust_judge(db, pairing->group, pairing, request->margin, &trust, err))
        return -1;
    if (request->format == FORMAT_JSON)
        print_object(pairing, request, &trust, with_origin);
    else
        print_sentences(pairing, request, &trust, with_origin);
    return 0;
}

int report_crossovers(struct db *db, const struct pivot *pivot, const struct request *request,
                      bool with_origin, struct err *err) {
    bool rows = request->format == FORMAT_CSV || request->format == FORMAT_MARKDOWN;
    size_t count;
    struct pairing *pairings = pairings_list(pivot, request, &count);
    int result = 0;

    omissions_pairs(pivot, request, count);
    if (rows)
        print_rows(pairings, count, request, with_origin);
    for (size_t i = 0; i < count && !rows && !result; i++) {
        if (i > 0 && request->format == FORMAT_TABLE)
            printf("\n");
        result = print_pairing(db, &pairings[i], request, with_origin, err);
    }
    if (count == 0 && request->format == FORMAT_TABLE)
        printf("one model alone has no crossover; record another under the same conditions\n");
    free(pairings);
    return result;
}

void report_trust(const struct trust *trust) {
    char text[text_size];
    size_t named = 0;

    snprintf(text, sizeof text, "%s", trust->word);
    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].weight > WEIGHT_NOTE)
            text_add(text, sizeof text, "%s%s", named++ ? ", " : ": ", trust->findings[i].code);
    if (named > 0)
        text_add(text, sizeof text, " (analyze --doctor)");
    words_print("TRUST", text);
}
