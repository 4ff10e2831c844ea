/* A chart as a script for gnuplot. */
#ifndef ANALYSIS_REPORT_CHART_SCRIPT_H
#define ANALYSIS_REPORT_CHART_SCRIPT_H

#include "analysis/report/chart_facts.h"

#include <stdio.h>

enum chart_format { CHART_SVG, CHART_PNG };

/* Writes the script, which draws to stdout. file: the history's name, for the footer. Returns how
 * many curves have a label. */
size_t chart_script_write(FILE *script, enum chart_format format, const struct chart *chart,
                          const char *file);

#endif
