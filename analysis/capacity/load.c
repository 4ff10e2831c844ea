#include "analysis/capacity/load.h"

#include "base/err.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

/* Share of a worker's best throughput. If a worker at the highest level is below it, the model is
 * saturated: more workers would make it worse. */
static const double tired = 0.8;
/* Share of the CPUs that a model was seen to use, but of one CPU at least. Close to that, waits
 * grow. */
static const double full = 0.8;

/* --- what a cell sustains --------------------------------------------------------------------- */

/* A service keeps running: its start-up does not count if trials have a steady-state figure. */
static double overhead_of(const struct cell *cell) {
    double steady = cell->mean[METRIC_STEADY];

    return steady > 0 ? steady : cell->mean[METRIC_OVERHEAD];
}

static double carried(const struct cell *cell, double sleep) {
    return (double)cell->concurrency / (sleep * overhead_of(cell));
}

static bool is_usable(const struct cell *cell) {
    return cell->trials > 0 && isfinite(overhead_of(cell)) && overhead_of(cell) > 0;
}

/* Half the 95% interval of the mean CPU per task, relative to the mean; NAN if there is only one
 * trial. */
static double spread_of_cpu(const struct cell *cell) {
    double *value = memory_get(cell->figure_count + 1, sizeof *value), mean, share = NAN;
    size_t count = 0;

    for (size_t i = 0; i < cell->figure_count; i++)
        if (isfinite(cell->figures[i].value[METRIC_CPU]))
            value[count++] = cell->figures[i].value[METRIC_CPU];
    if (count > 1) {
        mean = gsl_stats_mean(value, 1, count);
        share = gsl_cdf_tdist_Pinv(0.975, (double)count - 1) *
                gsl_stats_sd_m(value, 1, count, mean) / sqrt((double)count) / mean;
    }
    free(value);
    return share;
}

/* --- from cell to load ------------------------------------------------------------------------ */

static double blend(double from, double to, double part) {
    return from + (to - from) * part;
}

/* In bytes. The fitted line may be negative for few workers; their memory is then unknown (NAN). */
static double memory_of(const struct curve *curve, double workers) {
    double memory = curve->memory_fixed + curve->memory_slope * workers;

    return memory > 0 ? memory : NAN;
}

/* What a service needs with as many workers as a cell has. */
static struct load load_of_cell(const struct curve *curve, const struct cell *cell, double rate) {
    double level = (double)cell->concurrency, cores = cell->mean[METRIC_CPU] * rate;

    return (struct load){
        .verdict = LOAD_SUSTAINED,
        .workers = level,
        .low = level,
        .high = level,
        .beyond = 1,
        .cores = cores,
        .error = spread_of_cpu(cell) * cores,
        .memory = memory_of(curve, level),
        .p99 = cell->mean[METRIC_P99],
        .most = NAN,
        .most_from = NAN,
        .most_cores = NAN,
    };
}

/* Interpolates between two neighbouring cells, of which the second sustains the rate. */
static struct load between_cells(const struct curve *curve, const struct cell *before,
                                 const struct cell *after, double sleep, double rate) {
    double part =
        log(rate / carried(before, sleep)) / log(carried(after, sleep) / carried(before, sleep));
    struct load from = load_of_cell(curve, before, rate), to = load_of_cell(curve, after, rate);
    struct load load = load_between(&from, &to, part);

    load.workers = exp(blend(log(from.workers), log(to.workers), part));
    load.memory = memory_of(curve, load.workers);
    if (to.workers > LOAD_GAP_MOST * from.workers)
        load.verdict = LOAD_NOT_TESTED;
    return load;
}

/* Extrapolates from the outermost cell to another number of workers, each as busy as there. */
static struct load beyond_cell(const struct curve *curve, const struct cell *cell, double sleep,
                               double rate) {
    struct load load = load_of_cell(curve, cell, rate);

    load.workers = fmax(rate * sleep * overhead_of(cell), 1); /* at least one worker */
    load.beyond = fmax(load.workers / load.low, load.low / load.workers);
    load.memory = memory_of(curve, load.workers);
    if (load.beyond > LOAD_BEYOND_MOST)
        load.verdict = LOAD_NOT_TESTED;
    return load;
}

/* When extrapolating, a nearly full CPU means that the figures no longer hold. */
static void refuse_full_cpu(struct load *load) {
    if (load->verdict == LOAD_SUSTAINED && load->cores > full * fmax(load->most_cores, 1))
        load->verdict = LOAD_NOT_TESTED;
}

/* What is known about more workers than the highest usable cell has. */
static struct load above_highest(const struct curve *curve, const struct cell *highest, double best,
                                 double sleep, double rate) {
    struct load load = beyond_cell(curve, highest, sleep, rate);
    bool failed_above = false;

    for (const struct cell *cell = highest + 1; cell < curve->cells + curve->count; cell++)
        failed_above |= cell->failed > 0;
    if (failed_above)
        load.verdict = LOAD_FAILED;
    else if (best < tired * overhead_of(highest))
        load.verdict = LOAD_SATURATED;
    return load;
}

/* --- the curve -------------------------------------------------------------------------------- */

struct load load_find(const struct curve *curve, double sleep, double rate) {
    const struct cell *before = NULL, *most = NULL;
    struct load load = {.verdict = LOAD_NOT_TESTED,
                        .workers = NAN,
                        .low = NAN,
                        .high = NAN,
                        .beyond = NAN,
                        .cores = NAN,
                        .error = NAN,
                        .memory = NAN,
                        .p99 = NAN};
    double best = INFINITY;
    bool found = false;

    for (size_t i = 0; i < curve->count; i++) {
        const struct cell *cell = &curve->cells[i];

        if (!is_usable(cell))
            continue;
        if (!found && carried(cell, sleep) >= rate) {
            load = before ? between_cells(curve, before, cell, sleep, rate)
                          : beyond_cell(curve, cell, sleep, rate);
            found = true;
        }
        best = fmin(best, overhead_of(cell));
        most = most && carried(most, sleep) >= carried(cell, sleep) ? most : cell;
        before = cell;
    }
    if (!found && before)
        load = above_highest(curve, before, best, sleep, rate);
    load.most = most ? carried(most, sleep) : NAN;
    load.most_from = most ? (double)most->concurrency : NAN;
    load.most_cores = most ? load.most * most->mean[METRIC_CPU] : NAN;
    if (load.beyond > 1)
        refuse_full_cpu(&load);
    return load;
}

struct load load_with_longer_wait(struct load load, double longer, double rate,
                                  double memory_slope) {
    double more = fmax(longer * rate, 1 - load.workers);

    load.workers += more;
    load.memory += memory_slope * more;
    load.p99 += longer;
    return load;
}

struct load load_between(const struct load *from, const struct load *to, double part) {
    const struct load *nearer = part < 0.5 ? from : to;
    struct load load = {
        .verdict = from->verdict == to->verdict ? from->verdict : LOAD_NOT_TESTED,
        .workers = blend(from->workers, to->workers, part),
        .low = fmin(from->low, to->low),
        .high = fmax(from->high, to->high),
        .beyond = fmax(from->beyond, to->beyond),
        .cores = blend(from->cores, to->cores, part),
        .error = hypot((1 - part) * from->error, part * to->error),
        .memory = blend(from->memory, to->memory, part),
        .p99 = blend(from->p99, to->p99, part),
        .most = nearer->most,
        .most_from = nearer->most_from,
        .most_cores = nearer->most_cores,
    };

    if (part < 0 || part > 1)
        refuse_full_cpu(&load);
    return load;
}
