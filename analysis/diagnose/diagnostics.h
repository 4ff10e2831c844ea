/* Can it be believed? What stands against the trials of a set of conditions, each finding with a
 * code, a sentence with its figures, and what to do about it; and one word for all. */
#ifndef ANALYSIS_DIAGNOSE_DIAGNOSTICS_H
#define ANALYSIS_DIAGNOSE_DIAGNOSTICS_H

#include "analysis/compare/comparison.h"
#include "analysis/diagnose/finding.h"
#include "store/db.h"

/* Judge the trials of a group, where `pairing` is the pair that matters most (NULL: there is none):
 * what only weighs near the place where it decides is looked for within a factor of 2 of its
 * headline level, at `margin`. */
int diagnose(struct db *db, const struct group *group, const struct pairing *pairing, double margin,
             struct trust *trust, struct err *err);

#endif
