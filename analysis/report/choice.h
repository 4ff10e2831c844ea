/* The first sentence of --decide: which model to choose, and by how much. */
#ifndef ANALYSIS_REPORT_CHOICE_H
#define ANALYSIS_REPORT_CHOICE_H

#include "analysis/capacity/decision.h"
#include "base/units.h"

#include <stdbool.h>

enum { CHOICE_TEXT_SIZE = 2048 };

/* "Not decided for 20,000 tasks per second: both models sustain it, and ..." poor: without ranges.
 * Model names may come from a stranger's file. Returns text. */
const char *choice_text(const struct decision *decision, bool poor,
                        char text[static CHOICE_TEXT_SIZE]);

/* CPUs with as many decimals as `scale`, another number of CPUs, would have: "0.125". Returns text.
 */
const char *choice_cpus(char text[static UNITS_SIZE], double cores, double scale);

#endif
