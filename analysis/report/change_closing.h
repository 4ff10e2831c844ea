/* The text below a comparison: conditions, counts and trust of both sides, and the commands that
 * add trials to both. */
#ifndef ANALYSIS_REPORT_CHANGE_CLOSING_H
#define ANALYSIS_REPORT_CHANGE_CLOSING_H

#include "analysis/report/change_set.h"
#include "analysis/report/closing.h"

/* undecided: the table has a ratio with a question mark. */
struct closing change_closing_of(const struct change_set *set, bool undecided);

#endif
