#include "analysis/report/crossovers.h"

#include "analysis/report/document.h"
#include "analysis/report/markdown.h"
#include "analysis/report/omissions.h"
#include "analysis/report/pair_answer.h"
#include "analysis/report/record_rows.h"

#include <stdio.h>

static int print_json(struct db *db, const struct pivot *pivot, const struct pair_answers *answers,
                      const struct request *request, bool with_origin, struct err *err) {
    struct elsewhere elsewhere;
    int result = elsewhere_find(db, pivot, request, &elsewhere, err);

    if (!result)
        document_print(answers, &elsewhere, request, with_origin);
    elsewhere_free(&elsewhere);
    return result;
}

int crossovers_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                     const struct request *request, struct err *err) {
    struct pair_answers answers = {0};
    int result = selection_keep(db, "trial_conditions", err) ||
                 pair_answers_make(db, pivot, request, &answers, err);

    if (!result)
        omissions_pairs(pivot, &request->filter, answers.count);
    if (!result && request->format == FORMAT_JSON)
        result = print_json(db, pivot, &answers, request, selection->origins > 1, err);
    else if (!result && request->format == FORMAT_CSV)
        record_rows_csv(&answers, request);
    else if (!result && request->format == FORMAT_MARKDOWN)
        markdown_print(&answers, selection, request);
    else if (!result)
        record_rows_table(&answers, request);
    if (!result && answers.count == 0 && request->format == FORMAT_TABLE)
        printf("Only one model was measured, so there is no pair to compare.\n");
    pair_answers_free(&answers);
    return result ? -1 : 0;
}
