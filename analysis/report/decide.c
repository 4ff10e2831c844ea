#include "analysis/report/decide.h"

#include "analysis/capacity/decision.h"
#include "analysis/render/number.h"
#include "analysis/render/paragraph.h"
#include "analysis/render/table.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "base/units.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>

static const char *const verdict_names[] = {"yes", "no", "no", "not tested"};

/* --- rows ------------------------------------------------------------------------------------- */

static void print_rows(const struct decision *decision, enum format format) {
    static const char *const names[] = {"model",    "rate",    "wait",         "work",
                                        "sustains", "workers", "low",          "high",
                                        "beyond",   "cores",   "cores_error",  "memory",
                                        "p99",      "most",    "most_workers", "most_cores"};
    struct table *table = table_begin(format, names, sizeof names / sizeof *names);

    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];
        const struct load *load = &candidate->load;
        double figures[] = {load->workers, load->low,       load->high,      load->beyond,
                            load->cores,   load->error,     load->memory,    load->p99,
                            load->most,    load->most_from, load->most_cores};

        table_text(table, candidate->model);
        table_real(table, decision->service.rate);
        table_real(table, decision->service.wait);
        table_real(table, decision->service.work);
        table_text(table, verdict_names[candidate->known ? load->verdict : LOAD_NOT_TESTED]);
        for (size_t j = 0; j < sizeof figures / sizeof *figures; j++)
            table_real(table, candidate->known && (load->verdict == LOAD_SUSTAINED || j > 7)
                                  ? figures[j]
                                  : NAN);
    }
    table_end(table);
}

/* --- for people ------------------------------------------------------------------------------- */

/* NULL if value is unknown. */
static const char *bytes(char text[static UNITS_SIZE], double value) {
    static const char *const units[] = {"B", "KB", "MB", "GB"};
    char number[NUMBER_SIZE];
    int unit = 0;

    if (isnan(value))
        return NULL;
    for (; fabs(value) >= 1000 && unit < 3; unit++)
        value /= 1000;
    snprintf(text, UNITS_SIZE, "%s %s", number_rounded(number, value, 3), units[unit]);
    return text;
}

/* NULL if the CPU is unknown. */
static const char *cores_text(char text[static 64], const struct load *load) {
    if (isnan(load->cores))
        return NULL;
    if (isnan(load->error))
        snprintf(text, 64, "%.3f", load->cores);
    else
        snprintf(text, 64, "%.3f ±%.3f", load->cores, load->error);
    return text;
}

static void print_table(const struct decision *decision) {
    static const char *const names[] = {"model", "sustains it", "workers", "CPUs", "memory", "p99"};
    struct table *table = table_begin(FORMAT_TABLE, names, sizeof names / sizeof *names);

    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];
        const struct load *load = &candidate->load;
        char workers[UNITS_SIZE], cpus[64], memory[UNITS_SIZE], p99[UNITS_SIZE];
        bool sustains = candidate->known && load->verdict == LOAD_SUSTAINED;

        table_text(table, candidate->model);
        table_text(table, verdict_names[candidate->known ? load->verdict : LOAD_NOT_TESTED]);
        if (sustains)
            figures_level(workers, ceil(load->workers));
        table_text(table, sustains ? workers : NULL);
        table_text(table, sustains ? cores_text(cpus, load) : NULL);
        table_text(table, sustains ? bytes(memory, load->memory) : NULL);
        table_text(table, sustains && !isnan(load->p99) ? units_time(p99, llround(load->p99 * 1e9))
                                                        : NULL);
    }
    table_end(table);
}

static void add_between(char *text, const char *what, const struct between *between, double asked) {
    char low[UNITS_SIZE], high[UNITS_SIZE];
    double beyond = fmax(asked / between->high, between->low / asked);

    units_time(low, llround(between->low * 1e9));
    units_time(high, llround(between->high * 1e9));
    if (beyond > 1 + 1e-9)
        paragraph_add(text, PARAGRAPH_SIZE, "; ", "%s %.2g times beyond what was recorded (%s)",
                      what, beyond, asked > between->high ? high : low);
    else if (between->high > between->low)
        paragraph_add(text, PARAGRAPH_SIZE, "; ", "%s between the recorded %s and %s", what, low,
                      high);
}

