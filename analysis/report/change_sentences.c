#include "analysis/report/change_sentences.h"

#include "analysis/render/paragraph.h"
#include "analysis/render/style.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct change_sentences *sentences, const char *label, const char *text) {
    sentences->sentence =
        memory_resize(sentences->sentence, sentences->count + 1, sizeof *sentences->sentence);
    sentences->sentence[sentences->count++] =
        (struct change_sentence){label, memory_copy_text(text)};
}

/* The first sentence of a metric has its label, and that of the set. */
static void add_of_metric(struct change_sentences *sentences, const struct change_set *set,
                          enum metric metric, const char *text) {
    const char *word = metrics[metric].word;
    char own[SENTENCE_SIZE] = "";
    bool first = true;

    for (size_t i = 0; i < sentences->count; i++)
        first = first && sentences->sentence[i].label != word;
    if (first && *set->label)
        text_add(own, sizeof own, "%s: ", set->label);
    text_add(own, sizeof own, "%s", text);
    add(sentences, first ? word : "", own);
}

/* --- why it cannot be judged ------------------------------------------------------------------ */

/* "trust is poor in before.db (REASONS)" */
static void add_poor(const struct change_set *set, char *text) {
    char reasons[SENTENCE_SIZE], other[SENTENCE_SIZE];
    bool both = set->pairs[0].poor && set->pairs[1].poor;

    pair_answer_reasons(&set->pairs[!set->pairs[0].poor], reasons);
    if (both && !strcmp(reasons, pair_answer_reasons(&set->pairs[1], other)))
        text_add(text, SENTENCE_SIZE, "trust is poor on both sides (%s)", reasons);
    else
        text_add(text, SENTENCE_SIZE, "trust is poor in %s (%s)",
                 set->pairs[0].poor ? set->names.before : set->names.after, reasons);
    if (both && strcmp(reasons, pair_answer_reasons(&set->pairs[1], other)))
        text_add(text, SENTENCE_SIZE, " and in %s (%s)", set->names.after, other);
}

static void add_not_judged(const struct change_set *set, enum metric metric,
                           struct change_sentences *sentences) {
    char text[SENTENCE_SIZE] = "Cannot be judged: ";

    if (sentences->count > 0) {
        add_of_metric(sentences, set, metric, "Cannot be judged, for the same reason.");
        return;
    }
    add_poor(set, text);
    text_add(text, sizeof text, ".");
    add_of_metric(sentences, set, metric, text);
}

/* --- what changed ----------------------------------------------------------------------------- */

/* The smaller number comes first. */
static int rank_of(const struct model_change *change) {
    static const int ranks[] = {
        [VERDICT_REGRESSION] = 0,       [VERDICT_MIXED] = 0,      [VERDICT_IMPROVEMENT] = 1,
        [VERDICT_CANNOT_BE_JUDGED] = 2, [VERDICT_EQUIVALENT] = 3, [VERDICT_NO_CHANGE] = 3};

    return ranks[change->verdict];
}

enum { rank_plain = 3 };

static void add_name(char *text, const char *name, size_t told, size_t count, const char *last) {
    text_add(text, SENTENCE_SIZE, "%s%s", told == 0 ? "" : told + 1 == count ? last : ", ", name);
}

/* Models without any change: in one sentence, unless it is one of two. */
static void add_plain(const struct change_set *set, enum metric metric,
                      struct change_sentences *sentences) {
    const struct model_change *changes = set->changes[metric], *only = NULL;
    char text[SENTENCE_SIZE] = "";
    size_t plain = 0, told = 0;
    bool all;

    for (size_t i = 0; i < set->count; i++)
        if (change_text_is_plain(&changes[i])) {
            plain++;
            only = &changes[i];
        }
    all = plain == set->count;
    if (plain == 0)
        return;
    if (plain == 1 && !all) {
        add_of_metric(sentences, set, metric, change_text(only, &set->names, text));
        return;
    }
    text_add(text, sizeof text, all ? "No significant change in " : "");
    for (size_t i = 0; i < set->count; i++)
        if (change_text_is_plain(&changes[i]))
            add_name(text, changes[i].model, told++, plain, all ? " or " : " and ");
    text_add(text, sizeof text, all ? "." : ": no significant change.");
    add_of_metric(sentences, set, metric, text);
}

