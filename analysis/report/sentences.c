#include "analysis/report/sentences.h"

#include "analysis/render/paragraph.h"
#include "analysis/render/style.h"
#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *sentences_warning(const struct sentences *sentences, size_t i, char *text) {
    char reasons[SENTENCE_SIZE];

    if (!sentences->pairs[i].poor)
        return NULL;
    snprintf(text, 2 * SENTENCE_SIZE, "Do not quote%s%s: %s.", sentences->count > 1 ? " " : "",
             sentences->count > 1 ? sentences->labels[i] : "",
             pair_answer_reasons(&sentences->pairs[i], reasons));
    return text;
}

/* Prints why answers must not be quoted. Returns the number of lines. */
static size_t print_warnings(const struct sentences *sentences, bool print) {
    char text[2 * SENTENCE_SIZE];
    size_t lines = 0;

    for (size_t i = 0; i < sentences->count; i++) {
        if (!sentences_warning(sentences, i, text))
            continue;
        lines += paragraph_lines(NULL, text);
        if (!print)
            continue;
        style_print(STYLE_YELLOW);
        paragraph_print(NULL, text);
        style_print(STYLE_PLAIN);
    }
    if (lines > 0 && print)
        printf("\n");
    return lines ? lines + 1 : 0;
}

/* One set: its sentence. Several: the claim of each, after its label. */
static const char *answer_text(const struct sentences *sentences, size_t i, enum metric metric,
                               char *text) {
    char sentence[SENTENCE_SIZE];

    if (sentences->count == 1)
        return pair_answer_sentence(&sentences->pairs[i], metric, text);
    snprintf(text, 2 * SENTENCE_SIZE, "%s: %s", sentences->labels[i],
             pair_answer_claim(&sentences->pairs[i], metric, sentence));
    return text;
}

static size_t claim_bytes(const struct sentences *sentences, enum metric metric) {
    char claim[SENTENCE_SIZE];

    return sentences->count == 1 && metric == METRIC_OVERHEAD
               ? strlen(pair_answer_claim(sentences->pairs, metric, claim))
               : 0;
}

/* The range of one figure over the sets: "4.31", or "4.31 to 4.36". */
static void add_span(char *text, double low, double high, const char **unit) {
    char one[UNITS_SIZE], other[UNITS_SIZE];

    figures_bytes(one, low, unit);
    figures_bytes(other, high, unit);
    text_add(text, SENTENCE_SIZE, strcmp(one, other) ? "%s to %s" : "%s", one, other);
}

/* Memory of all sets in one sentence, if in all of them a uses more than b. */
static bool common_memory(const struct sentences *sentences, char text[static SENTENCE_SIZE]) {
    double low[3] = {INFINITY, INFINITY, INFINITY}, high[3] = {0, 0, 0};
    const char *unit = NULL;
    char one[UNITS_SIZE], other[UNITS_SIZE];

    for (size_t i = 0; i < sentences->count; i++) {
        const struct pairing *pairing = sentences->pairs[i].pairing;
        double a = pairing->a->memory_slope, b = pairing->b->memory_slope;
        double figures[] = {a, b, a / b};

        if (!(b > 0 && a > b))
            return false;
        for (int k = 0; k < 3; k++) {
            low[k] = fmin(low[k], figures[k]);
            high[k] = fmax(high[k], figures[k]);
        }
    }
    *text = 0;
    text_add(text, SENTENCE_SIZE, "%s uses ", sentences->pairs->pairing->a->model);
    add_span(text, low[0], high[0], &unit);
    text_add(text, SENTENCE_SIZE, " %s per worker, %s ", unit, sentences->pairs->pairing->b->model);
    add_span(text, low[1], high[1], &unit);
    figures_size(one, low[2]);
    figures_size(other, high[2]);
    text_add(text, SENTENCE_SIZE, strcmp(one, other) ? " (%s to %s)." : " (%s).", one, other);
    return true;
}

/* Prints the answers by one metric. Returns the number of lines. */
static size_t print_metric(const struct sentences *sentences, enum metric metric, bool print) {
    const char *word = metrics[metric].word;
    char text[2 * SENTENCE_SIZE];
    size_t lines = 0, told = 0;

    if (metric == METRIC_MEMORY && sentences->count > 1 && common_memory(sentences, text)) {
        if (print)
            paragraph_print(word, text);
        return paragraph_lines(word, text);
    }
    for (size_t i = 0; i < sentences->count; i++) {
        if (!pair_answer_shows(&sentences->pairs[i], sentences->request, metric))
            continue;
        answer_text(sentences, i, metric, text);
        lines += paragraph_lines(told ? "" : word, text);
        if (print)
            paragraph_print_bold(told ? "" : word, text, claim_bytes(sentences, metric));
        told++;
    }
    return lines;
}

static size_t print_all(const struct sentences *sentences, bool print) {
    size_t lines = print_warnings(sentences, print);

    for (int metric = 0; metric < METRIC_COUNT; metric++)
        lines += print_metric(sentences, (enum metric)metric, print);
    return lines;
}

void sentences_print(const struct sentences *sentences) {
    print_all(sentences, true);
}

size_t sentences_lines(const struct sentences *sentences) {
    return print_all(sentences, false);
}

void sentences_print_plain(const struct sentences *sentences) {
    char text[2 * SENTENCE_SIZE];

    for (size_t i = 0; i < sentences->count; i++)
        if (sentences_warning(sentences, i, text)) {
            text_write(stdout, text);
            printf("\n");
        }
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        for (size_t i = 0; i < sentences->count; i++)
            if (pair_answer_shows(&sentences->pairs[i], sentences->request, (enum metric)metric)) {
                printf("%-8s", metrics[metric].word);
                text_write(stdout, answer_text(sentences, i, (enum metric)metric, text));
                printf("\n");
            }
}
