#include "analysis/report/difference.h"

#include "analysis/compare/answer.h"
#include "analysis/dataset/samples.h"
#include "analysis/estimate/change.h"
#include "analysis/render/paragraph.h"
#include "analysis/words/figures.h"
#include "analysis/words/sentence.h"
#include "base/units.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *const difference_names[DIFFERENCE_COLUMNS] = {
    "conditions", "what",    "verdict",     "from",         "to",  "least",
    "most",       "overall", "overall_low", "overall_high", "unit"};

/* --- one model -------------------------------------------------------------------------------- */

static const struct sample *sample_at(const struct samples *samples, double level) {
    for (size_t i = 0; i < samples->count; i++)
        if (!(samples->sample[i].level < level) && !(samples->sample[i].level > level))
            return &samples->sample[i];
    return NULL;
}

/* The mean of ln y over the levels of `compared`; NAN if one of them is missing. */
static double mean_over_levels(const struct samples *own, const struct samples *compared) {
    double sum = 0;

    for (size_t i = 0; i < compared->count; i++) {
        const struct sample *sample = sample_at(own, compared->sample[i].level);

        sum += sample ? log(gsl_stats_mean(sample->a, 1, sample->a_count)) : NAN;
    }
    return sum / (double)compared->count;
}

/* Sets mean[] to that mean for each sweep of a model that has every level. Returns how many there
 * are, at most `most`. */
static size_t sweeps_means(const struct curve *curve, const struct samples *compared,
                           enum metric metric, double *mean, size_t most) {
    size_t found, kept = 0;
    int64_t *sweeps = samples_sweeps(curve, &found);

    for (size_t s = 0; s < found && kept < most; s++) {
        struct samples own = samples_make(NULL, curve, curve, metric, sweeps[s]);

        mean[kept] = mean_over_levels(&own, compared);
        kept += !isnan(mean[kept]);
        samples_free(&own);
    }
    free(sweeps);
    return kept;
}

/* With this many sweeps on each side, the sweep is the unit. */
enum { sweeps_least = 3 };

/* The geometric mean of the ratios over all levels, with its interval. */
struct overall {
    double ratio, low, high;
    bool between; /* from the spread between sweeps; else of trials within them */
};

static struct overall from_estimate(double value, double se, double nu, bool between) {
    double reach = gsl_cdf_tdist_Pinv(0.975, nu) * se;

    return (struct overall){exp(value), exp(value - reach), exp(value + reach), between};
}

/* Sets *overall by Welch's t over the sweeps of both sides. Returns false if one side has fewer
 * than three. */
static bool overall_of_sweeps(const double *before, size_t before_count, const double *after,
                              size_t after_count, struct overall *overall) {
    double n = (double)before_count, m = (double)after_count, v, w;

    if (before_count < sweeps_least || after_count < sweeps_least)
        return false;
    v = gsl_stats_variance(before, 1, before_count) / n;
    w = gsl_stats_variance(after, 1, after_count) / m;
    *overall = from_estimate(
        gsl_stats_mean(after, 1, after_count) - gsl_stats_mean(before, 1, before_count),
        sqrt(v + w), (v + w) * (v + w) / (v * v / (n - 1) + w * w / (m - 1)), true);
    return true;
}

static struct overall overall_of(const struct curve *before, const struct curve *after,
                                 const struct samples *samples, const struct change *change,
                                 enum metric metric) {
    enum { sweeps_most = 1024 };
    double old[sweeps_most], new[sweeps_most];
    struct overall overall;
    size_t old_count = sweeps_means(before, samples, metric, old, sweeps_most);
    size_t new_count = sweeps_means(after, samples, metric, new, sweeps_most);

    if (overall_of_sweeps(old, old_count, new, new_count, &overall))
        return overall;
    return from_estimate(change->mean, change->error, change->df, false);
}

/* Returns "12-17%", or "12%" if both are equal. */
static const char *percent(char text[static 32], const struct change_range *range) {
    double least = round(100 * fmin(fabs(range->least), fabs(range->most)));
    double most = round(100 * fmax(fabs(range->least), fabs(range->most)));

    if (most > least)
        snprintf(text, 32, "%.0f-%.0f%%", least, most);
    else
        snprintf(text, 32, "%.0f%%", most);
    return text;
}

static void add_ranges(const struct change *change, enum metric metric, char *text, size_t size) {
    for (size_t i = 0; i < change->range_count; i++) {
        const struct change_range *range = &change->ranges[i];
        char low[UNITS_SIZE], high[UNITS_SIZE], by[32];

        paragraph_add(text, size, "; ", "%s %s from %s to %s", percent(by, range),
                      range->least > 0 ? metrics[metric].more : metrics[metric].less,
                      figures_level(low, range->low), figures_level(high, range->high));
    }
}

/* The change of one model. */
struct model_change {
    const char *model;
    enum metric metric;
    struct change change;
    struct overall overall;
    size_t levels; /* at which both sides have a figure */
};

static struct model_change change_of_model(const struct curve *before, const struct curve *after,
                                           enum metric metric) {
    struct samples samples = samples_make(NULL, after, before, metric, SAMPLES_EVERY_SWEEP);
    struct model_change found = {.model = after->model, .metric = metric, .levels = samples.count};

    change_find(samples.sample, samples.count, &found.change);
    found.overall = overall_of(before, after, &samples, &found.change, metric);
    samples_free(&samples);
    return found;
}

