#include "analysis/report/screen.h"

#include "analysis/compare/rate.h"
#include "analysis/estimate/between.h"
#include "analysis/render/number.h"
#include "analysis/render/paragraph.h"
#include "analysis/report/chart.h"
#include "analysis/report/crossover_report.h"
#include "analysis/report/omissions.h"
#include "analysis/report/rates.h"
#include "analysis/report/wording.h"
#include "base/text.h"
#include "base/units.h"
#include "record/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the head --------------------------------------------------------------------------------- */

/* Sets text to "2 CPUs (VM, no quota)", or to nothing if the machine is unknown. Returns -1 and
 * sets *err if SQL fails. */
static int describe_machine(struct db *db, const struct conditions *conditions, char *text,
                            size_t size, struct err *err) {
    struct statement *statement;
    const char *where = "";
    char quota[64] = "no quota", number[NUMBER_SIZE];
    enum step step;

    *text = 0;
    if (conditions->cpus == NO_VALUE)
        return 0;
    if (!(statement = db_prepare(db, sql_find(sql_statements, "machine_facts"), err)))
        return -1;
    bind_text(statement, ":id", conditions->machine);
    step = statement_step(statement, err);
    if (step == STEP_ROW && row_text(statement, "virtualisation"))
        where = strcmp(row_text(statement, "virtualisation"), "vm") ? "no VM, " : "VM, ";
    if (!isnan(conditions->cpu_quota))
        snprintf(quota, sizeof quota, "quota %s", number_rounded(number, conditions->cpu_quota, 3));
    snprintf(text, size, "%lld CPU%s (%s%s)", (long long)conditions->cpus,
             conditions->cpus == 1 ? "" : "s", where, quota);
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

static void print_counts(const struct selection *selection, const struct request *request) {
    const char *separator = paragraph_separator();
    char text[PARAGRAPH_SIZE], count[UNITS_SIZE], scope[64];

    snprintf(scope, sizeof scope, "%s",
             request->filter.scope == SCOPE_CONDITIONS ? "the newest settings"
             : request->filter.scope == SCOPE_LATEST   ? "the newest"
                                                       : "as asked");
    snprintf(text, sizeof text, "%s trial%s in %lld sweep%s (%s)%s95%% intervals%s",
             units_count(count, selection->trials), selection->trials == 1 ? "" : "s",
             (long long)selection->sweeps, selection->sweeps == 1 ? "" : "s", scope, separator,
             selection->sweeps < SWEEPS_LEAST ? " within one sweep" : "");
    if (selection->is_short + selection->uneven > 0)
        text_add(text, sizeof text,
                 "%s%lld short (slept less than asked) and %lld uneven (tasks missing) left out of "
                 "every mean",
                 separator, (long long)selection->is_short, (long long)selection->uneven);
    paragraph_print(NULL, text);
}

static int print_head(struct db *db, const struct group *group, bool with_origin, struct err *err) {
    char machine[128], conditions[PARAGRAPH_SIZE], text[2 * PARAGRAPH_SIZE];

    if (describe_machine(db, &group->conditions, machine, sizeof machine, err))
        return -1;
    wording_conditions(&group->conditions, with_origin, conditions, sizeof conditions);
    snprintf(text, sizeof text, "%s%s%s", machine, *machine ? paragraph_separator() : "",
             conditions);
    paragraph_print(NULL, text);
    return 0;
}

/* --- the server ------------------------------------------------------------------------------- */

/* The server's CPU is not a cost of any model, but how busy it was tells whether it was measured as
 * well. */
static int print_server(struct db *db, const struct group *group, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "servers"), err);
    char text[PARAGRAPH_SIZE] = "";
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":conditions", group->conditions.key);
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        char level[UNITS_SIZE], cpu[NUMBER_SIZE], late[UNITS_SIZE];

        paragraph_add(
            text, sizeof text, "; ",
            "with %s at %s: %s us of CPU per task, busy %.0f%% of the time, answers late by "
            "%s",
            row_text_known(statement, "model"),
            units_count(level, row_integer(statement, "concurrency")),
            number_rounded(cpu, row_real(statement, "cpu_per_task") * 1e6, 3),
            row_real(statement, "busy") * 100,
            units_time(late, llround(row_real(statement, "late") * 1e9)));
    }
    if (*text)
        paragraph_print("SERVER", text);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

/* --- limits, and models without a pair -------------------------------------------------------- */

