#include "analysis/report/costs.h"

#include "analysis/estimate/cost_model.h"
#include "analysis/render/number.h"
#include "analysis/render/paragraph.h"
#include "analysis/render/table.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char formula[] =
    "total = rounds x (sleep + delay per round) + tasks x (per task + workers x growth)";

static const char *const term_names[COST_TERMS] = {"delta", "k1", "k2"};

/* The cells of a curve that have a mean overhead. Owned by the caller. */
static struct cost_cell *cells_of_curve(const struct group *group, const struct curve *curve,
                                        size_t *count) {
    struct cost_cell *cells = memory_get(curve->count + 1, sizeof *cells);
    double sleep = group->conditions.sleep / 1e3;

    *count = 0;
    for (size_t i = 0; i < curve->count; i++) {
        const struct cell *cell = &curve->cells[i];
        double concurrency = (double)cell->concurrency, tasks = (double)cell->tasks;

        if (cell->mean[METRIC_OVERHEAD] > 0 && sleep > 0 && tasks > 0)
            cells[(*count)++] = (struct cost_cell){
                .concurrency = concurrency,
                .tasks = tasks,
                .sleep = sleep,
                .total = cell->mean[METRIC_OVERHEAD] * sleep * tasks / concurrency,
                .spread = cell->stddev / cell->mean[METRIC_OVERHEAD],
                .trials = (double)cell->trials,
            };
    }
    return cells;
}

/* Returns text, such as "45 ±2 us". */
static const char *time_text(char text[static 64], double seconds, double error) {
    double scale = fabs(seconds) >= 1e-3 ? 1e3 : fabs(seconds) >= 1e-6 ? 1e6 : 1e9;
    const char *unit = scale > 1e8 ? "ns" : scale > 1e5 ? "us" : "ms";

    snprintf(text, 64, "%.3g ±%.2g %s", seconds * scale, error * scale, unit);
    return text;
}

static void print_sentence(const char *name, const struct cost_model *model) {
    char text[PARAGRAPH_SIZE], turn[64], task[64], growth[64];

    snprintf(text, sizeof text, "%s: ", name);
    if (!isnan(model->error[0]))
        text_add(text, sizeof text, "%s delay per round, ",
                 time_text(turn, model->term[0], model->error[0]));
    if (!isnan(model->error[1]))
        text_add(text, sizeof text, "%s per task, ",
                 time_text(task, model->term[1], model->error[1]));
    if (!isnan(model->error[2]))
        text_add(text, sizeof text, "growth %s, ",
                 time_text(growth, model->term[2], model->error[2]));
    text_add(text, sizeof text,
             "off by %.1f%% (median), %.0f%% at most, %.1f%% at a level left out",
             100 * model->residual_median, 100 * model->residual_most, 100 * model->left_out);
    if (model->systematic || model->lack_of_fit < 0.01)
        text_add(text, sizeof text, "; the model fits poorly (%s%s): use it as a trend only",
                 model->lack_of_fit < 0.01 ? "more than chance" : "",
                 model->systematic ? (model->lack_of_fit < 0.01 ? ", and in one direction"
                                                                : "off in one direction")
                                   : "");
    paragraph_print("COST", text);
}

static void print_object(const struct group *group, const struct curve *curve,
                         const struct cost_model *model) {
    struct json_object *object = json_map(), *fit = json_map();
    char name[32];

    for (int term = 0; term < COST_TERMS; term++) {
        snprintf(name, sizeof name, "%s_error", term_names[term]);
        json_add(fit, term_names[term], number_json(model->term[term]));
        json_add(fit, name, number_json(model->error[term]));
    }
    json_add(fit, "levels", json_integer((int64_t)model->levels));
    json_add(fit, "residual_median", number_json(model->residual_median));
    json_add(fit, "residual_most", number_json(model->residual_most));
    json_add(fit, "left_out_median", number_json(model->left_out));
    json_add(fit, "lack_of_fit_p", number_json(model->lack_of_fit));
    json_add(fit, "systematic", json_boolean(model->systematic));
    json_add(object, "conditions", json_text(group->conditions.key));
    json_add(object, "model", json_text(curve->model));
    json_add(object, "cost_model", fit);
    json_print(object);
}

/* Fits the cost model of one curve. Returns false if it has too few levels. */
static bool fit_curve(const struct group *group, const struct curve *curve,
                      struct cost_model *model) {
    size_t count;
    struct cost_cell *cells = cells_of_curve(group, curve, &count);
    bool fitted = cost_model_fit(cells, count, model);

    free(cells);
    return fitted;
}

void costs_print(const struct group *group, enum format format) {
    struct cost_model model;
    bool told = format == FORMAT_JSON;

    for (size_t i = 0; i < group->count; i++) {
        if (!fit_curve(group, &group->curves[i], &model))
            continue;
        if (!told)
            printf("\n%s\n", formula);
        told = true;
        if (format == FORMAT_JSON)
            print_object(group, &group->curves[i], &model);
        else
            print_sentence(group->curves[i].model, &model);
    }
}