static void print_model(const struct model_change *found) {
    const struct overall *overall = &found->overall;
    char text[PARAGRAPH_SIZE] = "";

    paragraph_add(text, sizeof text, "", "%s", verdict_names[found->change.verdict]);
    add_ranges(&found->change, found->metric, text, sizeof text);
    if (found->levels == 0)
        paragraph_add(text, sizeof text, "; ", "no level at which both have a figure");
    else if (isnan(overall->low))
        paragraph_add(text, sizeof text, "; ", "over all levels %+.1f%%, no interval",
                      100 * (overall->ratio - 1));
    else
        paragraph_add(
            text, sizeof text, "; ", "over all levels %+.1f%% (%+.1f to %+.1f)%s",
            100 * (overall->ratio - 1), 100 * (overall->low - 1), 100 * (overall->high - 1),
            overall->between ? ", between sweeps"
                             : "; fewer than three sweeps a side: a difference below 5% may be "
                               "the machine");
    paragraph_line("%s", found->model);
    paragraph_print("", text);
}

/* Adds one row for each range, or a single row without a range if there is none. */
static void add_model(struct table *rows, const char *conditions,
                      const struct model_change *found) {
    const struct change_range nowhere = {NAN, NAN, NAN, NAN};
    size_t count = found->change.range_count;

    for (size_t i = 0; i < (count ? count : 1); i++) {
        const struct change_range *range = count ? &found->change.ranges[i] : &nowhere;
        double figures[] = {range->low,
                            range->high,
                            range->least,
                            range->most,
                            found->overall.ratio - 1,
                            found->overall.low - 1,
                            found->overall.high - 1};

        table_text(rows, conditions);
        table_text(rows, found->model);
        table_text(rows, verdict_names[found->change.verdict]);
        for (size_t j = 0; j < sizeof figures / sizeof *figures; j++)
            table_real(rows, figures[j]);
        table_text(rows, found->overall.between ? "sweeps" : "trials");
    }
}

bool difference_of_model(const struct curve *before, const struct curve *after, enum metric metric,
                         const char *conditions, struct table *rows) {
    struct model_change found = change_of_model(before, after, metric);

    if (rows)
        add_model(rows, conditions, &found);
    else
        print_model(&found);
    return found.change.verdict == VERDICT_REGRESSION || found.change.verdict == VERDICT_MIXED;
}

/* --- the crossover ---------------------------------------------------------------------------- */

static bool shifted(const struct crossing *before, const struct crossing *after) {
    double one = log(before->high / before->low) / 2, other = log(after->high / after->low) / 2;

    return fabs(log(after->concurrency / before->concurrency)) > sqrt(one * one + other * other);
}

static bool have_crossings(const struct comparison *before, const struct comparison *after) {
    return before->crossover.outcome == OUTCOME_CROSSOVER &&
           after->crossover.outcome == OUTCOME_CROSSOVER;
}

static const char *sentence(const struct comparison *comparison, char text[static SENTENCE_SIZE]) {
    struct answer answer = answer_of(comparison);

    return sentence_whole(&(struct telling){.answer = &answer}, text);
}

static void print_answers(const struct comparison *before, const struct comparison *after) {
    char text[2 * SENTENCE_SIZE], answer[SENTENCE_SIZE];

    paragraph_line("%s against %s", after->pairing.a->model, after->pairing.b->model);
    snprintf(text, sizeof text, "before: %s", sentence(before, answer));
    paragraph_print("", text);
    snprintf(text, sizeof text, "after: %s", sentence(after, answer));
    paragraph_print("", text);
    if (have_crossings(before, after))
        paragraph_print("", shifted(&before->crossover.crossings[0], &after->crossover.crossings[0])
                                ? "the crossover moved"
                                : "no significant change");
}

/* Adds a row with the crossovers before and after. */
static void add_crossover(struct table *rows, const char *conditions,
                          const struct comparison *before, const struct comparison *after) {
    const struct crossing *old = before->crossover.crossings, *new = after->crossover.crossings;
    char pair[PARAGRAPH_SIZE];

    if (!have_crossings(before, after))
        return;
    snprintf(pair, sizeof pair, "%s against %s", after->pairing.a->model, after->pairing.b->model);
    table_text(rows, conditions);
    table_text(rows, pair);
    table_text(rows, shifted(old, new) ? "CROSSOVER MOVED" : "NO CHANGE FOUND");
    table_real(rows, old->concurrency);
    table_real(rows, new->concurrency);
    for (int i = 0; i < 5; i++)
        table_null(rows);
    table_text(rows, after->sweeps ? "sweeps" : "trials");
}

void difference_of_pair(const struct pairing *before, const struct pairing *after, double margin,
                        const char *conditions, struct table *rows) {
    struct comparison one = comparison_make(before, METRIC_OVERHEAD, margin);
    struct comparison other = comparison_make(after, METRIC_OVERHEAD, margin);

    if (rows)
        add_crossover(rows, conditions, &one, &other);
    else
        print_answers(&one, &other);
    comparison_free(&one);
    comparison_free(&other);
}
