/* Reasons to doubt the trials of a set of conditions that are on record: in their rows, their
 * sweeps, their machine. */
#ifndef ANALYSIS_DIAGNOSE_WARNINGS_H
#define ANALYSIS_DIAGNOSE_WARNINGS_H

#include "analysis/diagnose/evidence.h"
#include "store/db.h"

/* Add a finding to the evidence's trust for each. Returns 0, or -1 with err set. */
int warnings_find(struct db *db, struct evidence *evidence, struct err *err);

#endif
