#include "analysis/estimate/cost_model.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

enum { least_levels = 5 };

static double turns(const struct cost_cell *cell) {
    return ceil(cell->tasks / cell->concurrency);
}

static double factor(const struct cost_cell *cell, int term) {
    switch (term) {
    case 0:
        return turns(cell);
    case 1:
        return cell->tasks;
    default:
        return cell->tasks * cell->concurrency;
    }
}

double cost_model_total(const struct cost_model *model, const struct cost_cell *cell) {
    double total = turns(cell) * cell->sleep;

    for (int term = 0; term < COST_TERMS; term++)
        total += model->term[term] * factor(cell, term);
    return total;
}

/* --- one fit ---------------------------------------------------------------------------------- */

/* The terms that are fitted. */
struct fit {
    bool in[COST_TERMS];
};

static size_t count_terms(const struct fit *choice) {
    size_t count = 0;

    for (int term = 0; term < COST_TERMS; term++)
        count += choice->in[term];
    return count;
}

/* Everything GSL needs for one fit. */
struct system {
    gsl_matrix *factors, *covariance;
    gsl_vector *response, *weights, *solution;
    gsl_multifit_linear_workspace *room;
};

static struct system system_new(size_t rows, size_t columns) {
    struct system system = {
        gsl_matrix_alloc(rows, columns), gsl_matrix_alloc(columns, columns),
        gsl_vector_alloc(rows),          gsl_vector_alloc(rows),
        gsl_vector_alloc(columns),       gsl_multifit_linear_alloc(rows, columns)};

    if (!(system.factors && system.covariance && system.response && system.weights &&
          system.solution && system.room))
        memory_missing();
    return system;
}

static void system_free(struct system *system) {
    gsl_matrix_free(system->factors);
    gsl_matrix_free(system->covariance);
    gsl_vector_free(system->response);
    gsl_vector_free(system->weights);
    gsl_vector_free(system->solution);
    gsl_multifit_linear_free(system->room);
}

/* Fits the chosen terms to every cell except `left_out`. Returns the weighted sum of squared
 * residuals; NAN if the figures allow no fit. */
static double fit(const struct cost_cell *cells, size_t count, size_t left_out,
                  const struct fit *choice, struct cost_model *model) {
    size_t rows = count - (left_out < count), columns = count_terms(choice), row = 0, column = 0;
    struct system system = system_new(rows, columns);
    double squares = NAN;

    for (size_t i = 0; i < count; i++) {
        if (i == left_out)
            continue;
        column = 0;
        for (int term = 0; term < COST_TERMS; term++)
            if (choice->in[term])
                gsl_matrix_set(system.factors, row, column++, factor(&cells[i], term));
        gsl_vector_set(system.response, row, cells[i].total - turns(&cells[i]) * cells[i].sleep);
        gsl_vector_set(system.weights, row++, 1 / (cells[i].total * cells[i].total));
    }
    if (gsl_multifit_wlinear(system.factors, system.weights, system.response, system.solution,
                             system.covariance, &squares, system.room)) { /* absurd figures */
        squares = NAN;
        gsl_vector_set_all(system.solution, NAN);
        gsl_matrix_set_all(system.covariance, NAN);
    }
    column = 0;
    for (int term = 0; term < COST_TERMS; term++) {
        model->term[term] = choice->in[term] ? gsl_vector_get(system.solution, column) : 0;
        model->error[term] = choice->in[term]
                                 ? sqrt(gsl_matrix_get(system.covariance, column, column) *
                                        squares / (double)(rows - columns))
                                 : NAN;
        column += choice->in[term];
    }
    system_free(&system);
    return squares;
}

/* Leaves out terms that come out negative, since no cost is negative. */
static double fit_positive(const struct cost_cell *cells, size_t count, struct fit *choice,
                           struct cost_model *model) {
    double squares = fit(cells, count, count, choice, model);

    for (int term = COST_TERMS - 1; term >= 0; term--)
        if (choice->in[term] && model->term[term] < 0 && count_terms(choice) > 1) {
            choice->in[term] = false;
            squares = fit(cells, count, count, choice, model);
        }
    return squares;
}

/* Akaike's criterion for small samples; the variance counts as a parameter. */
static double aicc(double squares, size_t count, size_t terms) {
    double n = (double)count, p = (double)terms + 1;

    return n * log(squares / n) + 2 * p + 2 * p * (p + 1) / (n - p - 1);
}

/* --- how well it fits ------------------------------------------------------------------------- */

static void judge_residuals(const struct cost_cell *cells, size_t count, double *room,
                            struct cost_model *model) {
    model->residual_most = 0;
    for (size_t i = 0; i < count; i++)
        room[i] = cost_model_total(model, &cells[i]) / cells[i].total - 1;
    model->systematic = gsl_stats_lag1_autocorrelation(room, 1, count) > 2 / sqrt((double)count);
    for (size_t i = 0; i < count; i++) {
        room[i] = fabs(room[i]);
        model->residual_most = fmax(model->residual_most, room[i]);
    }
    model->residual_median = gsl_stats_median(room, 1, count);
}

/* Compares the residuals with the spread of the trials within the cells. */
static void judge_lack_of_fit(const struct cost_cell *cells, size_t count, double squares,
                              struct cost_model *model) {
    double within = 0, degrees = 0, known = 0;

    for (size_t i = 0; i < count; i++)
        if (cells[i].trials > 1 && !isnan(cells[i].spread)) {
            within += cells[i].spread * cells[i].spread / cells[i].trials;
            degrees += cells[i].trials - 1;
            known++;
        }
    model->lack_of_fit = NAN;
    if (known > 0 && within > 0)
        model->lack_of_fit =
            gsl_cdf_fdist_Q(squares / (double)(count - model->terms) / (within / known),
                            (double)(count - model->terms), degrees);
}

static void judge_left_out(const struct cost_cell *cells, size_t count, const struct fit *choice,
                           double *room, struct cost_model *model) {
    for (size_t i = 0; i < count; i++) {
        struct cost_model without;

        fit(cells, count, i, choice, &without);
        room[i] = fabs(cost_model_total(&without, &cells[i]) / cells[i].total - 1);
    }
    model->left_out = gsl_stats_median(room, 1, count);
}

bool cost_model_fit(const struct cost_cell *cells, size_t count, struct cost_model *model) {
    struct fit plain = {{true, true, false}}, growing = {{true, true, true}};
    struct cost_model with;
    double squares, with_squares, *room;

    if (count < least_levels)
        return false;
    gsl_set_error_handler_off();
    *model = (struct cost_model){0};
    squares = fit_positive(cells, count, &plain, model);
    with_squares = fit_positive(cells, count, &growing, &with);
    if (growing.in[2] && aicc(with_squares, count, count_terms(&growing)) <
                             aicc(squares, count, count_terms(&plain))) {
        *model = with;
        squares = with_squares;
        plain = growing;
    }
    if (!isfinite(squares))
        return false;
    model->levels = count;
    model->terms = count_terms(&plain);
    room = memory_get(count, sizeof *room);
    judge_residuals(cells, count, room, model);
    judge_lack_of_fit(cells, count, squares, model);
    judge_left_out(cells, count, &plain, room, model);
    free(room);
    return true;
}
