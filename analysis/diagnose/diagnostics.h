/* Can the trials of a set of conditions be trusted? Each reason against it is a finding with a
 * code, a sentence with its figures, and advice; one word sums them up. */
#ifndef ANALYSIS_DIAGNOSE_DIAGNOSTICS_H
#define ANALYSIS_DIAGNOSE_DIAGNOSTICS_H

#include "analysis/compare/answer.h"
#include "analysis/diagnose/finding.h"
#include "store/db.h"

/* Judges the trials of a group. answer: about the pair that matters most; NULL if there is none.
 * What matters only close to the answer is checked within a factor of 2 of the concurrency that it
 * names. Returns -1 and sets *err on failure. */
int diagnose(struct db *db, const struct group *group, const struct answer *answer,
             struct trust *trust, struct err *err);

#endif
