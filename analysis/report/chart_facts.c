#include "analysis/report/chart_facts.h"

#include "analysis/report/closing.h"
#include "analysis/report/ranking.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/record.h"
#include "store/sql.h"
#include "store/values.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- curves ----------------------------------------------------------------------------------- */

static bool is_drawn(const struct cell *cell, enum metric metric) {
    return cell->mean[metric] > 0;
}

static size_t count_drawn(const struct curve *curve, enum metric metric) {
    size_t count = 0;

    for (size_t i = 0; i < curve->count; i++)
        count += is_drawn(&curve->cells[i], metric);
    return count;
}

bool chart_has_figures(const struct group *group, enum metric metric) {
    for (size_t i = 0; i < group->count; i++)
        if (count_drawn(&group->curves[i], metric) > 0)
            return true;
    return false;
}

/* Tasks that do not wait have no overhead; pivot.h says what replaces it. */
static bool is_excess(const struct group *group, enum metric metric) {
    return metric == METRIC_OVERHEAD && !(group->conditions.sleep > 0);
}

static double scale_of(const struct group *group, enum metric metric) {
    return is_excess(group, metric) ? 1e6 : metrics[metric].scale;
}

static struct chart_point point_of(const struct cell *cell, enum metric metric, double scale) {
    struct chart_point point = {(double)cell->concurrency, cell->mean[metric], cell->mean[metric],
                                cell->mean[metric]};

    for (size_t i = 0; i < cell->figure_count; i++) {
        double value = cell->figures[i].value[metric];

        if (!cell->figures[i].ok || !(value > 0))
            continue;
        point.least = fmin(point.least, value);
        point.greatest = fmax(point.greatest, value);
    }
    point.mean *= scale;
    point.least *= scale;
    point.greatest *= scale;
    return point;
}

/* The level from which on every trial failed; 0: none. */
static int64_t fails_from(const struct curve *curve) {
    int64_t from = 0;

    for (size_t i = curve->count; i-- > 0;) {
        if (curve->cells[i].trials > 0 || curve->cells[i].failed == 0)
            break;
        from = curve->cells[i].concurrency;
    }
    return from;
}

/* The one of its kind that most charts show keeps its colour. */
static bool is_common(const struct curve *curve) {
    return !strcmp(curve->model, curve->threaded ? "thread" : "coroutine");
}

static size_t rank_of(const struct group *group, const struct curve *curve) {
    size_t rank = 1;

    for (const struct curve *other = group->curves; other < curve; other++)
        rank += other->threaded == curve->threaded && !is_common(other);
    return is_common(curve) ? 0 : rank;
}

static void write_label(const struct group *group, const struct curve *curve,
                        char label[static 192]) {
    char level[UNITS_SIZE];

    text_add(label, 192, "%s", curve->model);
    for (size_t i = 0; i < group->count; i++)
        if (&group->curves[i] != curve && !strcmp(group->curves[i].model, curve->model) &&
            curve->engine != NO_VALUE)
            text_add(label, 192, " (engine %lld)", (long long)curve->engine);
    if (fails_from(curve) > 0)
        text_add(label, 192, ", fails from %s", units_count(level, fails_from(curve)));
}

static void add_curve(struct chart *chart, const struct curve *curve, enum metric metric) {
    struct chart_curve *added = &chart->curves[chart->count];
    size_t count = count_drawn(curve, metric);

    if (count == 0)
        return;
    chart->count++;
    added->points = memory_get(count, sizeof *added->points);
    added->source = curve;
    added->threaded = curve->threaded;
    added->rank = rank_of(chart->group, curve);
    write_label(chart->group, curve, added->label);
    for (size_t i = 0; i < curve->count; i++)
        if (is_drawn(&curve->cells[i], metric))
            added->points[added->count++] =
                point_of(&curve->cells[i], metric, scale_of(chart->group, metric));
}

/* --- axes ------------------------------------------------------------------------------------- */

