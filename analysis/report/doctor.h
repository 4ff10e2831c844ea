/* analyze --doctor: whether the selected trials can be believed, and what to do about it. */
#ifndef ANALYSIS_REPORT_DOCTOR_H
#define ANALYSIS_REPORT_DOCTOR_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"

/* Judge every group of the pivot, and print: sentences, or a row for each finding. */
int doctor_print(struct db *db, const struct pivot *pivot, const struct request *request,
                 bool with_origin, struct err *err);

#endif
