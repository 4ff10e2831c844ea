#include "analysis/report/decide_closing.h"

#include "analysis/render/paragraph.h"
#include "analysis/report/command.h"
#include "analysis/words/conditions_text.h"
#include "analysis/words/figures.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- between which levels --------------------------------------------------------------------- */

static const char *time_of(char text[static UNITS_SIZE], double seconds) {
    return units_time(text, fabs(seconds) < 1e9 ? llround(seconds * 1e9) : 0);
}

/* "work between the recorded 0 and 20 us", "waits 1.6 times as long as the longest recorded, 5 ms"
 */
static void add_between(char *text, bool is_work, const struct between *between, double asked) {
    char low[UNITS_SIZE], high[UNITS_SIZE];
    const char *what = is_work ? "work" : "waits";

    strcpy(low, "0");
    if (between->low > 0)
        time_of(low, between->low);
    time_of(high, between->high);
    if (asked > between->high * (1 + 1e-9))
        paragraph_add(text, PARAGRAPH_SIZE, "; ",
                      "%s %.2g times as long as the longest recorded, %s", what,
                      asked / between->high, high);
    else if (asked < between->low * (1 - 1e-9))
        paragraph_add(text, PARAGRAPH_SIZE, "; ", "%s shorter than the shortest recorded, %s", what,
                      low);
    else if (between->high > between->low)
        paragraph_add(text, PARAGRAPH_SIZE, "; ", "%s between the recorded %s and %s", what, low,
                      high);
}

/* "between the tested levels 100 and 200" */
static void describe_levels(const struct candidate *candidate, const struct service *service,
                            char *text) {
    const struct load *load = &candidate->load;
    char low[UNITS_SIZE], high[UNITS_SIZE];

    *text = 0;
    figures_level(low, load->low);
    figures_level(high, load->high);
    if (load->beyond > 1 + 1e-9 && load->low == load->high)
        paragraph_add(text, PARAGRAPH_SIZE, "", "%s the tested level %s, by a factor of %.2g",
                      load->workers < load->low ? "below" : "above", low, load->beyond);
    else if (load->beyond > 1 + 1e-9)
        paragraph_add(text, PARAGRAPH_SIZE, "",
                      "beyond the tested levels %s and %s, by a factor of %.2g", low, high,
                      load->beyond);
    else if (load->low == load->high)
        paragraph_add(text, PARAGRAPH_SIZE, "", "at the tested level %s", low);
    else
        paragraph_add(text, PARAGRAPH_SIZE, "", "between the tested levels %s and %s", low, high);
    add_between(text, false, &candidate->basis.wait, service->wait);
    add_between(text, true, &candidate->basis.work, service->work);
}

static bool is_sustained(const struct candidate *candidate) {
    return candidate->known && candidate->load.verdict == LOAD_SUSTAINED;
}

/* One sentence if the models have it in common, else one for each of the first three. */
static void add_levels(const struct decision *decision, struct closing *closing) {
    enum { models_most = 3 };
    char first[PARAGRAPH_SIZE] = "", text[PARAGRAPH_SIZE];
    bool alike = true;
    size_t told = 0;

    for (size_t i = 0; i < decision->count; i++)
        if (is_sustained(&decision->candidates[i])) {
            describe_levels(&decision->candidates[i], &decision->service, text);
            alike &= !*first || !strcmp(first, text);
            snprintf(first, sizeof first, "%s", text);
        }
    if (alike && *first)
        closing_add(closing, "Read %s. ", first);
    for (size_t i = 0; i < decision->count && !alike && told < models_most; i++)
        if (is_sustained(&decision->candidates[i])) {
            describe_levels(&decision->candidates[i], &decision->service, text);
            closing_add(closing, "%s%s: read %s", told++ ? "; " : "", decision->candidates[i].model,
                        text);
        }
    if (told > 0)
        closing_add(closing, ". ");
}

/* --- the other sentences ---------------------------------------------------------------------- */

static void add_indifference(const struct decision *decision, struct closing *closing) {
    size_t sustaining;
    const struct candidate *cheapest = decision_cheapest(decision, &sustaining);
    const struct candidate *second = decision_second(decision, cheapest);
    double rate = sustaining == 2
                      ? decision_indifferent_up_to(decision, cheapest->model, second->model)
                      : NAN;
    char number[UNITS_SIZE];

    if (!isnan(rate))
        closing_add(closing,
                    "The difference stays below %.2f CPUs up to about %s tasks per second. ",
                    decision_no_matter, figures_level(number, figures_rounded(rate, 0, INFINITY)));
}

