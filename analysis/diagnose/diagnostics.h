/* Can it be believed? What stands against the trials of a set of conditions, each finding with a code, a
 * sentence with its figures, and what to do about it; and one word for all. */
#ifndef ANALYSIS_DIAGNOSE_DIAGNOSTICS_H
#define ANALYSIS_DIAGNOSE_DIAGNOSTICS_H

#include "analysis/compare/comparison.h"
#include "store/db.h"

#include <stddef.h>

enum weight {
    WEIGHT_NOTE, /* good to know; no reason for less trust */
    WEIGHT_FAIR,
    WEIGHT_POOR,
};

struct finding {
    const char *code;   /* static */
    const char *advice; /* static */
    enum weight weight;
    char text[256];
};

enum { FINDINGS_MOST = 32 };

/* Plain data. */
struct trust {
    struct finding findings[FINDINGS_MOST];
    size_t count;
    const char *word; /* "good", "fair" or "poor"; static */
};

/* Judge the trials of a group, where `pairing` is the pair that matters most (NULL: there is none): what
 * only weighs near the place where it decides is looked for within a factor of 2 of its headline level,
 * at `margin`. */
int trust_judge(struct db *db, const struct group *group, const struct pairing *pairing,
                double margin, struct trust *trust, struct err *err);

#endif
