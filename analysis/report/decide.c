#include "analysis/report/decide.h"

#include "analysis/capacity/decision.h"
#include "analysis/render/paragraph.h"
#include "analysis/render/style.h"
#include "analysis/render/table.h"
#include "analysis/report/choice.h"
#include "analysis/report/decide_closing.h"
#include "analysis/report/needs.h"
#include "analysis/report/sentences.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- rows ------------------------------------------------------------------------------------- */

static void print_rows(const struct decision *decision, enum format format) {
    static const char *const names[] = {"model",    "rate",    "wait",         "work",
                                        "sustains", "workers", "low",          "high",
                                        "beyond",   "cores",   "cores_error",  "memory",
                                        "p99",      "most",    "most_workers", "most_cores"};
    struct table *table = table_begin(format, names, sizeof names / sizeof *names);

    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];
        const struct load *load = &candidate->load;
        double figures[] = {load->workers, load->low,       load->high,      load->beyond,
                            load->cores,   load->error,     load->memory,    load->p99,
                            load->most,    load->most_from, load->most_cores};

        table_text(table, candidate->model);
        table_real(table, decision->service.rate);
        table_real(table, decision->service.wait);
        table_real(table, decision->service.work);
        table_text(table, needs_verdict(candidate));
        for (size_t j = 0; j < sizeof figures / sizeof *figures; j++)
            table_real(table, candidate->known && (load->verdict == LOAD_SUSTAINED || j > 7)
                                  ? figures[j]
                                  : NAN);
    }
    table_end(table);
}

/* --- for people ------------------------------------------------------------------------------- */

/* Prints why the trials must not be quoted. Returns the number of lines. */
static size_t print_warnings(const struct decide_basis *basis) {
    struct sentences sentences = {basis->pairs, basis->labels, basis->count, basis->request};
    char text[2 * SENTENCE_SIZE];
    size_t lines = 0;

    style_print(basis->poor ? STYLE_YELLOW : STYLE_PLAIN);
    for (size_t i = 0; i < basis->count; i++)
        if (sentences_warning(&sentences, i, text)) {
            paragraph_print(NULL, text);
            lines += paragraph_lines(NULL, text);
        }
    style_print(STYLE_PLAIN);
    if (lines > 0)
        printf("\n");
    return lines + (lines > 0);
}

static void print_left_out(const struct decide_basis *basis, size_t left_out) {
    char command[NEXT_COMMAND_SIZE];
    const struct request *request = basis->request;

    decide_command(basis, request->work_ns == NO_VALUE ? NAN : basis->decision->service.work,
                   command, sizeof command);
    paragraph_line("  %zu more:", left_out);
    paragraph_line("  %s --format=csv", command);
}

static void print_screen(const struct decide_basis *basis) {
    enum { screen_lines = 24, around_table = 3, rows_least = 2, naming = 2 };
    struct closing closing = {.text = ""};
    char text[CHOICE_TEXT_SIZE];
    size_t lines = print_warnings(basis), left_out, most;

    decide_closing(basis, &closing);
    choice_text(basis->decision, basis->poor, text);
    lines += paragraph_lines(NULL, text) + around_table + closing_lines(&closing);
    most = lines + rows_least < screen_lines ? screen_lines - lines : rows_least;
    most -= most < basis->decision->count && most > naming ? naming : 0; /* room to say so */
    paragraph_print_bold(NULL, text, basis->poor ? 0 : strcspn(text, ":"));
    printf("\n");
    left_out = needs_print(basis->decision, most, basis->poor);
    if (left_out > 0)
        print_left_out(basis, left_out);
    printf("\n");
    closing_print(&closing);
}

/* --- why there is no decision ----------------------------------------------------------------- */

static const char *typed(char text[static UNITS_SIZE], double seconds) {
    return units_time_typed(text, llround(seconds * 1e9));
}

static int refuse(const struct decision *decision, struct err *err) {
    char recorded[PARAGRAPH_SIZE] = "", wait[UNITS_SIZE], work[UNITS_SIZE];

    for (size_t i = 0; i < decision->family.count; i++) {
        const struct conditions *conditions = &decision->family.groups[i]->conditions;

        paragraph_add(recorded, sizeof recorded, ", ", "%s with %s of work",
                      typed(wait, conditions->sleep / 1e3), typed(work, conditions->work));
    }
    typed(wait, decision->service.wait);
    typed(work, decision->service.work);
    return err_set(err, ERR_USAGE,
                   "--decide: a wait of %s with %s of work is too far from what was recorded (%s); "
                   "record it with: runner --sleep=%s --work=%s",
                   wait, work, recorded, wait, work);
}

static int refuse_if_none(const struct decision *decision, enum decision_outcome outcome,
                          struct err *err) {
    if (outcome == DECISION_NOTHING_WAITS)
        return err_set(err, ERR_NOTHING,
                       "--decide: no recorded task waits; record some that do, as runner does by "
                       "default");
    return outcome == DECISION_TOO_FAR ? refuse(decision, err) : 0;
}

static double seconds_or_nan(int64_t time_ns) {
    return time_ns == NO_VALUE ? NAN : (double)time_ns / 1e9;
}

static int answer(struct db *db, const struct decision *decision, const struct selection *selection,
                  const struct request *request, struct err *err) {
    struct decide_basis basis;
    int result;

    if (request->format != FORMAT_TABLE) {
        print_rows(decision, request->format);
        return 0;
    }
    result = decide_basis_make(db, decision, selection, request, &basis, err);
    if (!result)
        print_screen(&basis);
    decide_basis_free(&basis);
    return result;
}

int decide_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err) {
    struct service asked = {.rate = request->rate,
                            .wait = seconds_or_nan(request->wait_ns),
                            .work = seconds_or_nan(request->work_ns)};
    struct decision decision;
    int result = refuse_if_none(&decision, decision_make(pivot, &asked, &decision), err);

    if (!result)
        result = answer(db, &decision, selection, request, err);
    decision_free(&decision);
    return result;
}
