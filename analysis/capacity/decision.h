/* A service that is asked for, and what each recorded model takes to carry it. Pure. */
#ifndef ANALYSIS_CAPACITY_DECISION_H
#define ANALYSIS_CAPACITY_DECISION_H

#include "analysis/capacity/service.h"

/* The part of a core below which a difference is no reason to choose. */
extern const double decision_no_matter;

/* One model's part. */
struct candidate {
    const char *model; /* borrowed from the pivot */
    struct load load;
    struct basis basis;
    bool known; /* recorded near enough */
};

/* Owned by the caller: decision_free(). */
struct decision {
    struct service service;
    struct family family;
    struct candidate *candidates;
    size_t count;
};

enum decision_outcome {
    DECISION_MADE,
    DECISION_NOTHING_WAITS, /* no recorded task does */
    DECISION_TOO_FAR,       /* all that was recorded is too far from what was asked */
};

/* For a service under the conditions of the newest sweep, except wait and work; one of these that
 * is NAN is as recorded there. The decision is to be freed whatever the outcome. */
enum decision_outcome decision_make(const struct pivot *pivot, const struct service *asked,
                                    struct decision *decision);

void decision_free(struct decision *decision);

/* Of those that carry it the one that takes the least CPU, and how many carry it; NULL: none. */
const struct candidate *decision_cheapest(const struct decision *decision, size_t *sustaining);

/* The rate up to which both models carry it with less between them than matters, to 5 %, upwards or
 * downwards from the one that is asked; NAN: none within four decades. */
double decision_indifferent_up_to(const struct decision *decision, const char *one,
                                  const char *other);

#endif
