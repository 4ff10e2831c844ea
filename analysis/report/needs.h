/* The table of --decide: what each model needs to sustain the service. */
#ifndef ANALYSIS_REPORT_NEEDS_H
#define ANALYSIS_REPORT_NEEDS_H

#include "analysis/capacity/decision.h"

#include <stdbool.h>

/* "yes", "no" or "not tested". Static. */
const char *needs_verdict(const struct candidate *candidate);

/* Prints the first `most` models; poor: without ranges. Returns the number of those left out. */
size_t needs_print(const struct decision *decision, size_t most, bool poor);

#endif