static int print_limits(struct db *db, const struct group *group, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "limits"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":conditions", group->conditions.key);
    while ((step = statement_step(statement, err)) == STEP_ROW) {
        char text[PARAGRAPH_SIZE], level[UNITS_SIZE];
        int64_t trials = row_integer(statement, "trials");

        snprintf(text, sizeof text, "%s from %s: %s (%lld trial%s, %s)",
                 row_text_known(statement, "model"),
                 units_count(level, row_integer(statement, "concurrency")),
                 row_text_known(statement, "error"), (long long)trials, trials == 1 ? "" : "s",
                 row_text_known(statement, "status"));
        paragraph_print("LIMIT", text);
    }
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

/* Describes the lowest and highest level of a model that has no other to be compared with. */
static void print_alone(const struct curve *curve) {
    const struct cell *first = NULL, *last = NULL;
    char text[PARAGRAPH_SIZE], low[UNITS_SIZE], high[UNITS_SIZE], from[NUMBER_SIZE],
        to[NUMBER_SIZE];

    for (size_t i = 0; i < curve->count; i++)
        if (!isnan(curve->cells[i].mean[METRIC_OVERHEAD])) {
            first = first ? first : &curve->cells[i];
            last = &curve->cells[i];
        }
    if (!first) {
        paragraph_print(curve->model, "only one model recorded, and no trial of it has a figure");
        return;
    }
    snprintf(
        text, sizeof text, "only one model recorded; overhead %s at %s, %s at %s",
        number_rounded(from, first->mean[METRIC_OVERHEAD], 4), units_count(low, first->concurrency),
        number_rounded(to, last->mean[METRIC_OVERHEAD], 4), units_count(high, last->concurrency));
    if (!isnan(first->mean[METRIC_CPU] + last->mean[METRIC_CPU]))
        paragraph_add(text, sizeof text, "; ", "CPU %.3g and %.3g us per task",
                      first->mean[METRIC_CPU] * 1e6, last->mean[METRIC_CPU] * 1e6);
    paragraph_print(curve->model, text);
}

/* --- the foot --------------------------------------------------------------------------------- */

static void print_rate(const struct pairing *pairing, const struct request *request) {
    struct comparison comparison = comparison_make(pairing, METRIC_OVERHEAD, request->margin);
    double level = crossover_headline(&comparison.crossover);
    struct rate rate = rate_of(&comparison);
    char text[PARAGRAPH_SIZE], concurrency[UNITS_SIZE], per_second[UNITS_SIZE];

    comparison_free(&comparison);
    if (isnan(rate.per_second))
        return;
    snprintf(text, sizeof text, "%s is %s tasks per second.",
             wording_level(concurrency, sizeof concurrency, level),
             wording_level(per_second, sizeof per_second, rate.per_second));
    paragraph_print("", text);
}

static int print_group(struct db *db, const struct group *group, const struct pairing *pairings,
                       size_t count, const struct request *request, bool with_origin,
                       struct err *err) {
    const struct pairing *first = pairing_of_group(pairings, count, group);
    size_t of_group = 0;
    struct trust trust;

    if (print_head(db, group, with_origin, err) ||
        diagnose(db, group, first, request->margin, &trust, err))
        return -1;
    report_trust(&trust);
    for (const struct pairing *pairing = first;
         pairing && pairing < pairings + count && pairing->group == group; pairing++) {
        if (group->count > 2 || request->filter.model_count > 0)
            paragraph_line("%s against %s", pairing->a->model, pairing->b->model);
        report_pairing(pairing, request->margin);
        print_rate(pairing, request);
        of_group++;
    }
    for (size_t i = 0; i < group->count && of_group == 0; i++)
        print_alone(&group->curves[i]);
    return print_server(db, group, err) || print_limits(db, group, err) ? -1 : 0;
}

static void print_chart(const struct pivot *pivot, const struct request *request) {
    struct err err;

    printf("\n");
    fflush(stdout);
    if (chart_draw(pivot, request, "-", &err))
        err_print(&err);
}

static int print_shown(struct db *db, const struct pivot *pivot, const struct selection *selection,
                       const struct request *request, struct err *err) {
    size_t count;
    struct pairing *pairings = pairings_list(pivot, &request->filter, &count);
    int result = 0;

    omissions_pairs(pivot, &request->filter, count);
    print_counts(selection, request);
    result = selection_keep(db, "trial_conditions", err);
    for (size_t i = 0; i < pivot->count && !result; i++) {
        printf("\n");
        result = print_group(db, &pivot->groups[i], pairings, count, request,
                             selection->origins > 1, err);
    }
    if (!result) {
        printf("\n");
        rates_print(pairings, count, request->margin);
        paragraph_print(NULL,
                        "Holds for this machine and this wait. CPU work per task can reverse it "
                        "(runner --preset=service).");
        print_chart(pivot, request);
    }
    free(pairings);
    return result;
}

int screen_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err) {
    struct pivot shown = omissions_conditions(pivot, "--crossover");

    return print_shown(db, &shown, selection, request, err);
}