/* The conditions of the service; the number of tasks is not among them. */
static void add_conditions(const struct decision *decision, struct closing *closing) {
    struct conditions asked = decision->family.groups[0]->conditions, other;
    char text[CONDITIONS_TEXT_SIZE];

    asked.sleep = decision->service.wait * 1e3;
    asked.work = decision->service.work;
    other = asked;
    other.tasks = asked.tasks == 0; /* any other number */
    other.per_worker = asked.tasks;
    closing_add(closing, "%s.", conditions_text(&asked, &other, text));
}

/* Why a model has no percentile. */
static void add_p99(const struct decide_basis *basis, struct closing *closing) {
    const struct decision *decision = basis->decision;
    const struct conditions *conditions = &basis->groups[0].conditions;
    bool missing = false, any = false;
    bool is_imported = conditions->origin && !strcmp(conditions->origin, "import");

    for (size_t i = 0; i < decision->count; i++)
        if (is_sustained(&decision->candidates[i])) {
            missing |= isnan(decision->candidates[i].load.p99);
            any |= !isnan(decision->candidates[i].load.p99);
        }
    if (!missing)
        return;
    closing_add(closing, " p99: %s.",
                any                       ? "too few tasks for some"
                : is_imported             ? "imported trials have no latencies"
                : !conditions->task_times ? "tasks were not timed"
                                          : "too few tasks");
}

/* --- what to do next -------------------------------------------------------------------------- */

/* More trials of the pair under the conditions of the service, with that work. */
static struct next trials(const struct decide_basis *basis, double work, const int64_t *levels,
                          size_t count, const char *purpose) {
    struct conditions conditions = basis->groups[0].conditions;
    struct next next;

    conditions.sleep = basis->decision->service.wait * 1e3;
    conditions.work = work;
    next = next_at(&basis->pairs[0], basis->request, &conditions, levels, count);
    if (next.kind != NEXT_NOTHING)
        snprintf(next.purpose, sizeof next.purpose, "%s", purpose);
    return next;
}

/* Levels from one to another, close enough for a load to be read between them. Returns how many. */
static size_t spread_levels(double from, double to, int64_t levels[static NEXT_LEVELS_MOST]) {
    double gaps = fmax(ceil(log(to / from) / log(LOAD_GAP_MOST)), 2);
    size_t count = 0;

    for (int i = 0; i <= gaps && count < NEXT_LEVELS_MOST; i++)
        levels[count++] = llround(figures_rounded(from * pow(to / from, i / gaps), 0, INFINITY));
    return count;
}

/* Levels around the number of workers that the models not tested there would need. Returns false if
 * that is unknown or absurd. */
static bool add_test(const struct decide_basis *basis, struct closing *closing) {
    static const double most_sensible = 1e6;
    const struct decision *decision = basis->decision;
    int64_t levels[NEXT_LEVELS_MOST];
    double from = INFINITY, to = 0;
    struct next next;
    size_t count;

    for (size_t i = 0; i < decision->count; i++) {
        const struct load *load = &decision->candidates[i].load;

        if (!decision->candidates[i].known || load->verdict != LOAD_NOT_TESTED ||
            !(load->workers >= 1 && load->workers <= most_sensible) || !(load->high >= 1))
            continue;
        from = fmin(from, fmin(fmax(load->low, load->workers / 2), load->workers));
        if (load->workers > load->high)
            from = fmin(from, load->high);
        to = fmax(to, 1.5 * load->workers);
    }
    if (!(to > from))
        return false;
    count = spread_levels(from, to, levels);
    next = trials(basis, decision->service.work, levels, count, "To test it");
    closing_add_next(closing, &next);
    return next.kind != NEXT_NOTHING;
}

/* Was that work recorded with the service's wait, or with a shorter and a longer one? */
static bool has_wait(const struct decision *decision, double work) {
    double wait = decision->service.wait * 1e3;
    bool below = false, above = false;

    for (size_t i = 0; i < decision->family.count; i++) {
        const struct conditions *conditions = &decision->family.groups[i]->conditions;

        if (fabs(conditions->work - work) > 1e-9 * fabs(work))
            continue;
        below |= conditions->sleep <= wait * (1 + 1e-9);
        above |= conditions->sleep >= wait * (1 - 1e-9);
    }
    return below && above;
}

