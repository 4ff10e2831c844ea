/* Reasons to doubt the trials of a set of conditions that are on record: in their rows, their sweeps, their machine. */
#ifndef ANALYSIS_TRUST_RECORDS_H
#define ANALYSIS_TRUST_RECORDS_H

#include "analysis/evidence.h"
#include "store/db.h"

/* Add a finding to the evidence's trust for each. Returns 0, or -1 with err set. */
int trust_records(struct db *db, struct evidence *evidence, struct err *err);

#endif
