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

/* Add a finding of that code to the trust: the rest are the arguments of its sentence
 * (warnings[code].sentence, as for printf). There must be room. */
void evidence_find(struct evidence *evidence, enum warning_code code, enum weight weight, ...);

#endif
