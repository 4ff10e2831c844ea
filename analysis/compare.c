#include "analysis/compare.h"

#include "analysis/change.h"
#include "analysis/comparison.h"
#include "analysis/samples.h"
#include "analysis/selection.h"
#include "analysis/words.h"
#include "base/record.h"
#include "base/units.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/values.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { text_size = 1024 };

/* One of the two. */
struct side {
    char *name; /* as the user wrote it */
    struct db *db;
    struct pivot pivot;
};

/* --- reading a side --------------------------------------------------------------------------- */

static const char *behind(const char *text, const char *prefix) {
    size_t length = strlen(prefix);

    return strncmp(text, prefix, length) ? NULL : text + length;
}

static int choose_label(struct side *side, const char *label, struct request *own,
                        struct err *err) {
    struct statement *statement =
        db_prepare(side->db, sql_find(sql_statements, "sweeps_of_label"), err);
    enum step step;

    if (!statement)
        return -1;
    bind_text(statement, ":label", label);
    while ((step = statement_step(statement, err)) == STEP_ROW && own->sweep_count < REQUEST_LIST)
        own->sweeps[own->sweep_count++] = column_integer(statement, 0);
    statement_free(statement);
    if (own->sweep_count == 0 && step != STEP_ERROR)
        return err_set(err, ERR_USAGE, "--compare: no sweep in '%s' has the label '%s'",
                       db_path(side->db), label);
    return step == STEP_ERROR ? -1 : 0;
}

/* What of the history is meant: into own. */
static int choose(struct side *side, struct request *own, struct err *err) {
    const char *sweep = behind(side->name, "sweep:"), *label = behind(side->name, "label:");
    const char *machine = behind(side->name, "machine:");

    if (sweep && units_parse_count(sweep, &own->sweeps[own->sweep_count++]))
        return err_set(err, ERR_USAGE, "--compare: '%s' is no sweep; give one such as sweep:12",
                       side->name);
    if (label && choose_label(side, label, own, err))
        return -1;
    if (sweep || label || machine)
        own->scope = SCOPE_ALL;
    if (machine)
        own->machine = machine;
    return 0;
}

static int read_side(const struct request *request, struct side *side, struct err *err) {
    struct request own = *request;
    struct selection selection;

    own.sweep_count = 0;
    if (!behind(side->name, "sweep:") && !behind(side->name, "label:") &&
        !behind(side->name, "machine:"))
        own.db = side->name;
    side->db = store_open_reading(own.db, err);
    if (!side->db)
        return err->kind ? -1 : err_set(err, ERR_USAGE, "'%s' holds no trials", own.db);
    if (schema_temporary_views(side->db, err) || choose(side, &own, err) ||
        selection_make(side->db, &own, &selection, err))
        return -1;
    if (selection.trials == 0)
        return err_set(err, ERR_USAGE, "--compare: '%s' chooses no trials of '%s'", side->name,
                       own.db);
    return pivot_read(side->db, request->metric == METRIC_P99, &side->pivot, err);
}

static void side_free(struct side *side) {
    pivot_free(&side->pivot);
    if (side->db)
        db_close(side->db);
    free(side->name);
}

/* --- one model -------------------------------------------------------------------------------- */

static const struct sample *sample_at(const struct samples *samples, double level) {
    for (size_t i = 0; i < samples->count; i++)
        if (!(samples->sample[i].level < level) && !(samples->sample[i].level > level))
            return &samples->sample[i];
    return NULL;
}

/* The mean of ln y over the levels of `compared`; NAN where one is missing. */
static double mean_over_levels(const struct samples *own, const struct samples *compared) {
    double sum = 0;

    for (size_t i = 0; i < compared->count; i++) {
        const struct sample *sample = sample_at(own, compared->sample[i].level);

        sum += sample ? log(gsl_stats_mean(sample->a, 1, sample->a_count)) : NAN;
    }
    return sum / (double)compared->count;
}

/* That mean for each sweep of a model that has every level; returns how many, at most `most`. */
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

/* The geometric mean of the ratios over all levels, and its interval. */
struct overall {
    double ratio, low, high;
    bool between; /* sweeps are its unit; else trials within them */
};

static struct overall from_estimate(double value, double se, double nu, bool between) {
    double reach = gsl_cdf_tdist_Pinv(0.975, nu) * se;

    return (struct overall){exp(value), exp(value - reach), exp(value + reach), between};
}

