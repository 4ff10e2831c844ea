/* A record of the answer: one set of conditions, one pair, one metric. */
#ifndef ANALYSIS_REPORT_RECORD_H
#define ANALYSIS_REPORT_RECORD_H

#include "analysis/report/pair_answer.h"

struct json_object;

/* The record of a pair by one metric. with_origin: its conditions name where the trials come from.
 * Owned by the caller. */
struct json_object *record_of(const struct pair_answer *pair, enum metric metric,
                              const struct request *request, bool with_origin);

/* Does the document have a record of this metric? Every metric that has figures, unless one was
 * asked for. */
bool record_has(const struct pair_answer *pair, const struct request *request, enum metric metric);

/* The 2012 study's reading: interpolated between its two levels; NAN: none. */
double record_study(const struct comparison *comparison);

/* "ratio", "s" or "bytes". */
const char *record_unit(enum metric metric);

#endif
