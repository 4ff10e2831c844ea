#include "analysis/report/rates.h"

#include "analysis/compare/rate.h"
#include "analysis/render/paragraph.h"
#include "analysis/report/wording.h"
#include "base/units.h"
#include "record/record.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- several waits ---------------------------------------------------------------------------- */

static bool are_siblings(const struct pairing *one, const struct pairing *other) {
    return !strcmp(one->a->model, other->a->model) && one->a->engine == other->a->engine &&
           !strcmp(one->b->model, other->b->model) && one->b->engine == other->b->engine &&
           conditions_same(&one->group->conditions, &other->group->conditions,
                           PART_DESIGN | PART_WORK | PART_PLACE) &&
           !conditions_same(&one->group->conditions, &other->group->conditions, PART_SLEEP);
}

/* The spread of the rates compared with what their intervals allow, as in a test for one common
 * mean. known: no interval is unknown. */
struct agreement {
    double weights, sum, squares;
    size_t count;
    bool known;
};

static void add_rate(struct agreement *agreement, const struct rate *rate) {
    double error = log(rate->high / rate->low) / (2 * 1.96), x = log(rate->per_second);
    double weight = 1 / (error * error);

    agreement->known &= isfinite(x) && isfinite(weight);
    agreement->weights += weight;
    agreement->sum += weight * x;
    agreement->squares += weight * x * x;
    agreement->count++;
}

static bool one_rate_could_be(const struct agreement *agreement) {
    double chi = agreement->squares - agreement->sum * agreement->sum / agreement->weights;

    return chi <= gsl_cdf_chisq_Pinv(0.95, (double)agreement->count - 1);
}

static void describe(const struct pairing *pairing, const struct rate *rate, const char *separator,
                     char *text, size_t size) {
    char per_second[UNITS_SIZE], low[UNITS_SIZE] = "?", high[UNITS_SIZE], sleep[UNITS_SIZE];

    units_time(sleep, llround(pairing->group->conditions.sleep * 1e6));
    if (isnan(rate->per_second)) {
        paragraph_add(text, size, separator, "none shown at %s", sleep);
        return;
    }
    if (!isnan(rate->low))
        wording_level(low, sizeof low, rate->low);
    paragraph_add(text, size, separator, "%s (%s to %s) at %s",
                  wording_level(per_second, sizeof per_second, rate->per_second), low,
                  wording_level(high, sizeof high, rate->high), sleep);
}

static void print_family(const struct pairing *pairings, size_t count, size_t first,
                         double margin) {
    struct agreement agreement = {.known = true};
    char text[1024] = "";

    paragraph_add(text, sizeof text, "",
                  "%s against %s, tasks per second:", pairings[first].a->model,
                  pairings[first].b->model);
    for (size_t i = first; i < count; i++) {
        struct comparison comparison;
        struct rate rate;

        if (i != first && !are_siblings(&pairings[first], &pairings[i]))
            continue;
        comparison = comparison_make(&pairings[i], METRIC_OVERHEAD, margin);
        rate = rate_of(&comparison);
        comparison_free(&comparison);
        describe(&pairings[i], &rate, i == first ? " " : ", ", text, sizeof text);
        add_rate(&agreement, &rate);
    }
    paragraph_add(text, sizeof text, "; ", "%s",
                  !agreement.known ? "too few intervals to tell whether these are one rate"
                  : one_rate_could_be(&agreement) ? "consistent with one rate"
                                                  : "not one rate");
    paragraph_print("RATE", text);
    printf("\n");
}

void rates_print(const struct pairing *pairings, size_t count, double margin) {
    for (size_t i = 0; i < count; i++) {
        bool has_earlier = false, has_later = false;

        for (size_t j = 0; j < count; j++)
            if (are_siblings(&pairings[i], &pairings[j]))
                *(j < i ? &has_earlier : &has_later) = true;
        if (has_later && !has_earlier)
            print_family(pairings, count, i, margin);
    }
}