/* Welch's t over the sweeps of either side, three at the least; false: there are fewer. */
static bool overall_of_sweeps(const double *before, size_t before_count, const double *after,
                              size_t after_count, struct overall *overall) {
    double n = (double)before_count, m = (double)after_count, v, w;

    if (before_count < SWEEPS_LEAST || after_count < SWEEPS_LEAST)
        return false;
    v = gsl_stats_variance(before, 1, before_count) / n;
    w = gsl_stats_variance(after, 1, after_count) / m;
    *overall = from_estimate(
        gsl_stats_mean(after, 1, after_count) - gsl_stats_mean(before, 1, before_count),
        sqrt(v + w), (v + w) * (v + w) / (v * v / (n - 1) + w * w / (m - 1)), true);
    return true;
}

static struct overall overall_of(const struct curve *before, const struct curve *after,
                                 const struct samples *samples, const struct ratio *ratio,
                                 enum metric metric) {
    enum { sweeps_most = 1024 };
    double old[sweeps_most], new[sweeps_most];
    struct estimate mean = band_mean(ratio, 0, ratio->count);
    struct overall overall;
    size_t old_count = sweeps_means(before, samples, metric, old, sweeps_most);
    size_t new_count = sweeps_means(after, samples, metric, new, sweeps_most);

    if (overall_of_sweeps(old, old_count, new, new_count, &overall))
        return overall;
    return from_estimate(mean.value, mean.se, mean.nu, false);
}

/* "12-17 %", or "12 %" where it is the same. */
static const char *percent(char text[static 32], const struct change_range *range) {
    double least = round(100 * fmin(fabs(range->least), fabs(range->most)));
    double most = round(100 * fmax(fabs(range->least), fabs(range->most)));

    if (most > least)
        snprintf(text, 32, "%.0f-%.0f %%", least, most);
    else
        snprintf(text, 32, "%.0f %%", most);
    return text;
}

static void add_ranges(const struct change *change, char *text, size_t size) {
    for (size_t i = 0; i < change->range_count; i++) {
        const struct change_range *range = &change->ranges[i];
        char low[UNITS_SIZE], high[UNITS_SIZE], by[32];

        words_add(text, size, "; ", "%s by %s from %s to %s",
                  range->least > 0 ? "dearer" : "cheaper", percent(by, range),
                  words_level(low, sizeof low, range->low),
                  words_level(high, sizeof high, range->high));
    }
}

static bool print_model(const struct curve *before, const struct curve *after, enum metric metric) {
    struct samples samples = samples_make(NULL, after, before, metric, SAMPLES_EVERY_SWEEP);
    struct ratio ratio = ratio_of_means(samples.sample, samples.count);
    struct overall overall = overall_of(before, after, &samples, &ratio, metric);
    struct change change;
    char text[text_size] = "";

    change_find(&ratio, &change);
    words_add(text, sizeof text, "", "%s", verdict_names[change.verdict]);
    add_ranges(&change, text, sizeof text);
    if (samples.count == 0)
        words_add(text, sizeof text, "; ", "no level at which both have a figure");
    else if (isnan(overall.low))
        words_add(text, sizeof text, "; ", "over all levels %+.1f %%, not known how sure",
                  100 * (overall.ratio - 1));
    else
        words_add(text, sizeof text, "; ", "over all levels %+.1f %% (%+.1f to %+.1f)%s",
                  100 * (overall.ratio - 1), 100 * (overall.low - 1), 100 * (overall.high - 1),
                  overall.between
                      ? ", between sweeps"
                      : "; fewer than three sweeps a side: a difference below 5 % may be "
                        "the machine");
    printf("%s\n", after->model);
    words_print("", text);
    ratio_free(&ratio);
    samples_free(&samples);
    return change.verdict == VERDICT_REGRESSION || change.verdict == VERDICT_MIXED;
}

/* --- the crossover ---------------------------------------------------------------------------- */

static bool shifted(const struct crossing *before, const struct crossing *after) {
    double one = log(before->high / before->low) / 2, other = log(after->high / after->low) / 2;

    return fabs(log(after->concurrency / before->concurrency)) > sqrt(one * one + other * other);
}