/* No model has a level at which both sides have a figure. */
static bool share_nothing(const struct change_set *set, enum metric metric) {
    for (size_t i = 0; i < set->count; i++) {
        const struct model_change *change = &set->changes[metric][i];

        if (change->verdict != VERDICT_CANNOT_BE_JUDGED || change->change.count > 0 ||
            !change->has_before || !change->has_after)
            return false;
    }
    return true;
}

static void add_metric(const struct change_set *set, enum metric metric,
                       struct change_sentences *sentences) {
    const struct model_change *changes = set->changes[metric];
    struct sides names = set->names;
    char text[SENTENCE_SIZE];

    if (share_nothing(set, metric)) {
        add_of_metric(sentences, set, metric,
                      "Cannot be judged: no level at which both sides have a figure.");
        return;
    }

    for (int rank = 0; rank <= rank_plain; rank++)
        for (size_t i = 0; i < set->count; i++)
            if (rank_of(&changes[i]) == rank && !change_text_is_plain(&changes[i])) {
                add_of_metric(sentences, set, metric, change_text(&changes[i], &names, text));
                names.known = true;
            }
    add_plain(set, metric, sentences);
}

/* --- where the models differ ------------------------------------------------------------------ */

/* With more than two models, one pair is not worth a sentence. */
static void add_places(const struct change_set *set, struct change_sentences *sentences) {
    enum metric metric = set->request->metric;
    struct telling telling[2];
    char text[SENTENCE_SIZE];

    for (int i = 0; i < 2; i++)
        telling[i] = (struct telling){.answer = change_set_answer(set, i),
                                      .errors = {set->pairs[i].errors[0], set->pairs[i].errors[1]},
                                      .poor = set->pairs[i].poor};
    if (change_text_places(&telling[0], &telling[1], &set->names, text))
        add_of_metric(sentences, set, metric, text);
}

/* --- all together ----------------------------------------------------------------------------- */

struct change_sentences change_sentences_make(const struct change_set *set, bool places) {
    struct change_sentences sentences = {NULL, 0};
    char text[SENTENCE_SIZE] = "Do not quote: ";

    if (set->names.poor && set->judged) {
        add_poor(set, text);
        text_add(text, sizeof text, ".");
        add(&sentences, NULL, text);
    }
    for (int metric = 0; metric < METRIC_COUNT; metric++) {
        if (!set->changes[metric])
            continue;
        if (set->judged)
            add_metric(set, (enum metric)metric, &sentences);
        else
            add_not_judged(set, (enum metric)metric, &sentences);
        if (places && metric == (int)set->request->metric && set->judged && set->has_pair &&
            set->count == 2)
            add_places(set, &sentences);
    }
    return sentences;
}

void change_sentences_free(struct change_sentences *sentences) {
    for (size_t i = 0; i < sentences->count; i++)
        free(sentences->sentence[i].text);
    free(sentences->sentence);
}

/* --- printing --------------------------------------------------------------------------------- */

size_t change_sentences_lines(const struct change_sentences *sentences) {
    size_t lines = 0;

    for (size_t i = 0; i < sentences->count; i++) {
        const struct change_sentence *sentence = &sentences->sentence[i];

        lines += paragraph_lines(sentence->label, sentence->text) + !sentence->label;
    }
    return lines;
}

void change_sentences_print(const struct change_sentences *sentences) {
    for (size_t i = 0; i < sentences->count; i++) {
        const struct change_sentence *sentence = &sentences->sentence[i];
        bool first = i == 0 || !sentences->sentence[i - 1].label;

        if (!sentence->label)
            style_print(STYLE_YELLOW);
        paragraph_print_bold(sentence->label, sentence->text,
                             sentence->label && first ? strlen(sentence->text) : 0);
        if (sentence->label)
            continue;
        style_print(STYLE_PLAIN);
        printf("\n");
    }
}

void change_sentences_print_plain(const struct change_sentences *sentences) {
    for (size_t i = 0; i < sentences->count; i++) {
        const struct change_sentence *sentence = &sentences->sentence[i];
        bool continues = sentence->label && !*sentence->label;

        if (sentence->label && !continues)
            printf("%s%-8s", i ? "\n" : "", sentence->label);
        else if (continues)
            printf(" ");
        text_write(stdout, sentence->text);
    }
    printf("\n");
}
