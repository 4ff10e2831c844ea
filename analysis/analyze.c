/* analyze: reads the history that runner recorded, and answers questions about it.
 *
 * How data flows, and which files are responsible for each step:
 *
 *   command line   request  (here)                            the request
 *   -> history     (src/store/)                               opened read-only and checked
 *   -> dataset     dataset/filter  selection                  which rows are read
 *                  dataset/pivot  curves  conditions          their trials in memory
 *                  dataset/summary  percentiles  metric  samples
 *   -> estimate    estimate/sample  moderation  between       trials, and how much they vary
 *                  estimate/log_ratio                         two models at each level
 *                  estimate/gaps  cusum                       between which levels they cross
 *                  estimate/proven  alternation               what is proven at many levels
 *                  estimate/crossover  points  outcome        which costs more where
 *                  estimate/stability  change  cost_model     drift; before and after; fit
 *   -> answer      compare/comparison                         two models, one metric
 *                  compare/place  answer                      the outcome, and the number to name
 *                  compare/model_change                       one model, before and after
 *                  diagnose/diagnostics  finding              can it be trusted?
 *                  diagnose/warnings  evidence  readings  shape
 *                  capacity/load  service  decision           what a service needs
 *   -> words       words/sentence  claim  prose  figures      what everybody reads and quotes
 *                  words/conditions_text  telling  change_text  typical
 *   -> page        report/pair_answer  sentences              all that is told about a pair
 *                  report/screen  ratio_table  table_levels   the answer on one screen
 *                  report/ranking  closing  next  elsewhere
 *                  report/crossovers  document  record  record_rows  markdown
 *                  report/before_after  side  change_set      before and after
 *                  report/change_sentences  change_table  change_closing  difference
 *                  report/doctor  findings  circumstances
 *                  report/decide  choice  needs  decide_basis  decide_closing
 *                  report/omissions  command  costs  latency_bars
 *                  report/chart  chart_facts                  curves, as a file or on the terminal
 *                  report/chart_layout  chart_script  chart_terminal
 *                  render/table  paragraph  style  number     independent of models
 *                  render/gnuplot  axis  wrap  braille
 *   for runner     search/search  scan  probes                which trials to perform next
 *                  report/ending                              the answer at the end of a sweep
 */
#include "analysis/compare/comparison.h"
#include "analysis/dataset/percentiles.h"
#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/render/paragraph.h"
#include "analysis/render/table.h"
#include "analysis/report/before_after.h"
#include "analysis/report/chart.h"
#include "analysis/report/costs.h"
#include "analysis/report/crossovers.h"
#include "analysis/report/decide.h"
#include "analysis/report/doctor.h"
#include "analysis/report/latency_bars.h"
#include "analysis/report/omissions.h"
#include "analysis/report/screen.h"
#include "analysis/request.h"
#include "analysis/words/conditions_text.h"
#include "base/interrupt.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exit status if what --fail-on names was found, and if that cannot be judged. */
enum { FOUND = 4, NOT_JUDGED = 5 };

/* Sets *err to that no trials answer the question. Returns -1. */
static int nothing(const struct request *request, struct err *err) {
    return err_set(err, ERR_NOTHING,
                   "'%s' has no trials that answer this; record some with: runner --db=%s",
                   request->db, request->db);
}

/* Prints the rows of a statement, for one set of conditions or, if conditions is NULL, for all. A
 * table for one set of conditions hides its empty columns. */
static int print_statement(struct db *db, const char *name, enum format format,
                           const char *conditions, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, name), err);
    int result;

    if (!statement)
        return -1;
    if (conditions)
        bind_text(statement, ":conditions", conditions);
    result = table_print(format, statement, conditions != NULL, err);
    statement_free(statement);
    return result;
}

/* Prints the cost models of every set of conditions, one JSON object per model. */
static int print_cost_objects(struct db *db, struct err *err) {
    struct pivot pivot;

    if (pivot_read(db, false, &pivot, err))
        return -1;
    for (size_t i = 0; i < pivot.count; i++)
        costs_print(&pivot.groups[i], FORMAT_JSON);
    pivot_free(&pivot);
    return 0;
}

