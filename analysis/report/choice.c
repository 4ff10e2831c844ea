#include "analysis/report/choice.h"

#include "analysis/words/figures.h"
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum { named_most = 3 }; /* of models in one sentence */

const char *choice_cpus(char text[static UNITS_SIZE], double cores, double scale) {
    double size = fabs(scale);

    snprintf(text, UNITS_SIZE, "%.*f", size < 9.995 ? size < 0.9995 ? 3 : 2 : 1, cores);
    return text;
}

static void add(char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(char *text, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    text_add_list(text, CHOICE_TEXT_SIZE, format, arguments);
    va_end(arguments);
}

/* --- a model that was not shown to sustain it ------------------------------------------------- */

static void add_not_tested(char *text, const struct candidate *candidate, double rate) {
    const struct load *load = &candidate->load;
    char number[UNITS_SIZE], high[UNITS_SIZE];

    if (!candidate->known)
        add(text, "%s was not recorded with such a wait and work", candidate->model);
    else if (load->most < rate)
        add(text, "%s was tested up to %s only", candidate->model,
            figures_ratio(number, load->most, 3));
    else if (load->workers < load->low)
        add(text, "%s was not tested with fewer than %s workers", candidate->model,
            figures_level(number, load->low));
    else if (load->workers <= load->high)
        add(text, "%s was not tested between %s and %s workers", candidate->model,
            figures_level(number, load->low), figures_level(high, load->high));
    else
        add(text, "%s has no trial close enough", candidate->model);
}

static void add_reach(char *text, const struct candidate *candidate, double rate) {
    const struct load *load = &candidate->load;
    char most[UNITS_SIZE], workers[UNITS_SIZE];

    if (decision_standing(NULL, candidate) == STANDING_NOT_TESTED)
        add_not_tested(text, candidate, rate);
    else
        add(text, "%s reached %s at most, with %s workers, and %s", candidate->model,
            figures_ratio(most, load->most, 3), figures_level(workers, load->most_from),
            load->verdict == LOAD_FAILED ? "failed with more" : "more hardly helped");
}

/* Adds the models that were not shown to sustain it. */
static void add_others(char *text, const struct decision *decision, const char *separator) {
    size_t told = 0, left_out = 0;

    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *candidate = &decision->candidates[i];

        if (candidate->known && candidate->load.verdict == LOAD_SUSTAINED)
            continue;
        if (told == named_most) {
            left_out++;
            continue;
        }
        add(text, "%s", told++ ? "; " : separator);
        add_reach(text, candidate, decision->service.rate);
    }
    if (left_out > 0)
        add(text, "; nor %s %zu other%s", left_out == 1 ? "does" : "do", left_out,
            left_out == 1 ? "" : "s");
}

/* --- models that sustain it ------------------------------------------------------------------- */

static void add_range(char *text, const struct difference *difference, bool poor) {
    char low[UNITS_SIZE], high[UNITS_SIZE];

    if (!poor && !isnan(difference->low))
        add(text, " (%s to %s)", choice_cpus(low, difference->low, difference->cores),
            choice_cpus(high, difference->high, difference->cores));
}

static void add_pair(char *text, const struct candidate *cheapest, const struct candidate *other,
                     bool poor) {
    struct difference difference = decision_difference(cheapest, other);
    enum standing standing = decision_standing(cheapest, other);
    char cores[UNITS_SIZE];

    if (isnan(difference.cores)) {
        add(text, "the CPU that %s uses is unknown",
            isnan(cheapest->load.cores) ? cheapest->model : other->model);
        return;
    }
    choice_cpus(cores, difference.cores, difference.cores);
    if (standing == STANDING_WORSE) {
        add(text, "%s uses %s CPUs", other->model, cores);
        add_range(text, &difference, poor);
        add(text, " more than %s", cheapest->model);
        return;
    }
    add(text, "the %s CPUs", cores);
    add_range(text, &difference, poor);
    add(text, " that %s uses more than %s ", other->model, cheapest->model);
    if (isnan(difference.low))
        add(text, "have no range: one trial per level");
    else
        add(text, "%s less than the %.2f that count", standing == STANDING_EQUAL ? "are" : "may be",
            decision_no_matter);
}

