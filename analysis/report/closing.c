#include "analysis/report/closing.h"

#include "analysis/dataset/samples.h"
#include "analysis/estimate/between.h"
#include "analysis/render/paragraph.h"
#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- text and lines --------------------------------------------------------------------------- */

void closing_add(struct closing *closing, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    text_add_list(closing->text, sizeof closing->text, format, arguments);
    va_end(arguments);
}

void closing_add_line(struct closing *closing, const char *format, ...) {
    va_list arguments;

    if (closing->line_count == CLOSING_LINES_MOST)
        return;
    va_start(arguments, format);
    vsnprintf(closing->line[closing->line_count++], sizeof *closing->line, format, arguments);
    va_end(arguments);
}

void closing_print(const struct closing *closing) {
    paragraph_print(NULL, closing->text);
    for (size_t i = 0; i < closing->line_count; i++)
        paragraph_line("%s", closing->line[i]);
}

size_t closing_lines(const struct closing *closing) {
    return paragraph_lines(NULL, closing->text) + closing->line_count;
}

/* Adds a blank between sentences. */
static void begin_sentence(struct closing *closing) {
    if (*closing->text)
        closing_add(closing, " ");
}

/* --- the rate --------------------------------------------------------------------------------- */

void closing_add_rate(struct closing *closing, const struct pair_answer *pair) {
    const struct place *place = &pair->answers[METRIC_OVERHEAD].place;
    double sleep = pair->pairing->group->conditions.sleep / 1e3, printed;
    char level[UNITS_SIZE], wait[UNITS_SIZE], rate[UNITS_SIZE];

    if (pair->answers[METRIC_OVERHEAD].is == ANSWER_IS_NONE || place->status != PLACE_FOUND ||
        !(sleep > 0 && sleep < 1e9) || pair->poor || pair->metric != METRIC_OVERHEAD)
        return;
    printed = figures_rounded(place->estimate, place->low, place->high);
    begin_sentence(closing);
    closing_add(closing, "%s concurrent tasks of %s are at most %s per second.",
                figures_level(level, printed), units_time(wait, llround(sleep * 1e9)),
                figures_level(rate, figures_rounded(printed / sleep, place->low / sleep,
                                                    place->high / sleep)));
}

/* --- what it is based on ---------------------------------------------------------------------- */

static bool all_poor(const struct pair_answer *pairs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!pairs[i].poor)
            return false;
    return true;
}

static bool within_a_sweep(const struct pair_answer *pairs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (pairs[i].comparisons[pairs[i].metric].sweeps == 0)
            return true;
    return false;
}

/* Without a full stop. */
static void add_trials(struct closing *closing, const struct selection *selection) {
    int64_t left_out = selection->is_short + selection->uneven;
    char number[UNITS_SIZE], day[UNITS_SIZE];

    begin_sentence(closing);
    closing_add(closing, "%s trial%s", units_count(number, selection->trials),
                selection->trials == 1 ? "" : "s");
    if (selection->failed > 0)
        closing_add(closing, ", %s of them failed", units_count(number, selection->failed));
    if (left_out > 0)
        closing_add(closing, ", %s left out (short or uneven)", units_count(number, left_out));
    closing_add(closing, ", %s sweep%s", units_count(number, selection->sweeps),
                selection->sweeps == 1 ? "" : "s");
    if (*selection->newest)
        closing_add(closing, ", %s", figures_day(day, selection->newest));
}

void closing_add_trials(struct closing *closing, const struct selection *selection) {
    add_trials(closing, selection);
    closing_add(closing, ".");
}

void closing_add_counts(struct closing *closing, const struct selection *selection,
                        const struct pair_answer *pairs, size_t count) {
    add_trials(closing, selection);
    if (!all_poor(pairs, count))
        closing_add(closing, ", 95%% ranges%s",
                    within_a_sweep(pairs, count) ? " within one sweep" : "");
    closing_add(closing, ".");
}

/* Adds a sweep to a list of *count sweeps, once. */
static void add_sweep(int64_t **sweeps, size_t *count, int64_t sweep) {
    for (size_t i = 0; i < *count; i++)
        if ((*sweeps)[i] == sweep)
            return;
    *sweeps = memory_resize(*sweeps, *count + 1, sizeof **sweeps);
    (*sweeps)[(*count)++] = sweep;
}

struct selection closing_selection(const struct selection *all, const struct group *const *groups,
                                   size_t count) {
    struct selection part = {.trials = 0};
    int64_t *sweeps = NULL;
    size_t sweep_count = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < groups[i]->count; j++) {
            const struct curve *curve = &groups[i]->curves[j];
            size_t own_count;
            int64_t *own = samples_sweeps(curve, &own_count);

            for (size_t k = 0; k < own_count; k++)
                add_sweep(&sweeps, &sweep_count, own[k]);
            free(own);
            for (size_t k = 0; k < curve->count; k++) {
                const struct cell *cell = &curve->cells[k];

                part.failed += cell->failed;
                part.is_short += cell->left_out;
                part.trials += cell->trials + cell->failed + cell->left_out;
            }
        }
    free(sweeps);
    part.sweeps = (int64_t)sweep_count;
    if (part.sweeps == all->sweeps)
        snprintf(part.newest, sizeof part.newest, "%s", all->newest);
    return part;
}

/* --- trust ------------------------------------------------------------------------------------ */