/* Stores the views that print_cells() queries once for each set of conditions. */
static int keep_views(struct db *db, enum view view, struct err *err) {
    if (view == VIEW_LATENCY && selection_keep(db, "latency_histogram", err))
        return -1;
    return selection_keep(db,
                          view == VIEW_LATENCY     ? "latency_percentiles"
                          : view == VIEW_RESOURCES ? "resources"
                          : view == VIEW_BREAKDOWN ? "breakdown"
                                                   : "pivot",
                          err);
}

/* Prints a table for each set of conditions, narrow enough for a terminal; as CSV or JSON, a single
 * table with every column. */
static int print_cells(struct db *db, const char *whole, const char *brief, const char *brief_nop,
                       const struct request *request, struct err *err) {
    struct pivot pivot;
    char conditions[CONDITIONS_TEXT_SIZE];
    int result = 0;

    if (request->format == FORMAT_CSV || request->format == FORMAT_JSON)
        return print_statement(db, whole, request->format, NULL, err);
    if (pivot_read(db, false, &pivot, err))
        return -1;
    if (pivot.count == 0)
        result = nothing(request, err);
    else
        result = keep_views(db, request->view, err);
    for (size_t i = 0; i < pivot.count && !result; i++) {
        const struct conditions *group = &pivot.groups[i].conditions;

        printf("%s", i ? "\n" : "");
        paragraph_line("%s", conditions_text(group, NULL, conditions));
        printf(request->view == VIEW_BREAKDOWN
                   ? "parts of the overhead, in %% of the ideal time\n\n"
                   : "\n");
        result = print_statement(db, group->sleep > 0 ? brief : brief_nop, request->format,
                                 group->key, err);
        if (!result && request->view == VIEW_LATENCY && request->format == FORMAT_TABLE)
            result = bars_draw(db, &pivot.groups[i], err);
        if (!result && request->view == VIEW_BREAKDOWN)
            costs_print(&pivot.groups[i], request->format);
    }
    pivot_free(&pivot);
    return result;
}

static int print_trials(struct db *db, const struct request *request, struct err *err) {
    bool whole = request->format == FORMAT_CSV || request->format == FORMAT_JSON;

    return print_statement(db, whole ? "trials" : "trials_brief", request->format, NULL, err);
}

static int answer_sql(struct db *db, const struct request *request, struct err *err) {
    struct statement *statement = db_prepare_foreign(db, request->sql, err);
    int result;

    if (!statement)
        return -1;
    result = table_print(request->format, statement, false, err);
    statement_free(statement);
    return result;
}

/* Reading the 99th percentiles means reading every histogram. */
static bool needs_p99(const struct request *request) {
    return request->metric == METRIC_P99 || request->view == VIEW_DECIDE ||
           (request->view == VIEW_CROSSOVER && request->format != FORMAT_TABLE);
}

/* The screen of several models shows their percentiles. */
static bool ranks_models(const struct pivot *pivot, const struct request *request) {
    for (size_t i = 0; i < pivot->count; i++)
        if (pivot->groups[i].count > 2 && request->view == VIEW_SCREEN && !needs_p99(request))
            return true;
    return false;
}

/* Are there conditions under which two of the models that were asked for ran? */
static bool lacks_pair(const struct pivot *pivot, const struct request *request) {
    bool asks = request->filter.model_count > 1 &&
                (request->view == VIEW_SCREEN || request->view == VIEW_CROSSOVER);
    size_t count = 1;

    if (asks)
        free(pairings_list(pivot, &request->filter, &count));
    return count == 0;
}

