#include "analysis/report/screen.h"

#include "analysis/render/paragraph.h"
#include "analysis/report/closing.h"
#include "analysis/report/omissions.h"
#include "analysis/report/ranking.h"
#include "analysis/report/ratio_table.h"
#include "analysis/report/sentences.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { screen_lines = 23 }; /* of 24: the prompt follows, and must not push the answer out */

/* What a screen shows: pairs of the same models under sets of conditions, each with a label. */
struct screen {
    struct db *db;
    const struct pivot *pivot;
    const struct selection *selection;
    const struct request *request;
    const struct pair_answer *pairs;
    const struct conditions **conditions; /* of each pair */
    char (*label)[CONDITIONS_TEXT_SIZE];
    const char **labels;
    size_t count;
};

static struct sentences sentences_of(const struct screen *screen) {
    return (struct sentences){screen->pairs, screen->labels, screen->count, screen->request};
}

/* --- the screens of one pair ------------------------------------------------------------------ */

/* How many rows a table can have. */
static size_t rows_left(const struct screen *screen, const struct closing *closing) {
    struct table_levels none = {.count = 0};
    struct sentences sentences = sentences_of(screen);
    size_t others = sentences_lines(&sentences) + 1 + 1 +
                    ratio_table_lines(screen->pairs, screen->count, &none) + 1 +
                    closing_lines(closing);

    if (others + 2 >= screen_lines)
        return 2;
    return screen_lines - others < TABLE_LEVELS_MOST ? screen_lines - others : TABLE_LEVELS_MOST;
}

/* One set, or two side by side. */
static void print_with_table(const struct screen *screen, const struct closing *closing) {
    struct table_levels levels =
        table_levels_choose(screen->pairs, screen->count, rows_left(screen, closing));
    const struct conditions *own = &screen->pairs[0].pairing->group->conditions;
    const struct conditions *unlike =
        screen->count > 1 ? &screen->pairs[1].pairing->group->conditions : NULL;
    struct sentences sentences = sentences_of(screen);
    char conditions[CONDITIONS_TEXT_SIZE], plain[CONDITIONS_TEXT_SIZE];

    sentences_print(&sentences);
    printf("\n");
    text_plain(plain, sizeof plain, conditions_text(own, unlike, conditions));
    if (screen->count > 1 && ratio_table_has_undecided(screen->pairs, screen->count, &levels) &&
        strlen(plain) < 66)
        paragraph_line("%-64s?: undecided", plain);
    else
        paragraph_print(NULL, plain);
    ratio_table_print(screen->pairs, screen->labels, screen->count, &levels);
    printf("\n");
    closing_print(closing);
}

static int print_single(const struct screen *screen, struct err *err) {
    struct closing closing = {.text = ""};
    struct next next = next_of(screen->pairs, screen->request, false, NULL);

    closing_add_rate(&closing, screen->pairs);
    closing_add_counts(&closing, screen->selection, screen->pairs, 1);
    closing_add_trust(&closing, screen->pairs, NULL, 1);
    closing_add_next(&closing, &next);
    if (closing_add_elsewhere(&closing, screen->db, screen->pivot, screen->request, false, err))
        return -1;
    print_with_table(screen, &closing);
    return 0;
}

/* Are the two sets those of the preset `quick`: no work, and 20 us? */
static bool is_quick_work(const struct screen *screen) {
    static const double quick_work = 20e-6;
    double one = screen->pairs[0].pairing->group->conditions.work;
    double other = screen->pairs[1].pairing->group->conditions.work;

    return fmin(one, other) <= 0 && fabs(fmax(one, other) - quick_work) < 1e-12;
}

static int print_double(const struct screen *screen, struct err *err) {
    struct closing closing = {.text = ""};
    bool both = is_quick_work(screen);
    struct next next = next_of(&screen->pairs[!screen->pairs[0].poor && screen->pairs[1].poor],
                               screen->request, both, NULL);

    if (both && !strcmp(next.purpose, "To narrow it"))
        snprintf(next.purpose, sizeof next.purpose, "To narrow both");
    closing_add_counts(&closing, screen->selection, screen->pairs, 2);
    closing_add_trust(&closing, screen->pairs, screen->labels, 2);
    closing_add_next(&closing, &next);
    if (closing_add_elsewhere(&closing, screen->db, screen->pivot, screen->request, false, err))
        return -1;
    print_with_table(screen, &closing);
    return 0;
}

/* Three sets or more: claims without a table. */
static int print_claims(const struct screen *screen, struct err *err) {
    struct sentences sentences = sentences_of(screen);
    struct closing closing = {.text = ""};
    char conditions[CONDITIONS_TEXT_SIZE];

    sentences_print(&sentences);
    printf("\n");
    closing_add(&closing, "%s.", conditions_shared(screen->conditions, screen->count, conditions));
    closing_add_counts(&closing, screen->selection, screen->pairs, screen->count);
    closing_add_trust(&closing, screen->pairs, screen->labels, screen->count);
    if (closing_add_elsewhere(&closing, screen->db, screen->pivot, screen->request, true, err))
        return -1;
    closing_print(&closing);
    return 0;
}