struct axis chart_level_axis(const struct chart *chart, double room) {
    double least = INFINITY, greatest = 0;

    for (size_t i = 0; i < chart->count; i++) {
        const struct chart_curve *curve = &chart->curves[i];

        least = fmin(least, curve->points[0].level);
        greatest = fmax(greatest, curve->points[curve->count - 1].level);
    }
    return axis_of(least, greatest, true, room, room);
}

struct axis chart_figure_axis(const struct chart *chart, double below, double above) {
    static const double linear_most = 3;
    double least = INFINITY, greatest = 0;

    for (size_t i = 0; i < chart->count; i++)
        for (size_t k = 0; k < chart->curves[i].count; k++) {
            least = fmin(least, chart->curves[i].points[k].least);
            greatest = fmax(greatest, chart->curves[i].points[k].greatest);
        }
    return axis_of(least, greatest, greatest > linear_most * least, below, above);
}

/* --- marks ------------------------------------------------------------------------------------ */

/* "670 (200 to 2,000): 5% slower from here", "130 (100 to 150): crossover" */
static void write_mark(const struct pair_answer *pair, const struct place *place,
                       struct chart_mark *mark) {
    const struct comparison *comparison = &pair->comparisons[pair->metric];
    bool is_crossing = pair->answers[pair->metric].is == ANSWER_IS_CROSSING;
    bool is_time = pair->metric != METRIC_CPU && pair->metric != METRIC_MEMORY;
    char number[UNITS_SIZE], range[FIGURES_PLACE_SIZE], percent[UNITS_SIZE], what[64];
    size_t size = sizeof mark->text;

    snprintf(what, sizeof what, "%s%s%s",
             place->status == PLACE_FOUND ? figures_percent(percent, comparison->margin) : "",
             place->status == PLACE_FOUND ? " " : "", is_time ? "slower" : "more");
    if (is_crossing)
        snprintf(what, sizeof what, "crossover");
    *mark->text = 0;
    if (place->status == PLACE_FOUND) {
        figures_level(number, figures_rounded(place->estimate, place->low, place->high));
        text_add(mark->text, size, "%s%s", pair->poor ? "about " : "", number);
        if (mark->has_range)
            text_add(mark->text, size, " (%s)", figures_range(range, comparison, place));
        text_add(mark->text, size, ": %s%s", what, is_crossing || pair->poor ? "" : " from here");
    } else {
        figures_place(range, comparison, place, pair->poor, "");
        text_add(mark->text, size, is_crossing ? "%2$s %1$s" : "%2$s from %1$s", range, what);
    }
    if (pair->poor)
        text_add(mark->text, size, ", not reliable");
}

static void add_mark(struct chart *chart, const struct place *place) {
    struct chart_mark *mark = &chart->marks[chart->mark_count];

    if (place->status == PLACE_BEYOND_HIGHEST || place->status == PLACE_NOT_MONOTONE)
        return;
    chart->mark_count++;
    mark->at = place->status == PLACE_FOUND ? place->estimate : NAN;
    mark->low = place->low;
    mark->high = place->high;
    mark->has_range = place->status == PLACE_BRACKET ||
                      (!chart->pair->poor && !(isnan(place->low) && isnan(place->high)));
    write_mark(chart->pair, place, mark);
}

static void add_marks(struct chart *chart, enum metric metric) {
    const struct answer *answer = &chart->pair->answers[metric];

    if (answer->is == ANSWER_IS_NONE)
        return;
    if (answer->changes > 1)
        add_mark(chart, &answer->first);
    add_mark(chart, &answer->place);
}

/* --- texts ------------------------------------------------------------------------------------ */

static int read_day(struct db *db, const struct group *group, char day[static UNITS_SIZE],
                    struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "newest_day"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":conditions", group->conditions.key);
    step = statement_step(statement, err);
    *day = 0;
    if (step == STEP_ROW)
        figures_day(day, row_text_known(statement, "newest"));
    if (!isdigit((unsigned char)*day)) /* unknown */
        *day = 0;
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