/* Answers the views that need the trials in memory. */
static int answer_from_pivot(struct db *db, const struct request *request,
                             const struct selection *selection, struct err *err) {
    struct pivot pivot;
    int result = 0;

    if (pivot_read(db, needs_p99(request), &pivot, err))
        return -1;
    if (ranks_models(&pivot, request) && percentiles_read(db, &pivot, err)) {
        pivot_free(&pivot);
        return -1;
    }
    if (pivot.count == 0)
        result = nothing(request, err);
    else if (lacks_pair(&pivot, request))
        result = err_set(err, ERR_NOTHING, "'%s' has no conditions under which both %s and %s ran",
                         request->db, request->filter.models[0], request->filter.models[1]);
    else if (request->view == VIEW_DECIDE)
        result = decide_print(db, &pivot, selection, request, err);
    else if (request->view == VIEW_CROSSOVER)
        result = crossovers_print(db, &pivot, selection, request, err);
    else if (request->view == VIEW_DOCTOR)
        result = doctor_print(db, &pivot, selection, request, err);
    else if (request->view == VIEW_PLOT)
        result = chart_draw(db, &pivot, request, err);
    else
        result = screen_print(db, &pivot, selection, request, err);
    pivot_free(&pivot);
    return result;
}

/* Imported trials have no latencies. */
static int answer_latency(struct db *db, const struct request *request, struct err *err) {
    int64_t any;

    if (db_number(db, "SELECT EXISTS (SELECT 1 FROM latency JOIN trial ON trial.id = trial_id)",
                  &any, err))
        return -1;
    if (!any)
        return err_set(err, ERR_NOTHING,
                       "no trial of '%s' has latencies: imported trials have none, and "
                       "--no-task-times records none",
                       request->db);
    return print_cells(db, "latency", "latency_brief", "latency_brief", request, err);
}

static int answer_selected(struct db *db, const struct request *request, struct err *err) {
    struct selection selection;
    bool with_origin;

    if (selection_make(db, &request->filter, &selection, err))
        return -1;
    omissions_unsound(&selection);
    if (selection.trials == 0)
        return nothing(request, err);
    with_origin = selection.origins > 1;
    switch (request->view) {
    case VIEW_TRIALS:
        return print_trials(db, request, err);
    case VIEW_SWEEPS:
        return print_statement(db, "sweeps", request->format, NULL, err);
    case VIEW_PIVOT:
        return print_cells(db, with_origin ? "pivot" : "pivot_cells", "pivot_brief",
                           "pivot_brief_nop", request, err);
    case VIEW_RESOURCES:
        return print_cells(db, "resources", "resources_brief", "resources_brief", request, err);
    case VIEW_LATENCY:
        return answer_latency(db, request, err);
    case VIEW_BREAKDOWN:
        if (print_cells(db, "breakdown", "breakdown_brief", "breakdown_brief", request, err))
            return -1;
        return request->format == FORMAT_JSON ? print_cost_objects(db, err) : 0;
    default:
        return answer_from_pivot(db, request, &selection, err);
    }
}

static int answer_compare(const struct request *request, struct err *err) {
    static const int status[] = {
        [JUDGED_WELL] = 0, [JUDGED_NOT] = NOT_JUDGED, [JUDGED_WORSE] = FOUND};
    enum judgement judgement = JUDGED_WELL;

    if (compare_histories(request, &judgement, err))
        return -1;
    return request->fail_on_regression ? status[judgement] : 0;
}

static int answer(const struct request *request, struct err *err) {
    struct db *db;
    int result;

    if (request->view == VIEW_COMPARE)
        return answer_compare(request, err);
    db = store_open_reading(request->db, err);
    if (!db)
        return err->kind ? -1 : nothing(request, err);
    result = schema_temporary_views(db, err);
    if (!result)
        result = request->view == VIEW_SQL ? answer_sql(db, request, err)
                                           : answer_selected(db, request, err);
    db_close(db);
    return result;
}

int main(int argc, char **argv) {
    struct request request;
    struct err err = {0};
    int status;

    mallopt(M_MMAP_THRESHOLD, 128 * 1024); /* large arrays go back to the kernel when freed */
    setlocale(LC_CTYPE, "");               /* the terminal's character set; number formats stay C */
    gsl_set_error_handler_off();           /* GSL then returns NAN, which means unknown */
    interrupt_keep_file_limit();
    status = request_parse(argc, argv, &request, &err) ? -1 : answer(&request, &err);
    if (status >= 0 && (fflush(stdout) || ferror(stdout)))
        status = err_set(&err, ERR_STORE, "stdout cannot be written: %s", strerror(errno));
    if (status < 0) {
        err_print(&err);
        status = err.kind;
    }
    request_free(&request);
    return status;
}
