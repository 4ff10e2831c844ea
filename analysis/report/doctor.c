#include "analysis/report/doctor.h"

#include "analysis/render/paragraph.h"
#include "analysis/render/style.h"
#include "analysis/report/circumstances.h"
#include "analysis/report/closing.h"
#include "analysis/report/command.h"
#include "analysis/report/findings.h"
#include "analysis/report/omissions.h"
#include "analysis/report/pair_answer.h"
#include "analysis/words/conditions_text.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { screen_lines = 24, command_columns = 75 };

/* What the screen of one set of conditions shows. */
struct page {
    const struct group *group;
    const struct pair_answer *pair; /* its pairing is NULL if there is one model only */
    const char *label;              /* what distinguishes the set from others; or NULL */
    const struct request *request;
    char head[2 * SENTENCE_SIZE];
    struct next next;
    struct circumstances circumstances;
    struct closing closing;
};

/* --- the head --------------------------------------------------------------------------------- */

static const char *number_word(size_t number, char text[static UNITS_SIZE]) {
    static const char *const words[] = {"no",  "one",   "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine",  "ten"};

    if (number < sizeof words / sizeof *words)
        return words[number];
    return units_count(text, (int64_t)number);
}

/* "Trust: fair. Nothing makes the answer unreliable; four things limit it." */
static void describe_head(struct page *page) {
    const struct pair_answer *pair = page->pair;
    const struct trust *trust = &pair->trust;
    const char *what = pair->pairing ? "the answer" : "the trials";
    const char *it = pair->pairing ? "it" : "them";
    char *text = page->head, reasons[SENTENCE_SIZE], number[UNITS_SIZE];
    size_t size = sizeof page->head, count = trust->count;

    text_add(text, size, "Trust");
    if (page->label && *page->label)
        text_add(text, size, " for %s", page->label);
    text_add(text, size, ": %s. ", trust->word);
    if (pair->poor)
        text_add(text, size, "Do not quote %s: %s.", what, pair_answer_reasons(pair, reasons));
    else if (!strcmp(trust->word, "good"))
        text_add(text, size, "Nothing limits %s.", it);
    else
        text_add(text, size, "Nothing makes %s unreliable; %s thing%s %s.", what,
                 number_word(count, number), count == 1 ? " limits" : "s limit", it);
}

/* --- the screen ------------------------------------------------------------------------------- */

static size_t lines_of(const char *text) {
    return *text ? paragraph_lines(NULL, text) : 0;
}

/* The lines besides those of the findings and the machine. */
static size_t other_lines(const struct page *page) {
    size_t fine = lines_of(page->circumstances.fine) + lines_of(page->circumstances.reference);

    return lines_of(page->head) + 1 + fine + (fine > 0) + closing_lines(&page->closing);
}

/* Prints as many findings as there is room for, and how many it leaves out. Returns the lines that
 * are left. */
static size_t print_findings(const struct page *page) {
    enum { naming = 2 }; /* the others */
    size_t count = page->pair->trust.count, others = other_lines(page) + (count > 0), lines;
    struct findings findings = {page->pair, &page->next, count};
    char command[NEXT_COMMAND_SIZE];

    while ((lines = findings_print(&findings, false) + (findings.shown < count ? naming : 0)) +
                   others >
               screen_lines &&
           findings.shown > 1)
        findings.shown--;
    findings_print(&findings, true);
    if (findings.shown < count) {
        command_begin(command, sizeof command, page->request);
        paragraph_line("%zu more finding%s:", count - findings.shown,
                       count - findings.shown == 1 ? "" : "s");
        paragraph_line("     %s --doctor --format=markdown", command);
    }
    if (count > 0)
        printf("\n");
    return lines + others < screen_lines ? screen_lines - lines - others : 0;
}

