#include "analysis/report/record_rows.h"

#include "analysis/render/paragraph.h"
#include "analysis/render/table.h"
#include "analysis/report/record.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* --- CSV -------------------------------------------------------------------------------------- */

static const char *const first_names[] = {"a",
                                          "b",
                                          "metric",
                                          "unit",
                                          "conditions",
                                          "outcome",
                                          "trust",
                                          "quotable",
                                          "answer_is",
                                          "answer_status",
                                          "answer_estimate",
                                          "answer_low",
                                          "answer_high",
                                          "per_second",
                                          "per_second_low",
                                          "per_second_high"};
static const char *const last_names[] = {
    "same_low", "same_high", "study_bracket_low", "study_bracket_high", "study_estimate",
    "trials",   "failed",    "left_out",          "warnings",           "sentence"};

enum {
    first_count = sizeof first_names / sizeof *first_names,
    last_count = sizeof last_names / sizeof *last_names,
    threshold_columns = 4, /* status, estimate, low, high */
    columns_all = first_count + 2 * THRESHOLD_COUNT * threshold_columns + last_count,
};

/* "a_5_status", "a_5_estimate" ...: two models, three thresholds. */
static void name_thresholds(double margin, char names[][UNITS_SIZE]) {
    static const char *const parts[threshold_columns] = {"status", "estimate", "low", "high"};

    for (size_t column = 0; column < 2 * THRESHOLD_COUNT * threshold_columns; column++) {
        size_t which = column / (THRESHOLD_COUNT * threshold_columns);
        int i = (int)(column / threshold_columns % THRESHOLD_COUNT);

        snprintf(names[column], UNITS_SIZE, "%c_%g_%s", "ab"[which],
                 100 * threshold_margin(margin, i), parts[column % threshold_columns]);
    }
}

static void add_place(struct table *table, const struct place *place) {
    table_text(table, place_status_names[place->status]);
    table_real(table, place->estimate);
    table_real(table, place->low);
    table_real(table, place->high);
}

static void add_answer(struct table *table, const struct answer *answer) {
    double sleep = answer->comparison->pairing.group->conditions.sleep / 1e3;
    const struct failure *failure = &answer->failure[answer->failure[0].from == 0];
    struct place place = answer->is == ANSWER_IS_NONE ? place_none : answer->place;
    enum answer_is is = answer->is;

    if (answer->outcome >= ANSWER_A_FAILS) {
        is = ANSWER_IS_LIMIT;
        place = (struct place){PLACE_BRACKET, NAN, failure->most > 0 ? (double)failure->most : NAN,
                               (double)failure->from};
    }
    table_text(table, answer_is_names[is]);
    if (is == ANSWER_IS_NONE) {
        for (int i = 0; i < threshold_columns + 3; i++)
            table_null(table);
        return;
    }
    add_place(table, &place);
    sleep = sleep > 0 ? sleep : NAN;
    table_real(table, place.estimate / sleep);
    table_real(table, place.low / sleep);
    table_real(table, place.high / sleep);
}

static void add_level(struct table *table, int64_t level) {
    if (level > 0)
        table_integer(table, level);
    else
        table_null(table);
}

static void add_warnings(struct table *table, const struct trust *trust) {
    char codes[FINDINGS_MOST * 20] = "";

    for (size_t i = 0; i < trust->count; i++)
        text_add(codes, sizeof codes, "%s%s", i ? " " : "", trust->findings[i].warning->code);
    table_text(table, codes);
}

static void print_row(struct table *table, const struct pair_answer *pair, enum metric metric) {
    const struct answer *answer = &pair->answers[metric];
    const struct comparison *comparison = answer->comparison;
    char text[SENTENCE_SIZE], conditions[CONDITIONS_TEXT_SIZE];

    table_text(table, pair->pairing->a->model);
    table_text(table, pair->pairing->b->model);
    table_text(table, metrics[metric].name);
    table_text(table, record_unit(metric));
    table_text(table, conditions_text(&pair->pairing->group->conditions, NULL, conditions));
    table_text(table, answer_outcome_names[answer->outcome]);
    table_text(table, pair->trust.word);
    table_integer(table, !pair->poor);
    add_answer(table, answer);
    for (int which = 0; which < 2; which++)
        for (int i = 0; i < THRESHOLD_COUNT; i++) {
            struct place place = place_of_threshold(comparison, which, i);

            add_place(table, &place);
        }
    table_real(table, answer->same_low);
    table_real(table, answer->same_high);
    add_level(table, comparison->crossover.bracket_low);
    add_level(table, comparison->crossover.bracket_high);
    table_real(table, record_study(comparison));
    table_integer(table, comparison->trials);
    table_integer(table, comparison->failed);
    table_integer(table, comparison->left_out);
    add_warnings(table, &pair->trust);
    table_text(table, pair_answer_sentence(pair, metric, text));
}

void record_rows_csv(const struct pair_answers *answers, const struct request *request) {
    char thresholds[2 * THRESHOLD_COUNT * threshold_columns][UNITS_SIZE];
    const char *names[columns_all];
    struct table *table;
    size_t column = 0;

    name_thresholds(request->margin, thresholds);
    for (size_t i = 0; i < first_count; i++)
        names[column++] = first_names[i];
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++)
        names[column++] = thresholds[i];
    for (size_t i = 0; i < last_count; i++)
        names[column++] = last_names[i];
    table = table_begin(FORMAT_CSV, names, columns_all);
    for (size_t i = 0; i < answers->count; i++)
        for (int metric = 0; metric < METRIC_COUNT; metric++)
            if (record_has(&answers->pair[i], request, (enum metric)metric))
                print_row(table, &answers->pair[i], (enum metric)metric);
    table_end(table);
}

/* --- for a terminal --------------------------------------------------------------------------- */

static void add_figure(struct table *table, double value) {
    char text[UNITS_SIZE];

    table_text(table, isnan(value) ? NULL : figures_level(text, value));
}

static void print_brief_row(struct table *table, const struct pair_answer *pair,
                            enum metric metric) {
    const struct answer *answer = &pair->answers[metric];
    const struct place *place = answer->is == ANSWER_IS_NONE ? &place_none : &answer->place;

    table_text(table, pair->pairing->a->model);
    table_text(table, pair->pairing->b->model);
    table_text(table, metrics[metric].name);
    table_text(table, answer_outcome_names[answer->outcome]);
    add_figure(table, isnan(place->estimate)
                          ? NAN
                          : figures_rounded(place->estimate, place->low, place->high));
    add_figure(table, answer->is == ANSWER_IS_NONE ? NAN : place->low);
    add_figure(table, answer->is == ANSWER_IS_NONE ? NAN : place->high);
    table_text(table, pair->trust.word);
}

void record_rows_table(const struct pair_answers *answers, const struct request *request) {
    static const char *const names[] = {"a",        "b",   "metric", "outcome",
                                        "estimate", "low", "high",   "trust"};
    char conditions[CONDITIONS_TEXT_SIZE];

    for (size_t i = 0; i < answers->count;) {
        const struct group *group = answers->pairings[i].group;
        struct table *table;

        printf("%s", i ? "\n" : "");
        paragraph_print(NULL, conditions_text(&group->conditions, NULL, conditions));
        table = table_begin(FORMAT_TABLE, names, sizeof names / sizeof *names);
        for (; i < answers->count && answers->pairings[i].group == group; i++)
            for (int metric = 0; metric < METRIC_COUNT; metric++)
                if (record_has(&answers->pair[i], request, (enum metric)metric))
                    print_brief_row(table, &answers->pair[i], (enum metric)metric);
        table_end(table);
    }
}