/* Adds how much more each uses than the cheapest. */
static void add_each(char *text, const struct decision *decision, const struct candidate *cheapest,
                     bool poor) {
    size_t told = 0, left_out = 0;
    char cores[UNITS_SIZE];

    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *other = &decision->candidates[i];
        struct difference difference;

        if (other == cheapest || !other->known || other->load.verdict != LOAD_SUSTAINED)
            continue;
        difference = decision_difference(cheapest, other);
        if (told == named_most || isnan(difference.cores)) {
            left_out++;
            continue;
        }
        add(text, "%s%s uses %s CPUs", told++ ? ", " : "", other->model,
            choice_cpus(cores, difference.cores, difference.cores));
        add_range(text, &difference, poor);
        add(text, " more");
    }
    if (left_out > 0)
        add(text, "%s%zu other%s compared", told ? ", and " : "", left_out,
            left_out == 1 ? " was" : "s were");
    add(text, "; a difference of %.2f counts", decision_no_matter);
}

static void add_sustaining(char *text, const struct decision *decision,
                           const struct candidate *cheapest, size_t sustaining, bool poor) {
    if (sustaining > 2) {
        add(text, "%s uses the least CPU of the %zu models that sustain it; ", cheapest->model,
            sustaining);
        add_each(text, decision, cheapest, poor);
        return;
    }
    for (size_t i = 0; i < decision->count; i++) {
        const struct candidate *other = &decision->candidates[i];

        if (other == cheapest || !other->known || other->load.verdict != LOAD_SUSTAINED)
            continue;
        if (decision->count == 2)
            add(text, "both models sustain it, and ");
        else
            add(text, "%s and %s sustain it, and ", cheapest->model, other->model);
        add_pair(text, cheapest, other, poor);
    }
}

/* --- the sentence ----------------------------------------------------------------------------- */

/* "Choose coroutine", "Either will do", "Choose coroutine or event". */
static void add_choice(char *text, const struct decision *decision,
                       const struct candidate *cheapest) {
    enum choice choice = decision_choice(decision);
    size_t equal = 1;

    for (size_t i = 0; i < decision->count; i++)
        equal += decision_standing(cheapest, &decision->candidates[i]) == STANDING_EQUAL;
    if (choice == CHOICE_UNDECIDED) {
        add(text, "Not decided");
    } else if (choice == CHOICE_SEVERAL && equal == decision->count) {
        add(text, equal == 2 ? "Either will do" : "Any will do");
    } else {
        add(text, "Choose %s", cheapest->model);
        for (size_t i = 0; i < decision->count; i++)
            if (decision_standing(cheapest, &decision->candidates[i]) == STANDING_EQUAL)
                add(text, " or %s", decision->candidates[i].model);
    }
}

const char *choice_text(const struct decision *decision, bool poor,
                        char text[static CHOICE_TEXT_SIZE]) {
    size_t sustaining;
    const struct candidate *cheapest = decision_cheapest(decision, &sustaining);
    char rate[UNITS_SIZE];

    *text = 0;
    add_choice(text, decision, cheapest);
    add(text, " for %s tasks per second: ", units_count(rate, llround(decision->service.rate)));
    if (sustaining > 1)
        add_sustaining(text, decision, cheapest, sustaining, poor);
    else if (sustaining == 1)
        add(text,
            decision->count == 1 ? "%s sustains it, and no other model was recorded"
            : decision_choice(decision) == CHOICE_ONE ? "only %s sustains it"
                                                      : "%s sustains it",
            cheapest->model);
    add_others(text, decision, sustaining ? "; " : "");
    add(text, ".");
    return text;
}
