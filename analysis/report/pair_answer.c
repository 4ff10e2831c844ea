#include "analysis/report/pair_answer.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/sql.h"
#include "store/values.h"

#include <stdio.h>
#include <stdlib.h>

/* --- making ----------------------------------------------------------------------------------- */

/* Sets the error of model a or b, if it fails. */
static int read_error(struct db *db, struct pair_answer *pair, int which, struct err *err) {
    int64_t from = pair->answers[METRIC_OVERHEAD].failure[which].from;
    struct statement *statement;
    enum step step;

    if (from == 0)
        return 0;
    if (!(statement = db_prepare(db, sql_find(sql_statements, "frequent_error"), err)))
        return -1;
    bind_text(statement, ":conditions", pair->pairing->group->conditions.key);
    bind_text(statement, ":model", (which ? pair->pairing->b : pair->pairing->a)->model);
    bind_integer(statement, ":from", from);
    step = statement_step(statement, err);
    if (step == STEP_ROW)
        text_plain(pair->errors[which], sizeof pair->errors[which],
                   row_text_known(statement, "error"));
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

int pair_answer_make(struct db *db, const struct pairing *pairing, const struct request *request,
                     struct pair_answer *pair, struct err *err) {
    *pair = (struct pair_answer){.pairing = pairing, .metric = request->metric};
    for (int metric = 0; metric < METRIC_COUNT; metric++) {
        pair->comparisons[metric] = comparison_make(pairing, (enum metric)metric, request->margin);
        pair->answers[metric] = answer_of(&pair->comparisons[metric]);
        pair->has[metric] = level_outermost(&pair->comparisons[metric], false) != NULL;
    }
    if (diagnose(db, pairing->group, &pair->answers[request->metric], &pair->trust, err))
        return -1;
    pair->poor = pair->trust.count > 0 && pair->trust.findings[0].weight == WEIGHT_POOR;
    return read_error(db, pair, 0, err) || read_error(db, pair, 1, err) ? -1 : 0;
}

int pair_answer_alone(struct db *db, const struct group *group, struct pair_answer *pair,
                      struct err *err) {
    *pair = (struct pair_answer){.pairing = NULL};
    if (diagnose(db, group, NULL, &pair->trust, err))
        return -1;
    pair->poor = pair->trust.count > 0 && pair->trust.findings[0].weight == WEIGHT_POOR;
    return 0;
}

void pair_answer_free(struct pair_answer *pair) {
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        comparison_free(&pair->comparisons[metric]);
}

/* Refuses a metric for which no trial has a figure. */
static int check_metric(const struct pair_answers *answers, const struct request *request,
                        struct err *err) {
    for (size_t i = 0; i < answers->count; i++)
        if (answers->pair[i].has[request->metric])
            return 0;
    if (answers->count == 0 || !request->metric_given)
        return 0;
    return err_set(err, ERR_NOTHING, "no trial of '%s' has a figure for --metric=%s%s", request->db,
                   metrics[request->metric].name,
                   request->metric == METRIC_P99
                       ? ": imported trials have no latencies, and the 99th percentile needs a "
                         "thousand tasks per trial"
                       : "");
}

int pair_answers_make(struct db *db, const struct pivot *pivot, const struct request *request,
                      struct pair_answers *answers, struct err *err) {
    int result = 0;
    size_t count;

    *answers = (struct pair_answers){0};
    answers->pairings = pairings_list(pivot, &request->filter, &count);
    answers->pair = memory_get(count + 1, sizeof *answers->pair);
    while (answers->count < count && !result) {
        size_t i = answers->count++;

        result = pair_answer_make(db, &answers->pairings[i], request, &answers->pair[i], err);
    }
    return result || check_metric(answers, request, err) ? -1 : 0;
}

void pair_answers_free(struct pair_answers *answers) {
    for (size_t i = 0; i < answers->count; i++)
        pair_answer_free(&answers->pair[i]);
    free(answers->pair);
    free(answers->pairings);
}

static int weight_of(const struct pair_answer *pair) {
    return pair->trust.count > 0 ? (int)pair->trust.findings[0].weight : -1;
}

const struct pair_answer *pair_answers_worst(const struct pair_answers *answers,
                                             const struct group *group) {
    const struct pair_answer *worst = NULL;

    for (size_t i = 0; i < answers->count; i++)
        if (answers->pair[i].pairing->group == group &&
            (!worst || weight_of(&answers->pair[i]) > weight_of(worst)))
            worst = &answers->pair[i];
    return worst;
}

/* --- text ------------------------------------------------------------------------------------- */

static struct telling telling_of(const struct pair_answer *pair, enum metric metric) {
    return (struct telling){
        .answer = &pair->answers[metric],
        .steady = metric == METRIC_OVERHEAD && pair->has[METRIC_STEADY]
                      ? &pair->answers[METRIC_STEADY]
                      : NULL,
        .errors = {pair->errors[0], pair->errors[1]},
        .poor = pair->poor,
    };
}

const char *pair_answer_sentence(const struct pair_answer *pair, enum metric metric,
                                 char text[static SENTENCE_SIZE]) {
    struct telling telling = telling_of(pair, metric);

    if (metric == METRIC_MEMORY && sentence_memory(pair->pairing, text))
        return text;
    return sentence_whole(&telling, text);
}

const char *pair_answer_claim(const struct pair_answer *pair, enum metric metric,
                              char text[static SENTENCE_SIZE]) {
    struct telling telling = telling_of(pair, metric);

    if (metric == METRIC_MEMORY && sentence_memory(pair->pairing, text))
        return text;
    return sentence_claim(&telling, text);
}

const char *pair_answer_title(const struct pair_answer *pair, enum metric metric,
                              char text[static SENTENCE_SIZE]) {
    struct telling telling = telling_of(pair, metric);

    return sentence_title(&telling, text);
}

const char *pair_answer_reasons(const struct pair_answer *pair, char text[static SENTENCE_SIZE]) {
    enum { most = 2 };
    enum weight weight = pair->poor ? WEIGHT_POOR : WEIGHT_FAIR;
    size_t told = 0;

    *text = 0;
    for (size_t i = 0; i < pair->trust.count && told < most; i++)
        if (pair->trust.findings[i].weight == weight)
            text_add(text, SENTENCE_SIZE, "%s%s",
                     told++ == 0  ? ""
                     : pair->poor ? ", and "
                                  : "; ",
                     pair->trust.findings[i].clause);
    return text;
}

bool pair_answer_shows(const struct pair_answer *pair, const struct request *request,
                       enum metric metric) {
    if (request->metric_given)
        return metric == request->metric;
    return metric == METRIC_OVERHEAD ||
           (pair->has[metric] && metric != METRIC_STEADY && metric != METRIC_P99);
}

bool pair_answer_has_cpu(const struct pair_answer *pair) {
    return pair->metric == METRIC_OVERHEAD && pair->has[METRIC_CPU];
}
