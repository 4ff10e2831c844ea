#include "analysis/report/doctor.h"

#include "analysis/dataset/selection.h"
#include "analysis/diagnose/diagnostics.h"
#include "analysis/render/paragraph.h"
#include "analysis/report/omissions.h"
#include "analysis/report/pair_answer.h"
#include "analysis/words/conditions_text.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const row_names[] = {"conditions", "trust",   "code",
                                        "weight",     "finding", "advice"};

/* --- the machine and the reference trials ----------------------------------------------------- */

/* Appends ", " and the formatted fact; nothing if it is unknown. */
static void append(char *text, const char *format, const char *fact) {
    if (fact && *fact)
        paragraph_add(text, PARAGRAPH_SIZE, ", ", format, fact);
}

static void print_machine(struct statement *row) {
    char text[PARAGRAPH_SIZE] = "", number[64];
    double two = row_real(row, "two_cpus");

    append(text, "%s", row_text(row, "cpu_model"));
    append(text, "%s CPUs", row_text(row, "cpus"));
    append(text, "%s cores", row_text(row, "cores"));
    append(text, "%s NUMA node(s)", row_text(row, "numa_nodes"));
    append(text, "virtualisation %s", row_text(row, "virtualisation"));
    append(text, "%s", row_text(row, "kernel"));
    append(text, "%s", row_text(row, "preemption"));
    append(text, "clock %s", row_text(row, "clock_source"));
    append(text, "huge pages %s", row_text(row, "huge_pages"));
    append(text, "idle governor %s", row_text(row, "idle_governor"));
    append(text, "frequency governor %s", row_text(row, "frequency_governor"));
    snprintf(number, sizeof number, "%.2f", two);
    append(text, "two CPUs do %s times the work of one", isnan(two) ? NULL : number);
    if (*text)
        paragraph_print("MACHINE", text);
}

static void print_sentinels(struct statement *row) {
    char text[PARAGRAPH_SIZE];

    snprintf(text, sizeof text, "%s at %s, from start to end: %s", row_text_known(row, "model"),
             row_text_known(row, "concurrency"), row_text_known(row, "overheads"));
    paragraph_print("REFERENCE", text);
}

static int print_each(struct db *db, const char *name, const char *conditions,
                      void (*print)(struct statement *row), struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, name), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":conditions", conditions);
    while ((step = statement_step(statement, err)) == STEP_ROW)
        print(statement);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

static int print_circumstances(struct db *db, const struct group *group, struct err *err) {
    return print_each(db, "doctor_machine", group->conditions.key, print_machine, err) ||
                   print_each(db, "doctor_sentinels", group->conditions.key, print_sentinels, err)
               ? -1
               : 0;
}

/* --- the warnings ----------------------------------------------------------------------------- */

static void print_sentences(const char *conditions, const struct trust *trust) {
    char text[PARAGRAPH_SIZE];

    paragraph_print(NULL, conditions);
    snprintf(text, sizeof text, "%s%s", trust->word, trust->count ? "" : ": no warnings");
    paragraph_print("TRUST", text);
    for (size_t i = 0; i < trust->count; i++) {
        const struct finding *finding = &trust->findings[i];

        printf("\n");
        paragraph_line("%s (%s)", finding->warning->code, weight_names[finding->weight]);
        paragraph_print("", finding->text);
        snprintf(text, sizeof text, "-> %s", finding->warning->advice);
        paragraph_print("", text);
    }
}

static void print_rows(struct table *table, const char *conditions, const struct trust *trust) {
    for (size_t i = 0; i < trust->count; i++) {
        table_text(table, conditions);
        table_text(table, trust->word);
        table_text(table, trust->findings[i].warning->code);
        table_text(table, weight_names[trust->findings[i].weight]);
        table_text(table, trust->findings[i].text);
        table_text(table, trust->findings[i].warning->advice);
    }
}

static int print_group(struct db *db, const struct group *group, struct table *table,
                       const struct trust *trust, struct err *err) {
    char conditions[CONDITIONS_TEXT_SIZE];

    conditions_text(&group->conditions, NULL, conditions);
    if (table) {
        print_rows(table, conditions, trust);
        return 0;
    }
    print_sentences(conditions, trust);
    printf("\n");
    return print_circumstances(db, group, err);
}

int doctor_print(struct db *db, const struct pivot *pivot, const struct request *request,
                 struct err *err) {
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
        const struct pairing *pairing = pairing_of_group(answers.pairings, answers.count, group);
        struct trust trust;

        printf("%s", is_table && i ? "\n" : "");
        if (pairing)
            trust = answers.pair[pairing - answers.pairings].trust;
        else
            result = diagnose(db, group, NULL, &trust, err);
        if (!result)
            result = print_group(db, group, table, &trust, err);
    }
    if (table)
        table_end(table);
    pair_answers_free(&answers);
    return result ? -1 : 0;
}
