#include "analysis/trust.h"

#include "analysis/json.h"
#include "analysis/readings.h"
#include "analysis/samples.h"
#include "analysis/shape.h"
#include "analysis/steadiness.h"
#include "base/memory.h"
#include "base/record.h"
#include "base/text.h"
#include "base/units.h"
#include "store/sql.h"
#include "store/values.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the codes -------------------------------------------------------------------------------- */

static const struct code {
    const char *name, *advice;
} codes[] = {
    {"FOREIGN", "end what else runs (top shows it), then record the sweep anew, or leave it out: "
                "--sweep='!N'"},
    {"STEAL", "the host is busy: record at a quieter hour, or on a machine of your own"},
    {"QUOTA", "raise the cgroup's CPU quota, or mean it: such rows are never pooled with others"},
    {"STOPPED", "let trials run; delete those rows, or record the sweep anew"},
    {"SHARED", "record without --shared, alone on the machine"},
    {"RULER",
     "hold the frequency still (performance governor, no turbo); in a VM that is the host's"},
    {"GOVERNOR", "cpupower frequency-set -g performance"},
    {"SENTINEL", "the same trials did not give the same figures: something moved; record anew"},
    {"ORDER_CONFOUNDED", "record with --order=rounds, which puts the models back to back"},
    {"DRIFT", "find out what warms up or fills up; with --order=rounds both models share it"},
    {"WARMUP", "leave the first round out, or record with more --trials"},
    {"NOISY", "more --trials, and a quieter machine"},
    {"NOISY_CELLS", "record those levels again: their rows will be pooled"},
    {"OUTLIERS", "look at them (sql/queries/worst_trials.sql); the medians are in --format=json"},
    {"FEW", "more --trials, or more levels around there, as in -c 200:800:x1.15"},
    {"RAMP", "more tasks per worker: --per-worker=60; --metric=steady leaves start-up out"},
    {"ROUNDING", "tasks that divide among the workers: --per-worker"},
    {"SHORT_TRIAL", "more --tasks, so that a trial takes 5 ms or more"},
    {"SATURATED", "nothing: that some workers never had a task at once is the overhead itself"},
    {"SERVER_BOUND",
     "longer --sleep or fewer workers; beyond that the server's own CPU is the wall"},
    {"UNCERTIFIED", "let the program tell shortest_wait, or stamp its tasks (README)"},
    {"STARTUP", "let the program tell cpu (README), or give it more --tasks"},
    {"CPU_DISPUTED", "compare tasks_cpu with user_cpu + system_cpu - startup_cpu (table trial)"},
    {"FEW_SWEEPS",
     "record the same sweep again, until there are three: between sweeps more differs"},
    {"LACK_OF_FIT", "more levels around there, as in -c 200:800:x1.15"},
    {"NOT_MONOTONE",
     "look at the chart (--plot=-); a margin's interval assumes that the curve rises"},
    {"BISTABLE", "more --trials, 10 or more: with fewer the slower mode may not be drawn at all"},
    {"OUTLIERS_MATTER", "look at them (sql/queries/worst_trials.sql), or record more --trials"},
    {"FAILED", "SELECT model, concurrency, status, error FROM trial WHERE status <> 'ok'"},
    {"INCOMPLETE", "runner --resume finishes it"},
    {"OTHER", "SELECT * FROM trial_warnings"},
};

static const struct code *find_code(const char *name) {
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (!strcmp(codes[i].name, name))
            return &codes[i];
    return NULL;
}

/* Everything that the checks below look at. */
struct evidence {
    const struct group *group;
    const struct pairing *pairing;       /* or NULL */
    const struct comparison *comparison; /* of it, by overhead; or NULL */
    double level;                        /* where it decides; NAN: nowhere */
    struct reading *readings;
    size_t count;
    struct trust *trust;
};

