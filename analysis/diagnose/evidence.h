/* What the checks look at, and how they report what they find. */
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
    const struct comparison *comparison; /* of the pair, by overhead; or NULL */
    double level;                        /* the pair's headline level; NAN: none */
    struct reading *readings;
    size_t count;
    struct trust *trust;
};

/* Adds a finding to the trust. The remaining arguments are those of its sentence
 * (warnings[code].sentence, printf-like). There must be room. */
void evidence_find(struct evidence *evidence, enum warning_code code, enum weight weight, ...);

#endif