/* Adds what each set finds, but each clause once. */
static void add_reasons(struct closing *closing, const struct pair_answer *pairs, size_t count) {
    enum { most = 2 };
    size_t told = 0;

    for (size_t rank = 0; rank < most; rank++)
        for (size_t i = 0; i < count && told < most; i++) {
            const struct trust *trust = &pairs[i].trust;
            const char *clause = rank < trust->count ? trust->findings[rank].clause : NULL;

            if (!clause || trust->findings[rank].weight == WEIGHT_NOTE ||
                strstr(closing->text, clause))
                continue;
            closing_add(closing, "%s%s", told++ ? "; " : " (", clause);
        }
    if (told > 0)
        closing_add(closing, ")");
}

static bool all_alike(const struct pair_answer *pairs, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (strcmp(pairs[i].trust.word, pairs->trust.word))
            return false;
    return true;
}

void closing_add_trust(struct closing *closing, const struct pair_answer *pairs,
                       const char *const *labels, size_t count) {
    begin_sentence(closing);
    closing_add(closing, "Trust: ");
    if (count == 1 || all_alike(pairs, count)) {
        closing_add(closing, "%s", pairs->trust.word);
        if (count == 2)
            closing_add(closing, " in both");
        else if (count > 2)
            closing_add(closing, count == 3 ? " in all three" : " in all %zu", count);
        if (!pairs->poor)
            add_reasons(closing, pairs, count);
    }
    for (size_t i = 0; i < count && !all_alike(pairs, count); i++) {
        closing_add(closing, "%s%s for %s", i ? ", " : "", pairs[i].trust.word, labels[i]);
        if (!pairs[i].poor)
            add_reasons(closing, &pairs[i], 1);
    }
    closing_add(closing, ".");
}

/* --- what would help, and what is not shown --------------------------------------------------- */

void closing_add_next(struct closing *closing, const struct next *next) {
    char duration[UNITS_SIZE];

    if (!*next->purpose)
        return;
    begin_sentence(closing);
    closing_add(closing, "%s", next->purpose);
    if (next->seconds > 0)
        closing_add(closing, ", %s", next_duration(duration, next->seconds));
    closing_add(closing, ":");
    closing_add_line(closing, "  %s", next->command);
}

/* Adds the commands of at most `most` sets that are shown, or not. Returns how many others there
 * are. */
static size_t add_commands(struct closing *closing, const struct elsewhere *elsewhere, bool shown,
                           size_t most) {
    char number[UNITS_SIZE];
    size_t width = 0, added = 0, others = 0;

    for (size_t i = 0, seen = 0; i < elsewhere->count && seen < most; i++) {
        if (elsewhere->set[i].shown != shown)
            continue;
        if (strlen(elsewhere->set[i].command) > width)
            width = strlen(elsewhere->set[i].command);
        seen++;
    }
    for (size_t i = 0; i < elsewhere->count; i++) {
        const struct elsewhere_set *set = &elsewhere->set[i];

        if (set->shown != shown)
            continue;
        if (added == most)
            others++;
        else if (shown)
            closing_add_line(closing, "  %s", set->command);
        else
            closing_add_line(closing, "  %-*s    # %s trial%s", (int)width, set->command,
                             units_count(number, set->trials), set->trials == 1 ? "" : "s");
        added += added < most;
    }
    return others;
}

static void add_sets(struct closing *closing, const struct elsewhere *elsewhere, bool charts,
                     const struct request *request) {
    enum { sets_most = 3, charts_most = 6 };
    char file[512] = "";
    size_t shown = 0, others;

    for (size_t i = 0; i < elsewhere->count; i++)
        shown += elsewhere->set[i].shown;
    if (charts) {
        closing_add(closing, " A chart of each:");
        add_commands(closing, elsewhere, true, charts_most);
    }
    if (shown == elsewhere->count)
        return;
    closing_add_line(closing, "Also in this file:");
    others = add_commands(closing, elsewhere, false, sets_most);
    text_add_word(file, sizeof file, request->db);
    if (others > 0)
        closing_add_line(closing, "  analyze --db=%s --sweep=all    # %zu more set%s of conditions",
                         file, others, others == 1 ? "" : "s");
}

static int add_unfinished(struct closing *closing, struct db *db, const struct request *request,
                          struct err *err) {
    struct statement *row = db_prepare(db, sql_find(sql_statements, "sweeps_unfinished"), err);
    char trials[UNITS_SIZE], planned[UNITS_SIZE], file[512] = "";
    enum step step;

    if (!row)
        return -1;
    text_add_word(file, sizeof file, request->db);
    step = statement_step(row, err);
    if (step == STEP_ROW) {
        long long id = row_integer(row, "id"), round = row_integer(row, "round");
        int64_t all = row_integer(row, "planned");

        units_count(trials, row_integer(row, "trials"));
        units_count(planned, all);
        closing_add_line(closing, "Sweep %lld is not finished: %s%s%s trials, up to round %lld.",
                         id, trials, all > 0 ? " of " : "", all > 0 ? planned : "", round);
        closing_add_line(closing, "  runner --db=%s --resume=%lld", file, id);
    }
    statement_free(row);
    return step == STEP_ERROR ? -1 : 0;
}

int closing_add_elsewhere(struct closing *closing, struct db *db, const struct pivot *shown,
                          const struct request *request, bool charts, struct err *err) {
    struct elsewhere elsewhere = {0};
    int result = add_unfinished(closing, db, request, err);

    if (!result)
        result = elsewhere_find(db, shown, request, &elsewhere, err);
    if (!result)
        add_sets(closing, &elsewhere, charts, request);
    elsewhere_free(&elsewhere);
    return result;
}
