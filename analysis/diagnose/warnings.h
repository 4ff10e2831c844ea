/* Recorded reasons to doubt the trials of a set of conditions: from their rows, their sweeps and
 * their machine. */
#ifndef ANALYSIS_DIAGNOSE_WARNINGS_H
#define ANALYSIS_DIAGNOSE_WARNINGS_H

#include "analysis/diagnose/evidence.h"
#include "store/db.h"

/* Adds a finding for each to the evidence's trust. Returns -1 and sets *err on failure. */
int warnings_find(struct db *db, struct evidence *evidence, struct err *err);

#endif