/* Describes how far the answer is interpolated or extrapolated. */
static void describe_basis(const struct candidate *candidate, const struct service *service,
                           char *text) {
    const struct load *load = &candidate->load;
    char low[UNITS_SIZE], high[UNITS_SIZE];

    figures_level(low, load->low);
    figures_level(high, load->high);
    if (load->beyond > 1)
        paragraph_add(text, PARAGRAPH_SIZE, "; ",
                      "%.2g times beyond the tested levels (nearest %s)", load->beyond, low);
    else if (load->high > load->low)
        paragraph_add(text, PARAGRAPH_SIZE, "; ", "between the tested levels %s and %s", low, high);
    else
        paragraph_add(text, PARAGRAPH_SIZE, "; ", "at the tested level %s", low);
    add_between(text, "wait", &candidate->basis.wait, service->wait);
    add_between(text, "work", &candidate->basis.work, service->work);
}

/* Describes why a load counts as not tested. */
static void describe_reach(const struct load *load, char *text) {
    char most[UNITS_SIZE], from[UNITS_SIZE], workers[UNITS_SIZE];

    if (isnan(load->most) || isnan(load->workers)) {
        paragraph_add(text, PARAGRAPH_SIZE, "", "no trial shows it");
        return;
    }
    paragraph_add(text, PARAGRAPH_SIZE, "",
                  "not tested that high; the highest was %s per second, with %s workers",
                  figures_level(most, load->most), figures_level(from, load->most_from));
    if (!isnan(load->most_cores))
        paragraph_add(text, PARAGRAPH_SIZE, "", " (%.2f CPUs)", load->most_cores);
    paragraph_add(text, PARAGRAPH_SIZE, "", ", and this needs about %s",
                  figures_level(workers, fmax(load->workers, 1)));
    if (!isnan(load->cores))
        paragraph_add(text, PARAGRAPH_SIZE, "", " (%.2f CPUs)", load->cores);
}

static void print_basis(const struct candidate *candidate, const struct service *service) {
    const struct load *load = &candidate->load;
    char text[PARAGRAPH_SIZE] = "", most[UNITS_SIZE], from[UNITS_SIZE];

    paragraph_add(text, sizeof text, "", "%s: ", candidate->model);
    if (!candidate->known) {
        paragraph_add(text, sizeof text, "", "not recorded with such a wait and work");
    } else if (load->verdict == LOAD_FAILED || load->verdict == LOAD_SATURATED) {
        paragraph_add(text, sizeof text, "",
                      "does not sustain it; the highest was %s per second, with %s workers, and %s",
                      figures_level(most, load->most), figures_level(from, load->most_from),
                      load->verdict == LOAD_FAILED ? "more of them failed"
                                                   : "more of them hardly help");
    } else if (load->verdict == LOAD_NOT_TESTED) {
        describe_reach(load, text);
    } else {
        char basis[PARAGRAPH_SIZE] = "";

        describe_basis(candidate, service, basis);
        paragraph_add(text, sizeof text, "", "%s", basis);
    }
    paragraph_print("BASIS", text);
}

/* --- the choice ------------------------------------------------------------------------------- */

static void describe_difference(const struct decision *decision, const struct candidate *cheapest,
                                const struct candidate *other, char *text) {
    double difference = other->load.cores - cheapest->load.cores, rate;
    double error = hypot(other->load.error, cheapest->load.error);
    char level[UNITS_SIZE];

    if (isnan(difference)) {
        paragraph_add(text, PARAGRAPH_SIZE, "",
                      "the CPU of %s or %s is unknown; choose on other grounds", cheapest->model,
                      other->model);
        return;
    }
    paragraph_add(text, PARAGRAPH_SIZE, "", "%s takes %.3f", other->model, difference);
    if (!isnan(error))
        paragraph_add(text, PARAGRAPH_SIZE, "", " ±%.3f", error);
    paragraph_add(text, PARAGRAPH_SIZE, "", " of a core more than %s: ", cheapest->model);
    paragraph_add(text, PARAGRAPH_SIZE, "",
                  fabs(difference - decision_no_matter) < error ? "this may or may not matter"
                  : difference < decision_no_matter ? "below 0.05 the difference is negligible"
                                                    : "%s is cheaper",
                  cheapest->model);
    rate = decision_indifferent_up_to(decision, cheapest->model, other->model);
    if (!isnan(rate))
        paragraph_add(text, PARAGRAPH_SIZE, "",
                      "; the difference stays below 0.05 up to about %s per second",
                      figures_level(level, rate));
}

