#include "analysis/report/ending.h"

#include "analysis/report/screen.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/schema.h"
#include "store/store.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Is there a pair of models under any of the conditions? */
static bool has_pair(const struct pivot *pivot) {
    for (size_t i = 0; i < pivot->count; i++)
        if (pivot->groups[i].count > 1)
            return true;
    return false;
}

static int print_answer(struct db *db, const struct request *request, struct err *err) {
    struct selection selection;
    struct pivot pivot;
    int result = 0;

    if (schema_temporary_views(db, err) || selection_make(db, &request->filter, &selection, err) ||
        pivot_read(db, false, &pivot, err))
        return -1;
    if (has_pair(&pivot)) {
        char file[512] = "";

        printf("\n");
        result = screen_print(db, &pivot, &selection, request, err);
        text_add_word(file, sizeof file, request->db);
        printf("Chart, trust and next step:\n  analyze --db=%s\n", file);
    }
    pivot_free(&pivot);
    return result;
}

int ending_print(const char *file, struct err *err) {
    char *option = memory_text("--db=%s", file), *arguments[] = {"analyze", option, NULL};
    struct request request;
    struct db *db;
    int result = -1;

    gsl_set_error_handler_off(); /* GSL then returns NAN, which means unknown */
    if (!request_parse(2, arguments, &request, err)) {
        request.brief = true;
        db = store_open_reading(file, err);
        result = db ? print_answer(db, &request, err) : err->kind ? -1 : 0;
        if (db)
            db_close(db);
    }
    request_free(&request);
    free(option);
    return result;
}