/* The recorded work that is nearest above the service's, else nearest below; 0 if there is none. */
static double other_work(const struct decision *decision) {
    double above = INFINITY, below = 0, own = decision->service.work;

    for (size_t i = 0; i < decision->family.count; i++) {
        double work = decision->family.groups[i]->conditions.work;

        if (!has_wait(decision, work))
            continue;
        if (work > own * (1 + 1e-9) && work > 0)
            above = fmin(above, work);
        else if (work < own * (1 - 1e-9))
            below = fmax(below, work);
    }
    return isfinite(above) ? above : below;
}

/* The tested levels that the cheapest model was read from. */
static size_t levels_read(const struct decision *decision, int64_t *levels) {
    size_t sustaining;
    const struct candidate *cheapest = decision_cheapest(decision, &sustaining);

    if (!cheapest || !(cheapest->load.low >= 1))
        return 0;
    levels[0] = llround(cheapest->load.low);
    levels[1] = llround(cheapest->load.high);
    return 2;
}

void decide_command(const struct decide_basis *basis, double work, char *command, size_t size) {
    const struct request *request = basis->request;
    long long rate = llround(basis->decision->service.rate);
    bool millions = rate % 1000000 == 0, thousands = rate % 1000 == 0;
    char time[UNITS_SIZE];

    command_begin(command, size, request);
    text_add(command, size, " --decide --rate=%lld%s",
             rate / (millions    ? 1000000
                     : thousands ? 1000
                                 : 1),
             millions    ? "M"
             : thousands ? "k"
                         : "");
    if (request->wait_ns != NO_VALUE)
        text_add(command, size, " --sleep=%s", units_time_typed(time, request->wait_ns));
    if (!isnan(work))
        text_add(command, size, " --work=%s", units_time_typed(time, llround(work * 1e9)));
}

/* What the same rate takes with work: the command that shows it, or records it. */
static void add_work(const struct decide_basis *basis, struct closing *closing) {
    static const double usual_work = 20e-6;
    double work = other_work(basis->decision), own = basis->decision->service.work;
    int64_t levels[2];
    size_t count = levels_read(basis->decision, levels);
    char command[NEXT_COMMAND_SIZE];
    struct next next;

    if (basis->decision->count < 2)
        return; /* nothing to reverse */
    if (work > 0) {
        closing_add(closing, " Your own work per task can reverse it:");
        decide_command(basis, work, command, sizeof command);
        closing_add_line(closing, "  %s", command);
    } else if (count > 0 && basis->pairs[0].pairing) {
        next = trials(basis, own > 0 ? 2 * own : usual_work, levels, count,
                      "Your own work per task can reverse it; to record it");
        closing_add_next(closing, &next);
    }
}

static void add_suggestion(const struct decide_basis *basis, struct closing *closing) {
    const struct decision *decision = basis->decision;
    int64_t levels[2];
    size_t count = levels_read(decision, levels);
    struct next next;

    if (basis->pairs[0].pairing && add_test(basis, closing))
        return;
    if (basis->request->work_ns == NO_VALUE) {
        add_work(basis, closing);
    } else if (decision_choice(decision) == CHOICE_UNDECIDED && count > 0 &&
               basis->pairs[0].pairing) {
        next = trials(basis, decision->service.work, levels, count, "More trials can decide it");
        closing_add_next(closing, &next);
    }
}

/* --- all together ----------------------------------------------------------------------------- */

void decide_closing(const struct decide_basis *basis, struct closing *closing) {
    const struct group **groups = memory_get(basis->count + 1, sizeof *groups);
    struct selection used;

    for (size_t i = 0; i < basis->count; i++)
        groups[i] = &basis->groups[i];
    used = closing_selection(basis->selection, groups, basis->count);
    free(groups);
    add_indifference(basis->decision, closing);
    add_levels(basis->decision, closing);
    add_conditions(basis->decision, closing);
    closing_add_trials(closing, &used);
    add_p99(basis, closing);
    closing_add_trust(closing, basis->pairs, basis->labels, basis->count);
    add_suggestion(basis, closing);
}
