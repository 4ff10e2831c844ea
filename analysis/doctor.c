#include "analysis/doctor.h"

#include "analysis/trust.h"
#include "analysis/words.h"

#include <stdio.h>
#include <stdlib.h>

enum { text_size = 1024 };

static const char *const weight_names[] = {"note", "fair", "poor"};

static const char *const row_names[] = {"conditions", "trust",   "code",
                                        "weight",     "finding", "advice"};

static void print_sentences(const char *conditions, const struct trust *trust) {
    char text[text_size];

    words_print(NULL, conditions);
    snprintf(text, sizeof text, "%s%s", trust->word,
             trust->count ? "" : ": nothing stands against these trials");
    words_print("TRUST", text);
    for (size_t i = 0; i < trust->count; i++) {
        const struct finding *finding = &trust->findings[i];

        snprintf(text, sizeof text, "%s (%s)", finding->code, weight_names[finding->weight]);
        printf("\n%s\n", text);
        words_print("", finding->text);
        snprintf(text, sizeof text, "-> %s", finding->advice);
        words_print("", text);
    }
}

static void print_rows(struct table *table, const char *conditions, const struct trust *trust) {
    for (size_t i = 0; i < trust->count; i++) {
        table_text(table, conditions);
        table_text(table, trust->word);
        table_text(table, trust->findings[i].code);
        table_text(table, weight_names[trust->findings[i].weight]);
        table_text(table, trust->findings[i].text);
        table_text(table, trust->findings[i].advice);
    }
}

int doctor_print(struct db *db, const struct pivot *pivot, const struct request *request,
                 bool with_origin, struct err *err) {
    size_t count;
    struct pairing *pairings = pairings_list(pivot, request, &count);
    struct table *table =
        request->format == FORMAT_TABLE
            ? NULL
            : table_begin(request->format, row_names, sizeof row_names / sizeof *row_names);
    int result = 0;

    for (size_t i = 0; i < pivot->count && !result; i++) {
        const struct group *group = &pivot->groups[i];
        char conditions[text_size];
        struct trust trust;

        result = trust_judge(db, group, pairing_of_group(pairings, count, group), request->margin,
                             &trust, err);
        if (result)
            break;
        words_conditions(&group->conditions, with_origin, conditions, sizeof conditions);
        if (table) {
            print_rows(table, conditions, &trust);
        } else {
            printf("%s", i ? "\n" : "");
            print_sentences(conditions, &trust);
        }
    }
    if (table)
        table_end(table);
    free(pairings);
    return result;
}