static void find(struct evidence *evidence, const char *name, enum weight weight,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

static void find(struct evidence *evidence, const char *name, enum weight weight,
                 const char *format, ...) {
    struct trust *trust = evidence->trust;
    const struct code *code = find_code(name);
    struct finding *finding = &trust->findings[trust->count];
    va_list arguments;

    PROMISE(code && trust->count < FINDINGS_MOST);
    *finding = (struct finding){.code = code->name, .advice = code->advice, .weight = weight};
    va_start(arguments, format);
    vsnprintf(finding->text, sizeof finding->text, format, arguments);
    va_end(arguments);
    trust->count++;
}

/* --- what single rows carry ------------------------------------------------------------------- */

/* Of more than a tenth of the trials it is the rule and no longer the exception. */
static enum weight weight_of_share(double part, double whole) {
    return part > 0.1 * whole ? WEIGHT_POOR : WEIGHT_FAIR;
}

/* Codes of which only the number of trials is told: "at 3 of 606 trials …". */
static const struct plain {
    const char *code, *sentence;
    enum weight weight;
    bool by_share; /* … or as much as their share weighs */
} plain_codes[] = {
    {"STEAL", "the hypervisor took more than 1 % of the CPUs", WEIGHT_FAIR, true},
    {"STOPPED", "the program was stopped and continued", WEIGHT_POOR, false},
    {"SHARED", "another sweep may have run beside it (--shared)", WEIGHT_FAIR, false},
    {"SERVER_BOUND", "the server was busy for over 80 % of the time, so it is measured as well",
     WEIGHT_FAIR, false},
    {"SHORT_TRIAL", "all was over in less than 5 ms", WEIGHT_FAIR, false},
    {"UNCERTIFIED", "a foreign program did not prove that no sleep was short", WEIGHT_FAIR, false},
    {"STARTUP", "CPU per task is mostly a foreign program's start-up", WEIGHT_FAIR, false},
    {"CPU_DISPUTED", "a foreign program's own account of its CPU is doubtful", WEIGHT_FAIR, true},
};

/* False: the code says more than that. */
static bool find_plain(struct evidence *evidence, const char *code, long long trials) {
    double whole = (double)evidence->count;

    for (size_t i = 0; i < sizeof plain_codes / sizeof *plain_codes; i++) {
        const struct plain *plain = &plain_codes[i];

        if (strcmp(plain->code, code))
            continue;
        find(evidence, code,
             plain->by_share ? weight_of_share((double)trials, whole) : plain->weight,
             "at %lld of %.0f trials %s", trials, whole, plain->sentence);
        return true;
    }
    return false;
}

/* A code of the view that has no explanation here. */
static void find_unknown(struct evidence *evidence, const char *code, long long trials) {
    struct trust *trust = evidence->trust;

    for (size_t i = 0; i < trust->count; i++)
        if (!strcmp(trust->findings[i].code, "OTHER")) {
            text_add(trust->findings[i].text, sizeof trust->findings[i].text, "; %s at %lld", code,
                     trials);
            return;
        }
    find(evidence, "OTHER", WEIGHT_FAIR, "warnings that analyze cannot explain: %s at %lld", code,
         trials);
}

static void find_by_row(struct evidence *evidence, struct statement *row) {
    const char *code = row_text_known(row, "code");
    long long trials = row_integer(row, "trials"), near = row_integer(row, "near");
    double whole = (double)evidence->count;
    char from[UNITS_SIZE], level[UNITS_SIZE];

    units_count(from, row_integer(row, "from_level"));
    if (find_plain(evidence, code, trials))
        return;
    if (!find_code(code))
        find_unknown(evidence, code, trials);
    else if (!strcmp(code, "FOREIGN"))
        find(evidence, code, weight_of_share((double)trials, whole),
             "at %lld of %.0f trials others were busy, with up to %.2f CPUs", trials, whole,
             row_real(row, "most_foreign"));
    else if (!strcmp(code, "QUOTA"))
        find(evidence, code, WEIGHT_FAIR,
             "at %lld of %.0f trials the cgroup held the process back, by up to %.2f CPUs", trials,
             whole, row_real(row, "most_throttled"));
    else if (!strcmp(code, "SATURATED"))
        find(evidence, code, WEIGHT_NOTE,
             "at %lld of %.0f trials, from %s on, fewer tasks than workers were ever in flight",
             trials, whole, from);
    else if (!strcmp(code, "RAMP") && near > 0)
        find(evidence, code, WEIGHT_FAIR,
             "fewer than 40 tasks per worker from %s on, and the answer falls at %s", from,
             units_count(level, llround(evidence->level)));
    else if (!strcmp(code, "ROUNDING") && near > 0)
        find(evidence, code, WEIGHT_FAIR,
             "at %lld trials near %s the tasks do not divide among the workers by more than 5 %%",
             near, units_count(level, llround(evidence->level)));
}

static int find_by_rows(struct db *db, struct evidence *evidence, struct err *err) {
    struct statement *statement;
    enum step step;

    if (db_run(db, sql_find(sql_statements, "gather_warnings"), err))
        return -1;
    statement = db_prepare(db, sql_find(sql_statements, "warning_counts"), err);
    if (!statement)
        return -1;
    bind_text(statement, ":conditions", evidence->group->conditions.key);
    bind_real_or_null(statement, ":from", evidence->level / 2);
    bind_real_or_null(statement, ":to", evidence->level * 2);
    while ((step = statement_step(statement, err)) == STEP_ROW)
        find_by_row(evidence, statement);
    statement_free(statement);
    return step == STEP_DONE ? 0 : -1;
}

/* --- what the sweeps and the machine say ------------------------------------------------------ */

static void find_by_facts(struct evidence *evidence, struct statement *row) {
    const char *governor = row_text(row, "frequency_governor");
    double moved = row_real(row, "sentinel_moved");

    if (governor && strcmp(governor, "performance"))
        find(evidence, "GOVERNOR", WEIGHT_FAIR, "CPU frequency is governed by '%s'", governor);
    if (moved > 0.1)
        find(evidence, "SENTINEL", WEIGHT_FAIR,
             "a sweep's own serial trials differ by %.0f %% between its start and its end",
             100 * moved);
    if (row_integer(row, "unfinished") > 0)
        find(evidence, "INCOMPLETE", WEIGHT_NOTE, "%lld sweep%s not finished (the last is %lld)",
             (long long)row_integer(row, "unfinished"),
             row_integer(row, "unfinished") == 1 ? " is" : "s are",
             (long long)row_integer(row, "last_unfinished"));
}

/* The sweeps of a group as a JSON array, some of them more than once. Owned by the caller. */
static struct json_object *sweeps_of(const struct group *group) {
    struct json_object *list = json_list();

    for (size_t i = 0; i < group->count; i++) {
        size_t count;
        int64_t *sweeps = samples_sweeps(&group->curves[i], &count);

        for (size_t j = 0; j < count; j++)
            json_append(list, json_integer(sweeps[j]));
        free(sweeps);
    }
    return list;
}

static int find_by_sweeps(struct db *db, struct evidence *evidence, struct err *err) {
    struct statement *statement = db_prepare(db, sql_find(sql_statements, "trust_facts"), err);
    struct json_object *sweeps;
    enum step step;

    if (!statement)
        return -1;
    sweeps = sweeps_of(evidence->group);
    bind_text(statement, ":sweeps", json_written(sweeps));
    bind_text(statement, ":machine", evidence->group->conditions.machine);
    json_object_put(sweeps);
    step = statement_step(statement, err);
    if (step == STEP_ROW)
        find_by_facts(evidence, statement);
    statement_free(statement);
    return step == STEP_ERROR ? -1 : 0;
}

/* --- how steady they are ---------------------------------------------------------------------- */

static void check_noise(struct evidence *evidence) {
    struct cell_span worst;
    double most = NAN, noise = steadiness_noise(evidence->readings, evidence->count, &worst, &most);
    char level[UNITS_SIZE];

    if (steadiness_is_noisy(noise))
        find(evidence, "NOISY", noise > 0.3 ? WEIGHT_POOR : WEIGHT_FAIR,
             "the trials of a cell vary by %.0f %% (SD over mean; median over cells)", 100 * noise);
    if (most > 0.1 && most > 3 * noise) {
        const struct reading *reading = &evidence->readings[worst.first];

        find(evidence, "NOISY_CELLS", WEIGHT_FAIR, "%s at %s varies by %.0f %%, most of all",
             reading->model, units_count(level, reading->concurrency), 100 * most);
    }
}

static void check_outliers(struct evidence *evidence) {
    size_t outliers = steadiness_outliers(evidence->readings, evidence->count);

    if (steadiness_has_outliers(outliers, evidence->count))
        find(evidence, "OUTLIERS", WEIGHT_FAIR,
             "%zu of %zu trials lie further than 5 SD from their cell's median", outliers,
             evidence->count);
}

static void check_shifts(struct evidence *evidence, bool confounded) {
    struct shift drift = steadiness_drift(evidence->readings, evidence->count);
    struct shift warm_up = steadiness_warm_up(evidence->readings, evidence->count);

    if (steadiness_is_drift(&drift))
        find(evidence, "DRIFT", confounded ? WEIGHT_POOR : WEIGHT_FAIR,
             "from the first round to the last all cells together moved by %+.0f %%",
             100 * expm1(drift.size));
    if (steadiness_is_warm_up(&warm_up))
        find(evidence, "WARMUP", WEIGHT_FAIR, "the first round lies %+.0f %% off the others",
             100 * expm1(warm_up.size));
}

/* True where the models did not run back to back. */
static bool check_order(struct evidence *evidence) {
    double distance, pairs;

    if (!evidence->pairing)
        return false;
    distance = steadiness_distance(evidence->readings, evidence->count, evidence->pairing->a->model,
                                   evidence->pairing->b->model);
    pairs = 2 * (double)evidence->group->count;
    if (!(distance > pairs))
        return false;
    find(evidence, "ORDER_CONFOUNDED", WEIGHT_POOR,
         "%s ran %.0f trials away from %s at the same level; what drifts favours one of them",
         evidence->pairing->b->model, distance, evidence->pairing->a->model);
    return true;
}

static size_t levels_near(const struct curve *curve, double level) {
    size_t near = 0;

    for (size_t i = 0; i < curve->count; i++) {
        double concurrency = (double)curve->cells[i].concurrency;

        near += curve->cells[i].trials > 0 && concurrency >= level / 2 && concurrency <= level * 2;
    }
    return near;
}

static void check_number(struct evidence *evidence) {
    size_t cells, near;
    char level[UNITS_SIZE];

    free(cells_of(evidence->readings, evidence->count, false, &cells));
    if (cells > 0 && evidence->count < 3 * cells)
        find(evidence, "FEW", WEIGHT_FAIR, "%.1f trials per cell; 3 tell how much they vary",
             (double)evidence->count / (double)cells);
    else if (evidence->pairing && !isnan(evidence->level) &&
             (near = levels_near(evidence->pairing->a, evidence->level)) < 5)
        find(evidence, "FEW", WEIGHT_FAIR,
             "%zu level%s within a factor of 2 of %s, where it is decided; 5 draw a curve", near,
             near == 1 ? " lies" : "s lie", units_count(level, llround(evidence->level)));
}

static void check_failures(struct evidence *evidence) {
    long long failed = 0, trials = 0;

    for (size_t i = 0; i < evidence->group->count; i++)
        for (size_t j = 0; j < evidence->group->curves[i].count; j++) {
            const struct cell *cell = &evidence->group->curves[i].cells[j];

            failed += cell->failed + cell->left_out;
            trials += cell->trials + cell->failed + cell->left_out;
        }
    if (failed > 0)
        find(evidence, "FAILED", WEIGHT_FAIR,
             "%lld of %lld trials have no figure: they failed, or "
             "are short or uneven",
             failed, trials);
}

/* The fixed spins before the trials, ascending. Owned by the caller. */
static double *rulers_of(const struct evidence *evidence, size_t *count) {
    double *rulers = memory_get(evidence->count + 1, sizeof *rulers);

    *count = 0;
    for (size_t i = 0; i < evidence->count; i++)
        if (!isnan(evidence->readings[i].ruler))
            rulers[(*count)++] = evidence->readings[i].ruler;
    gsl_sort(rulers, 1, *count);
    return rulers;
}

/* Eight in ten of them should take about as long. */
static void check_ruler(struct evidence *evidence) {
    size_t count;
    double *rulers = rulers_of(evidence, &count), low, high;

    if (count >= 20) {
        low = rulers[count / 10];
        high = rulers[count - 1 - count / 10];
        if (high > 1.1 * low)
            find(
                evidence, "RULER", WEIGHT_FAIR,
                "eight in ten of the fixed spins took %.0f to %.0f us: the CPU's own pace moves by "
                "%.0f %%",
                low * 1e6, high * 1e6, 100 * (high / low - 1));
    }
    free(rulers);
}

/* --- what the estimator found out about itself ------------------------------------------------ */

static void check_rise(struct evidence *evidence) {
    bool of_b;
    int margin = shape_falls_again(&evidence->comparison->crossover, &of_b);
    const struct pairing *pairing = evidence->pairing;

    if (margin >= 0)
        find(evidence, "NOT_MONOTONE", WEIGHT_FAIR,
             "%s is dearer by %.0f %% at some level and surely not at a higher one",
             of_b ? pairing->b->model : pairing->a->model, 100 * margins[margin]);
}

/* Of one of the models; a's are looked at first. */
static void check_modes(struct evidence *evidence) {
    const struct pairing *pairing = evidence->pairing;
    const struct crossover *crossover = &evidence->comparison->crossover;
    double noise = steadiness_noise(evidence->readings, evidence->count, NULL, NULL), gap;
    const struct curve *curve = pairing->a;
    const struct cell *cell = shape_modes(curve, &crossover->margin[0][0], noise, &gap);
    char level[UNITS_SIZE];

    if (!cell) {
        curve = pairing->b;
        cell = shape_modes(curve, &crossover->margin[1][0], noise, &gap);
    }
    if (cell)
        find(evidence, "BISTABLE", WEIGHT_FAIR,
             "the trials of %s at %s leave a gap of a factor %.1f: two modes, or an outlier",
             curve->model, units_count(level, cell->concurrency), gap);
}

static void check_estimate(struct evidence *evidence) {
    const struct comparison *comparison = evidence->comparison;
    const struct crossover *crossover;

    if (!comparison)
        return;
    crossover = &comparison->crossover;
    if (comparison->has_variance && comparison->sweeps == 0)
        find(evidence, "FEW_SWEEPS", WEIGHT_FAIR,
             "the intervals cover the noise within a sweep, not what differs between sweeps");
    for (size_t i = 0; i < crossover->crossing_count; i++)
        if (crossover->crossings[i].method != METHOD_SMOOTH) {
            find(evidence, "LACK_OF_FIT", WEIGHT_FAIR,
                 "the curve bends or jumps where it passes 1, so it was read there level by level");
            break;
        }
    check_rise(evidence);
    check_modes(evidence);
    if (shape_outliers_matter(comparison))
        find(evidence, "OUTLIERS_MATTER", WEIGHT_FAIR,
             "by medians the crossover is %.0f (%.0f-%.0f)",
             comparison->by_median.crossings[0].concurrency, comparison->by_median.crossings[0].low,
             comparison->by_median.crossings[0].high);
}

/* --- reading and judging ---------------------------------------------------------------------- */

static int gather(struct db *db, struct evidence *evidence, struct err *err) {
    evidence->count = readings_count(evidence->group);
    if (find_by_rows(db, evidence, err) || find_by_sweeps(db, evidence, err))
        return -1;
    evidence->readings = readings_of(evidence->group); /* room that SQL need not find taken */
    check_shifts(evidence, check_order(evidence));
    check_noise(evidence);
    check_outliers(evidence);
    check_number(evidence);
    check_failures(evidence);
    check_ruler(evidence);
    check_estimate(evidence);
    return 0;
}

int trust_judge(struct db *db, const struct group *group, const struct pairing *pairing,
                double margin, struct trust *trust, struct err *err) {
    static const char *const words[] = {"good", "fair", "poor"};
    enum weight worst = WEIGHT_NOTE;
    struct evidence evidence = {.group = group, .pairing = pairing, .level = NAN, .trust = trust};
    struct comparison comparison;
    int result;

    trust->count = 0;
    if (pairing) {
        comparison = comparison_make(pairing, METRIC_OVERHEAD, margin);
        evidence.comparison = &comparison;
        evidence.level = comparison_headline(&comparison);
    }
    result = gather(db, &evidence, err);
    if (pairing)
        comparison_free(&comparison);
    for (size_t i = 0; i < trust->count; i++)
        if (trust->findings[i].weight > worst)
            worst = trust->findings[i].weight;
    trust->word = words[worst];
    free(evidence.readings);
    return result;
}
