#include "analysis/report/crossover_report.h"

#include "analysis/render/number.h"
#include "analysis/render/paragraph.h"
#include "analysis/render/table.h"
#include "analysis/report/crossover_json.h"
#include "analysis/report/omissions.h"
#include "analysis/report/wording.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- sentences -------------------------------------------------------------------------------- */

static void print_answer(const struct pairing *pairing, enum metric metric, const char *title,
                         const char *lead, bool with_figures, double margin) {
    struct comparison comparison = comparison_make(pairing, metric, margin);
    char text[2 * PARAGRAPH_SIZE], answer[PARAGRAPH_SIZE], figures[PARAGRAPH_SIZE];

    wording_answer(&comparison, margin, answer, sizeof answer);
    wording_figures(&comparison, figures, sizeof figures);
    snprintf(text, sizeof text, "%s%s%s%s", lead, answer, with_figures && *figures ? "; " : "",
             with_figures ? figures : "");
    paragraph_print(title, text);
    comparison_free(&comparison);
}

/* Memory is reported as a slope if there are enough levels for one: with few workers, most of it is
 * what a process needs anyway. */
static void print_memory(const struct pairing *pairing, double margin) {
    const struct curve *a = pairing->a, *b = pairing->b;
    char text[PARAGRAPH_SIZE], one[NUMBER_SIZE], other[NUMBER_SIZE];

    if (!(a->memory_slope > 0 && b->memory_slope > 0)) {
        print_answer(pairing, METRIC_MEMORY, "MEMORY", "", true, margin);
        return;
    }
    snprintf(text, sizeof text, "%s %s, %s %s KB per worker (slope", a->model,
             number_rounded(one, a->memory_slope / 1024, 3), b->model,
             number_rounded(other, b->memory_slope / 1024, 3));
    if (a->memory_fixed > 1024 && b->memory_fixed > 1024)
        text_add(text, sizeof text, "; plus %.0f and %.0f KB once per process",
                 a->memory_fixed / 1024, b->memory_fixed / 1024);
    text_add(text, sizeof text, ")");
    paragraph_print("MEMORY", text);
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
    char text[PARAGRAPH_SIZE], low[32], high[32];

    if (crossover->bracket_low == 0)
        return;
    snprintf(text, sizeof text, "mean overhead of %s first exceeds that of %s between %s and %s",
             comparison->pairing.a->model, comparison->pairing.b->model,
             wording_level(low, sizeof low, (double)crossover->bracket_low),
             wording_level(high, sizeof high, (double)crossover->bracket_high));
    paragraph_print("2012", text);
}

/* Prints how many trials a crossover within 10% needs: errors shrink with the square root of their
 * number. */
static void print_needed(const struct comparison *comparison) {
    const struct crossing *crossing = &comparison->crossover.crossings[0];
    const double wanted = log(1.1);
    double half_width, needed;
    char text[PARAGRAPH_SIZE], count[UNITS_SIZE];

    if (comparison->crossover.outcome != OUTCOME_CROSSOVER)
        return;
    half_width = log(crossing->high / crossing->low) / 2;
    needed = ceil((double)comparison->fewest * pow(half_width / wanted, 2));
    if (half_width <= wanted || needed > 1e6)
        return;
    snprintf(text, sizeof text,
             "for the crossover to +-10%%: about %s trials per level (there are %zu)",
             units_count(count, llround(needed)), comparison->fewest);
    paragraph_print("NEEDED", text);
}

static void print_sentences(const struct pairing *pairing, const struct request *request,
                            const struct trust *trust, bool with_origin) {
    struct comparison comparison = comparison_make(pairing, METRIC_OVERHEAD, request->margin);
    char conditions[PARAGRAPH_SIZE], counts[PARAGRAPH_SIZE];

    paragraph_line("%s against %s", pairing->a->model, pairing->b->model);
    paragraph_print("", wording_conditions(&pairing->group->conditions, with_origin, conditions,
                                           sizeof conditions));
    snprintf(counts, sizeof counts,
             "%zu levels, %lld trials, %lld failed, %lld left out; 95%% intervals %s",
             comparison.means.count, (long long)comparison.trials, (long long)comparison.failed,
             (long long)comparison.left_out,
             comparison.sweeps ? "between sweeps" : "within one sweep");
    paragraph_print("", counts);
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

/* --- rows ------------------------------------------------------------------------------------- */

static const char *const row_names[] = {
    "conditions", "a",          "b",       "metric",   "outcome",     "concurrency",
    "more_below", "more_above", "a_by_5",  "a_by_25",  "a_by_100",    "b_by_5",
    "b_by_25",    "b_by_100",   "tie_low", "tie_high", "bracket_low", "bracket_high",
    "levels",     "trials",     "failed",  "left_out",
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
    bool a_above = one && crossover->crossings[0].a_more_above;
    char conditions[PARAGRAPH_SIZE];

    table_text(table, wording_conditions(&pairing->group->conditions, with_origin, conditions,
                                         sizeof conditions));
    table_text(table, pairing->a->model);
    table_text(table, pairing->b->model);
    table_text(table, metrics[metric].name);
    table_text(table, outcome_names[crossover->outcome]);
    table_real(table, one ? crossover->crossings[0].concurrency : NAN);
    table_text(table, one ? (a_above ? pairing->b->model : pairing->a->model) : NULL);
    table_text(table, one ? (a_above ? pairing->a->model : pairing->b->model) : NULL);
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT; i++)
            table_real(table, crossover->threshold[which][i].concurrency);
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

    if (diagnose(db, pairing->group, pairing, request->margin, &trust, err))
        return -1;
    if (request->format == FORMAT_JSON)
        crossover_json_print(pairing, request->metric, request->margin, &trust, with_origin);
    else
        print_sentences(pairing, request, &trust, with_origin);
    return 0;
}

int report_crossovers(struct db *db, const struct pivot *pivot, const struct request *request,
                      bool with_origin, struct err *err) {
    bool rows = request->format == FORMAT_CSV || request->format == FORMAT_MARKDOWN;
    size_t count;
    struct pairing *pairings = pairings_list(pivot, &request->filter, &count);
    int result = 0;

    omissions_pairs(pivot, &request->filter, count);
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
    char text[PARAGRAPH_SIZE];
    size_t named = 0;

    snprintf(text, sizeof text, "%s", trust->word);
    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].weight > WEIGHT_NOTE)
            text_add(text, sizeof text, "%s%s", named++ ? ", " : ": ",
                     trust->findings[i].warning->code);
    if (named > 0)
        text_add(text, sizeof text, " (analyze --doctor)");
    paragraph_print("TRUST", text);
}
