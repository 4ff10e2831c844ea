/* The fitted cost model of every curve of a group, as sentences and as JSON. */
#ifndef ANALYSIS_REPORT_COSTS_H
#define ANALYSIS_REPORT_COSTS_H

#include "analysis/dataset/pivot.h"
#include "analysis/render/table.h"

/* Prints them to stdout: sentences labelled COST or, for FORMAT_JSON, one object per model. CSV has
 * no room for them. */
void costs_print(const struct group *group, enum format format);

#endif