static void print_choice(const struct decision *decision) {
    char text[PARAGRAPH_SIZE] = "";
    size_t sustaining;
    const struct candidate *cheapest = decision_cheapest(decision, &sustaining);

    if (sustaining == 0) {
        paragraph_print("CHOICE", "no model was shown to sustain it");
    } else if (sustaining == 1) {
        paragraph_add(text, sizeof text, "",
                      decision->count > 1 ? "only %s was shown to sustain it"
                                          : "%s sustains it; no other model was recorded",
                      cheapest->model);
        paragraph_print("CHOICE", text);
    }
    for (size_t i = 0; i < decision->count && sustaining > 1; i++) {
        const struct candidate *other = &decision->candidates[i];

        if (other == cheapest || !other->known || other->load.verdict != LOAD_SUSTAINED)
            continue;
        *text = 0;
        describe_difference(decision, cheapest, other, text);
        paragraph_print("CHOICE", text);
    }
}

static void print_head(const struct decision *decision) {
    struct conditions asked = decision->family.groups[0]->conditions;
    char text[PARAGRAPH_SIZE], conditions[CONDITIONS_TEXT_SIZE], rate[UNITS_SIZE];

    asked.sleep = decision->service.wait * 1e3;
    asked.work = decision->service.work;
    snprintf(text, sizeof text, "%s tasks per second%s%s",
             units_count(rate, llround(decision->service.rate)), paragraph_separator(),
             conditions_text(&asked, NULL, conditions));
    paragraph_print(NULL, text);
    printf("\n");
}

static void print_screen(const struct decision *decision) {
    print_head(decision);
    print_table(decision);
    printf("\n");
    for (size_t i = 0; i < decision->count; i++)
        print_basis(&decision->candidates[i], &decision->service);
    print_choice(decision);
}

/* --- why there is no decision ----------------------------------------------------------------- */

static const char *typed(char text[static UNITS_SIZE], double seconds) {
    return units_time_typed(text, llround(seconds * 1e9));
}

static int refuse(const struct decision *decision, struct err *err) {
    char recorded[PARAGRAPH_SIZE] = "", wait[UNITS_SIZE], work[UNITS_SIZE];

    for (size_t i = 0; i < decision->family.count; i++) {
        const struct conditions *conditions = &decision->family.groups[i]->conditions;

        paragraph_add(recorded, sizeof recorded, ", ", "%s with work %s",
                      typed(wait, conditions->sleep / 1e3), typed(work, conditions->work));
    }
    typed(wait, decision->service.wait);
    typed(work, decision->service.work);
    return err_set(err, ERR_USAGE,
                   "--decide: a wait of %s with work %s is too far from what was recorded (%s); "
                   "record it with: runner --sleep=%s --work=%s",
                   wait, work, recorded, wait, work);
}

static int refuse_if_none(const struct decision *decision, enum decision_outcome outcome,
                          struct err *err) {
    if (outcome == DECISION_NOTHING_WAITS)
        return err_set(err, ERR_USAGE,
                       "--decide: no recorded task waits; record some that do, as runner does "
                       "unless told otherwise");
    return outcome == DECISION_TOO_FAR ? refuse(decision, err) : 0;
}

static double seconds_or_nan(int64_t time_ns) {
    return time_ns == NO_VALUE ? NAN : (double)time_ns / 1e9;
}

int decide_print(const struct pivot *pivot, const struct request *request, struct err *err) {
    struct service asked = {.rate = request->rate,
                            .wait = seconds_or_nan(request->wait_ns),
                            .work = seconds_or_nan(request->work_ns)};
    struct decision decision;
    int result = refuse_if_none(&decision, decision_make(pivot, &asked, &decision), err);

    if (!result && request->format == FORMAT_TABLE)
        print_screen(&decision);
    else if (!result)
        print_rows(&decision, request->format);
    decision_free(&decision);
    return result;
}
