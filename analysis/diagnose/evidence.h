/* What the checks behind the trust look at, and how they say what they found. */
#ifndef ANALYSIS_DIAGNOSE_EVIDENCE_H
#define ANALYSIS_DIAGNOSE_EVIDENCE_H

#include "analysis/compare/comparison.h"
#include "analysis/diagnose/finding.h"
#include "analysis/diagnose/readings.h"

#include <stdbool.h>

/* Everything that the checks look at. */
struct evidence {
    const struct group *group;
    const struct pairing *pairing;       /* or NULL */
    const struct comparison *comparison; /* of it, by overhead; or NULL */
    double level;                        /* where it decides; NAN: nowhere */
    struct reading *readings;
    size_t count;
    struct trust *trust;
};

/* Is it a code with an advice of its own? */
bool evidence_knows(const char *name);

/* Add a finding of that code to the trust: its sentence as for printf. The code must be known, and there must be room. */
void evidence_find(struct evidence *evidence, const char *name, enum weight weight,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