/* --- which screen ----------------------------------------------------------------------------- */

/* The same two models under several sets of conditions. */
static bool are_siblings(const struct pair_answers *answers, const struct pivot *pivot) {
    const struct pairing *first = answers->pairings;

    for (size_t i = 0; i < answers->count; i++)
        if (strcmp(first->a->model, answers->pairings[i].a->model) ||
            strcmp(first->b->model, answers->pairings[i].b->model))
            return false;
    return answers->count == pivot->count;
}

/* Each label names everything in which any of the sets differ. */
static void label_sets(struct screen *screen) {
    screen->conditions = memory_get(screen->count + 1, sizeof *screen->conditions);
    screen->label = memory_get(screen->count + 1, sizeof *screen->label);
    screen->labels = memory_get(screen->count + 1, sizeof *screen->labels);
    for (size_t i = 0; i < screen->count; i++)
        screen->conditions[i] = &screen->pairs[i].pairing->group->conditions;
    for (size_t i = 0; i < screen->count; i++)
        screen->labels[i] = conditions_label_among(screen->conditions[i], screen->conditions,
                                                   screen->count, screen->label[i]);
}

static int print_siblings(struct screen *screen, struct err *err) {
    const struct conditions *first = &screen->pairs[0].pairing->group->conditions;
    struct sentences sentences;
    int result = 0;

    label_sets(screen);
    sentences = sentences_of(screen);
    if (screen->request->quiet)
        sentences_print_plain(&sentences);
    else if (screen->request->brief)
        sentences_print(&sentences);
    else if (screen->count == 1)
        result = print_single(screen, err);
    else if (screen->count == 2 &&
             conditions_differences(first, &screen->pairs[1].pairing->group->conditions) == 1)
        result = print_double(screen, err);
    else
        result = print_claims(screen, err);
    free(screen->conditions);
    free(screen->label);
    free(screen->labels);
    return result;
}

/* Describes the highest level of a model that has none to be compared with, and how far to trust
 * it. */
static int print_alone(struct db *db, const struct group *group, struct err *err) {
    const struct curve *curve = group->curves;
    const struct cell *last = curve->count ? &curve->cells[curve->count - 1] : NULL;
    char text[SENTENCE_SIZE] = "", level[UNITS_SIZE], ratio[UNITS_SIZE],
         conditions[CONDITIONS_TEXT_SIZE], reasons[SENTENCE_SIZE];
    struct pair_answer alone;
    struct closing closing = {.text = ""};

    if (pair_answer_alone(db, group, &alone, err))
        return -1;
    if (alone.poor) {
        snprintf(text, sizeof text, "Do not quote: %s.", pair_answer_reasons(&alone, reasons));
        paragraph_print(NULL, text);
        printf("\n");
        *text = 0;
    }
    text_add(text, sizeof text, "Only %s was measured, so there is nothing to compare",
             curve->model);
    if (last && last->mean[METRIC_OVERHEAD] > 0)
        text_add(text, sizeof text, "; at %s its overhead is %s",
                 units_count(level, last->concurrency),
                 figures_ratio(ratio, last->mean[METRIC_OVERHEAD], 3));
    text_add(text, sizeof text, ".");
    paragraph_print("TIME", text);
    printf("\n");
    closing_add(&closing, "%s.", conditions_text(&group->conditions, NULL, conditions));
    closing_add_trust(&closing, &alone, NULL, 1);
    closing_print(&closing);
    return 0;
}

/* Sets of conditions that have several models, or not the same ones: one after the other. */
static int print_each(struct screen *screen, struct pair_answers *answers, struct err *err) {
    int result = 0;
    size_t next = 0;

    for (size_t i = 0; i < screen->pivot->count && !result; i++) {
        struct pivot own = {.groups = &screen->pivot->groups[i], .count = 1};
        size_t first = next;

        while (next < answers->count && answers->pairings[next].group == own.groups)
            next++;
        screen->pairs = &answers->pair[first];
        screen->count = next - first;
        if (i > 0)
            printf("\n");
        if (screen->count == 0) {
            result = print_alone(screen->db, own.groups, err);
        } else if (screen->count == 1) {
            result = print_siblings(screen, err);
        } else {
            result = ranking_print(screen->db, own.groups, screen->pairs, screen->count,
                                   screen->selection, screen->request, err);
        }
    }
    return result;
}

int screen_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err) {
    struct pivot shown = omissions_conditions(pivot, "--crossover");
    struct pair_answers answers = {0};
    struct screen screen = {.db = db, .pivot = &shown, .selection = selection, .request = request};
    int result = selection_keep(db, "trial_conditions", err) ||
                 pair_answers_make(db, &shown, request, &answers, err);

    if (!result) {
        omissions_pairs(pivot, &request->filter, answers.count);
        screen.pairs = answers.pair;
        screen.count = answers.count;
        result = are_siblings(&answers, &shown) ? print_siblings(&screen, err)
                                                : print_each(&screen, &answers, err);
    }
    pair_answers_free(&answers);
    return result ? -1 : 0;
}