/* "5 ms timer, starts spread, ...; 2 CPUs; 110 trials, 15 of them failed, 23 Nov 2026" */
static int write_conditions(struct db *db, struct chart *chart, struct err *err) {
    char conditions[CONDITIONS_TEXT_SIZE], number[UNITS_SIZE], day[UNITS_SIZE];
    int64_t trials = 0, failed = 0, left_out = 0;
    size_t size = sizeof chart->conditions;

    if (read_day(db, chart->group, day, err))
        return -1;
    for (size_t i = 0; i < chart->group->count; i++)
        for (size_t k = 0; k < chart->group->curves[i].count; k++) {
            const struct cell *cell = &chart->group->curves[i].cells[k];

            trials += cell->trials + cell->failed + cell->left_out;
            failed += cell->failed;
            left_out += cell->left_out;
        }
    text_add(chart->conditions, size, "%s; %s trial%s",
             conditions_text(&chart->group->conditions, NULL, conditions),
             units_count(number, trials), trials == 1 ? "" : "s");
    if (failed > 0)
        text_add(chart->conditions, size, ", %s of them failed", units_count(number, failed));
    if (left_out > 0)
        text_add(chart->conditions, size, ", %s left out", units_count(number, left_out));
    text_add(chart->conditions, size, *day ? ", %s" : "%s", day);
    return 0;
}

static void write_trust(struct chart *chart, const struct pair_answer *worst) {
    struct closing closing = {.text = ""};
    char reasons[SENTENCE_SIZE];

    closing_add_trust(&closing, worst, NULL, 1);
    snprintf(chart->trust, sizeof chart->trust, "%.*s", (int)strlen(closing.text) - 1,
             closing.text);
    if (worst->poor)
        snprintf(chart->warning, sizeof chart->warning, "Do not quote: %s.",
                 pair_answer_reasons(worst, reasons));
}

/* CPU and MEMORY are said before the claim, as on the screen: the claim is the same as in TIME. */
static void write_claim(struct chart *chart, enum metric metric) {
    char claim[SENTENCE_SIZE];
    bool said = metric == METRIC_CPU || metric == METRIC_MEMORY;

    text_add(chart->title, sizeof chart->title, "%s%s%s", said ? metrics[metric].word : "",
             said ? ": " : "", pair_answer_title(chart->pair, metric, claim));
}

static void write_title(struct chart *chart, enum metric metric) {
    const struct pair_answers *answers = &chart->answers;

    if (answers->count == 0) {
        text_add(chart->title, sizeof chart->title,
                 "Only %s was measured, so there is nothing to compare",
                 chart->group->curves->model);
    } else if (answers->count > 1) {
        write_trust(chart, ranking_title(chart->group, answers->pair, answers->count, metric,
                                         chart->title));
    } else {
        chart->pair = answers->pair;
        write_claim(chart, metric);
        write_trust(chart, chart->pair);
        add_marks(chart, metric);
    }
}

/* --- all together ----------------------------------------------------------------------------- */

int chart_make(struct db *db, const struct group *group, const struct request *request,
               struct chart *chart, struct err *err) {
    struct pivot own = {.groups = (struct group *)group, .count = 1};

    *chart = (struct chart){.group = group};
    chart->axis_title = is_excess(group, request->metric) ? "elapsed time per task (us)"
                                                          : metrics[request->metric].title;
    chart->curves = memory_get(group->count, sizeof *chart->curves);
    for (size_t i = 0; i < group->count; i++)
        add_curve(chart, &group->curves[i], request->metric);
    if (pair_answers_make(db, &own, request, &chart->answers, err) ||
        write_conditions(db, chart, err))
        return -1;
    write_title(chart, request->metric);
    return 0;
}

void chart_free(struct chart *chart) {
    for (size_t i = 0; i < chart->count; i++)
        free(chart->curves[i].points);
    free(chart->curves);
    pair_answers_free(&chart->answers);
}