static void print_answers(const struct pairing *before, const struct pairing *after,
                          double margin) {
    struct comparison one = comparison_make(before, METRIC_OVERHEAD, margin);
    struct comparison other = comparison_make(after, METRIC_OVERHEAD, margin);
    char text[2 * text_size], answer[text_size];

    printf("%s against %s\n", after->a->model, after->b->model);
    snprintf(text, sizeof text, "before: %s", words_answer(&one, margin, answer, sizeof answer));
    words_print("", text);
    snprintf(text, sizeof text, "after: %s", words_answer(&other, margin, answer, sizeof answer));
    words_print("", text);
    if (one.crossover.outcome == OUTCOME_CROSSOVER && other.crossover.outcome == OUTCOME_CROSSOVER)
        words_print("", shifted(&one.crossover.crossings[0], &other.crossover.crossings[0])
                            ? "the crossover moved"
                            : "that it moved is not shown");
    comparison_free(&one);
    comparison_free(&other);
}

/* --- both histories --------------------------------------------------------------------------- */

static const struct group *find_alike(const struct pivot *pivot, const struct group *group) {
    for (size_t i = 0; i < pivot->count; i++)
        if (conditions_same_design(&pivot->groups[i].conditions, &group->conditions) &&
            conditions_same_sleep(&pivot->groups[i].conditions, &group->conditions))
            return &pivot->groups[i];
    return NULL;
}

static void print_head(const struct side *sides, const struct group *before,
                       const struct group *after) {
    char conditions[text_size], text[2 * text_size];

    words_conditions(&after->conditions, false, conditions, sizeof conditions);
    snprintf(text, sizeof text, "%s before, %s after%s%s", sides[0].name, sides[1].name,
             words_separator(), conditions);
    words_print(NULL, text);
    if (!conditions_same_place(&before->conditions, &after->conditions))
        words_print(
            NULL,
            "They were made on different machines, or with other CPUs: what differs may be that.");
}

static bool print_group(const struct side *sides, const struct group *before,
                        const struct group *after, const struct pairing *pairings[2],
                        const size_t counts[2], const struct request *request) {
    bool regressed = false;

    print_head(sides, before, after);
    for (size_t i = 0; i < after->count; i++) {
        const struct curve *old = group_curve(before, after->curves[i].model);

        if (old)
            regressed |= print_model(old, &after->curves[i], request->metric);
    }
    for (size_t i = 0; i < counts[1]; i++)
        for (size_t j = 0; j < counts[0]; j++)
            if (pairings[1][i].group == after && pairings[0][j].group == before &&
                !strcmp(pairings[1][i].a->model, pairings[0][j].a->model) &&
                !strcmp(pairings[1][i].b->model, pairings[0][j].b->model))
                print_answers(&pairings[0][j], &pairings[1][i], request->margin);
    return regressed;
}

static int print_all(const struct side *sides, const struct request *request, bool *regressed,
                     struct err *err) {
    size_t counts[2], alike = 0;
    struct pairing *before = pairings_list(&sides[0].pivot, request, &counts[0]);
    struct pairing *after = pairings_list(&sides[1].pivot, request, &counts[1]);
    const struct pairing *pairings[2] = {before, after};

    *regressed = false;
    for (size_t i = 0; i < sides[1].pivot.count; i++) {
        const struct group *new = &sides[1].pivot.groups[i];
        const struct group *old = find_alike(&sides[0].pivot, new);

        if (!old)
            continue;
        if (alike++ > 0)
            printf("\n");
        *regressed |= print_group(sides, old, new, pairings, counts, request);
    }
    free(before);
    free(after);
    return alike
               ? 0
               : err_set(err, ERR_USAGE,
                         "--compare: '%s' and '%s' were not made alike (kind, sleep, work, tasks, "
                         "phase, lateness, queue ...), so nothing in them compares",
                         sides[0].name, sides[1].name);
}

int compare_histories(const struct request *request, bool *regressed, struct err *err) {
    const char *comma = strchr(request->compare, ',');
    struct side sides[2] = {{0}};
    int result;

    if (!comma || comma == request->compare || !comma[1])
        return err_set(err, ERR_USAGE,
                       "--compare: '%s' does not name two; give two of sweep:N, label:TEXT, "
                       "machine:ID or a file, such as sweep:1,sweep:2",
                       request->compare);
    sides[0].name = strndup(request->compare, (size_t)(comma - request->compare));
    sides[1].name = strdup(comma + 1);
    PROMISE(sides[0].name && sides[1].name);
    result = read_side(request, &sides[0], err) || read_side(request, &sides[1], err) ||
                     print_all(sides, request, regressed, err)
                 ? -1
                 : 0;
    side_free(&sides[0]);
    side_free(&sides[1]);
    return result;
}