static void print_page(const struct page *page) {
    const struct circumstances *circumstances = &page->circumstances;
    size_t left;

    if (page->pair->poor)
        style_print(STYLE_YELLOW);
    paragraph_print(NULL, page->head);
    if (page->pair->poor)
        style_print(STYLE_PLAIN);
    printf("\n");
    left = print_findings(page);
    if (*circumstances->fine)
        paragraph_print(NULL, circumstances->fine);
    if (*circumstances->reference)
        paragraph_print(NULL, circumstances->reference);
    if (*circumstances->fine || *circumstances->reference)
        printf("\n");
    closing_print(&page->closing);
    if (lines_of(circumstances->machine) <= left && *circumstances->machine)
        paragraph_print(NULL, circumstances->machine);
}

static void close_page(struct page *page, const struct selection *selection) {
    struct selection own = closing_selection(selection, &page->group, 1);
    const struct pairing *pairing = page->pair->pairing;
    char conditions[CONDITIONS_TEXT_SIZE];

    closing_add(&page->closing, "%s.", conditions_text(&page->group->conditions, NULL, conditions));
    closing_add_trials(&page->closing, &own);
    if (pairing && page->group->count > 2)
        closing_add(&page->closing, " Of %zu models, %s and %s are judged together.",
                    page->group->count, pairing->a->model, pairing->b->model);
}

/* --- rows ------------------------------------------------------------------------------------- */

static const char *const row_names[] = {"conditions", "trust",   "code",
                                        "weight",     "finding", "advice"};

static void print_rows(struct table *table, const struct group *group, const struct trust *trust) {
    char conditions[CONDITIONS_TEXT_SIZE];

    conditions_text(&group->conditions, NULL, conditions);
    for (size_t i = 0; i < trust->count; i++) {
        table_text(table, conditions);
        table_text(table, trust->word);
        table_text(table, trust->findings[i].warning->code);
        table_text(table, weight_names[trust->findings[i].weight]);
        table_text(table, trust->findings[i].text);
        table_text(table, trust->findings[i].warning->advice);
    }
}

/* --- all together ----------------------------------------------------------------------------- */

/* What distinguishes a set from the first, or the first from the last. */
static const char *label_of(const struct pivot *shown, const struct group *group,
                            char text[static CONDITIONS_TEXT_SIZE]) {
    const struct group *other =
        group == shown->groups ? &shown->groups[shown->count - 1] : shown->groups;

    return shown->count > 1 ? conditions_label(&group->conditions, &other->conditions, text) : NULL;
}

static int print_set(struct db *db, const struct pivot *shown, const struct group *group,
                     const struct pair_answer *pair, const struct selection *selection,
                     const struct request *request, struct err *err) {
    char label[CONDITIONS_TEXT_SIZE];
    struct page page = {.group = group, .pair = pair, .request = request};

    page.label = label_of(shown, group, label);
    if (pair->pairing)
        page.next = next_within(pair, request, command_columns);
    if (circumstances_read(db, group->conditions.key, &pair->trust, &page.circumstances, err))
        return -1;
    describe_head(&page);
    close_page(&page, selection);
    print_page(&page);
    return 0;
}

int doctor_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err) {
    bool is_table = request->format == FORMAT_TABLE;
    struct pivot shown = is_table ? omissions_conditions(pivot, "--format=csv") : *pivot;
    struct pair_answers answers = {0};
    struct table *table =
        is_table ? NULL
                 : table_begin(request->format, row_names, sizeof row_names / sizeof *row_names);
    int result = selection_keep(db, "trial_conditions", err) ||
                 pair_answers_make(db, &shown, request, &answers, err);

    for (size_t i = 0; i < shown.count && !result; i++) {
        const struct group *group = &shown.groups[i];
        const struct pair_answer *pair = pair_answers_worst(&answers, group);
        struct pair_answer alone;

        printf("%s", is_table && i ? "\n" : "");
        if (!pair)
            result = pair_answer_alone(db, group, &alone, err);
        pair = pair ? pair : &alone;
        if (!result && table)
            print_rows(table, group, &pair->trust);
        else if (!result)
            result = print_set(db, &shown, group, pair, selection, request, err);
    }
    if (table)
        table_end(table);
    pair_answers_free(&answers);
    return result ? -1 : 0;
}
