/* analyze --doctor: can the selected trials be trusted, and what can be done about it? */
#ifndef ANALYSIS_REPORT_DOCTOR_H
#define ANALYSIS_REPORT_DOCTOR_H

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/request.h"

/* Judges every group of the pivot and prints a screen for each, or one row for each finding.
 * Returns -1 and sets *err on failure. */
int doctor_print(struct db *db, const struct pivot *pivot, const struct selection *selection,
                 const struct request *request, struct err *err);

#endif
