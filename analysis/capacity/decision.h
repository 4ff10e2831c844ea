/* Which recorded models sustain a given service, and what each of them needs to do so. Pure. */
#ifndef ANALYSIS_CAPACITY_DECISION_H
#define ANALYSIS_CAPACITY_DECISION_H

#include "analysis/capacity/service.h"

/* The difference in CPU use, as a fraction of one core, below which it is no reason to choose. */
extern const double decision_no_matter;

/* One model and its load. */
struct candidate {
    const char *model; /* borrowed from the pivot */
    struct load load;
    struct basis basis;
    bool known; /* recorded close enough to the service */
};

/* Owned by the caller: free with decision_free(). */
struct decision {
    struct service service;
    struct family family;
    struct candidate *candidates;
    size_t count;
};

enum decision_outcome {
    DECISION_MADE,
    DECISION_NOTHING_WAITS, /* no recorded task waits */
    DECISION_TOO_FAR,       /* everything recorded is too far from what was asked */
};

/* Decides for a service under the conditions of the newest sweep, except for wait and work. If
 * asked->wait or asked->work is NAN, that sweep's value is used. Call decision_free() whatever the
 * outcome. */
enum decision_outcome decision_make(const struct pivot *pivot, const struct service *asked,
                                    struct decision *decision);

void decision_free(struct decision *decision);

/* Returns the candidate that sustains the service with the least CPU; NULL if none does. Sets
 * *sustaining to the number of candidates that do. */
const struct candidate *decision_cheapest(const struct decision *decision, size_t *sustaining);

/* Likewise the one that needs the least CPU but for the cheapest; NULL if there is none. */
const struct candidate *decision_second(const struct decision *decision,
                                        const struct candidate *cheapest);

/* How many more CPUs one model uses than another, with the 95% range of that. NAN: unknown. */
struct difference {
    double cores, low, high;
};

/* How much more `other` uses than the cheapest; both sustain the service. */
struct difference decision_difference(const struct candidate *cheapest,
                                      const struct candidate *other);

/* By the range of the difference to the cheapest. */
enum standing {
    STANDING_CHEAPEST,
    STANDING_EQUAL,  /* below what counts */
    STANDING_WORSE,  /* above it */
    STANDING_OPEN,   /* across it, or unknown */
    STANDING_CANNOT, /* does not sustain the service */
    STANDING_NOT_TESTED,
};
enum standing decision_standing(const struct candidate *cheapest, const struct candidate *other);

enum choice {
    CHOICE_UNDECIDED,
    CHOICE_ONE,     /* the cheapest */
    CHOICE_SEVERAL, /* the cheapest, and those that are equal to it */
};

/* One model that sustains the service is a choice only if all others were shown not to. */
enum choice decision_choice(const struct decision *decision);

/* Returns the rate, to within 5%, up to which both models sustain the service with a difference in
 * CPU use below decision_no_matter. It is searched upwards or downwards from the service's rate;
 * NAN if there is none within four decades. */
double decision_indifferent_up_to(const struct decision *decision, const char *one,
                                  const char *other);

#endif
