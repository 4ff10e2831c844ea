/* What the records say against the trials of a set of conditions: their rows one by one, their sweeps, their machine. */
#ifndef ANALYSIS_TRUST_RECORDS_H
#define ANALYSIS_TRUST_RECORDS_H

#include "analysis/evidence.h"
#include "store/db.h"

/* Add what they say to the evidence's trust. */
int trust_records(struct db *db, struct evidence *evidence, struct err *err);

#endif
