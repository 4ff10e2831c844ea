#include "analysis/report/markdown.h"

#include "analysis/render/table.h"
#include "analysis/report/closing.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A row of text cells, written for Markdown. */
struct row {
    char metric[64], what[256], from[UNITS_SIZE], range[FIGURES_PLACE_SIZE], top[UNITS_SIZE];
};

static void print_row(const struct row *row) {
    const char *cells[] = {row->metric, row->what, row->from, row->range, row->top};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        printf("| ");
        markdown_text(cells[i]);
        printf("%s", *cells[i] ? " " : "");
    }
    printf("|\n");
}

/* "5% slower", "uses more (crossover)", "same": what the model that costs more does. */
static void describe(const struct pair_answer *pair, enum metric metric, struct row *row) {
    const struct answer *answer = &pair->answers[metric];
    bool is_time = metric != METRIC_CPU && metric != METRIC_MEMORY;
    const char *verb = is_time ? "slower" : "uses more";
    char percent[UNITS_SIZE];

    if (answer->outcome >= ANSWER_A_FAILS)
        snprintf(row->what, sizeof row->what, "fails");
    else if (answer->is == ANSWER_IS_CROSSING)
        snprintf(row->what, sizeof row->what, "%s (crossover)", verb);
    else if (answer->is == ANSWER_IS_THRESHOLD)
        snprintf(row->what, sizeof row->what, is_time ? "%s %s" : "uses %s more",
                 figures_percent(percent, answer->comparison->margin), verb);
    else if (answer->ran == ANSWER_EQUIVALENT)
        snprintf(row->what, sizeof row->what, "the same");
    else if (answer->ran == ANSWER_UNDECIDED)
        snprintf(row->what, sizeof row->what, "undecided");
    else
        snprintf(row->what, sizeof row->what, "%s at every level", verb);
    if (answer->which && answer->ran != ANSWER_EQUIVALENT && answer->ran != ANSWER_UNDECIDED)
        text_add(row->what, sizeof row->what, " (%s)", pair->pairing->b->model);
}

/* In cells a range is "200-2,000". */
static void write_range(const struct pair_answer *pair, const struct answer *answer,
                        struct row *row) {
    char low[UNITS_SIZE], high[UNITS_SIZE];

    if (pair->poor || answer->is == ANSWER_IS_NONE)
        return;
    if (!isnan(answer->place.low) && !isnan(answer->place.high))
        snprintf(row->range, sizeof row->range, "%s-%s", figures_level(low, answer->place.low),
                 figures_level(high, answer->place.high));
    else
        figures_range(row->range, answer->comparison, &answer->place);
}

static void print_metric(const struct pair_answer *pair, enum metric metric) {
    const struct answer *answer = &pair->answers[metric];
    const struct level *top = level_outermost(answer->comparison, true);
    struct row row = {.metric = ""};

    snprintf(row.metric, sizeof row.metric, "%s",
             metric == METRIC_OVERHEAD ? "time"
             : metric == METRIC_CPU    ? "CPU"
                                       : metrics[metric].name);
    describe(pair, metric, &row);
    if (answer->is != ANSWER_IS_NONE && answer->place.status == PLACE_FOUND)
        figures_level(row.from, figures_rounded(answer->place.estimate, answer->place.low,
                                                answer->place.high));
    write_range(pair, answer, &row);
    if (top && level_ratio(top, answer->which) >= 1)
        figures_size(row.top, level_ratio(top, answer->which));
    print_row(&row);
}

static void print_memory(const struct pair_answer *pair) {
    const struct curve *a = pair->pairing->a, *b = pair->pairing->b;
    char one[UNITS_SIZE], other[UNITS_SIZE];
    const char *unit = NULL;
    struct row row = {.metric = "memory per worker", .from = "always"};

    if (!(a->memory_slope > 0 && b->memory_slope > 0)) {
        print_metric(pair, METRIC_MEMORY);
        return;
    }
    figures_bytes(one, a->memory_slope, &unit);
    snprintf(row.what, sizeof row.what, "%s against %s %s", one,
             figures_bytes(other, b->memory_slope, &unit), unit);
    figures_size(row.top,
                 fmax(a->memory_slope / b->memory_slope, b->memory_slope / a->memory_slope));
    print_row(&row);
}

static void print_pair(const struct pair_answer *pair, const struct selection *selection,
                       const struct request *request) {
    const struct level *top = level_outermost(&pair->comparisons[request->metric], true);
    char text[SENTENCE_SIZE], level[UNITS_SIZE], conditions[CONDITIONS_TEXT_SIZE];
    struct closing closing = {.text = ""};

    if (pair->poor) {
        printf("Do not quote: ");
        markdown_text(pair_answer_reasons(pair, text));
        printf(".\n\n");
    }
    printf("**");
    markdown_text(pair_answer_sentence(pair, request->metric, text));
    printf("**\n\n| metric | ");
    markdown_text(pair->pairing->a->model);
    printf(" against ");
    markdown_text(pair->pairing->b->model);
    printf(" | from | 95%% range | at %s |\n|---|---|---:|---:|---:|\n",
           top ? figures_level(level, (double)top->concurrency) : "the top");
    for (int metric = 0; metric < METRIC_COUNT; metric++)
        if (!pair_answer_shows(pair, request, (enum metric)metric))
            continue;
        else if (metric == METRIC_MEMORY)
            print_memory(pair);
        else
            print_metric(pair, (enum metric)metric);
    closing_add(&closing, "%s.",
                conditions_text(&pair->pairing->group->conditions, NULL, conditions));
    closing_add_counts(&closing, selection, pair, 1);
    closing_add_trust(&closing, pair, NULL, 1);
    printf("\n");
    markdown_text(closing.text);
    printf("\n");
}

void markdown_print(const struct pair_answers *answers, const struct selection *selection,
                    const struct request *request) {
    for (size_t i = 0; i < answers->count; i++) {
        printf("%s", i ? "\n" : "");
        print_pair(&answers->pair[i], selection, request);
    }
}
