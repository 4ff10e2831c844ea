/* What follows from a curve's figures: their order, means and spread of each cell, the memory of
 * one worker more. Pure; the views `pivot` and `memory` say the same in SQL. */
#ifndef ANALYSIS_DATASET_SUMMARY_H
#define ANALYSIS_DATASET_SUMMARY_H

#include "analysis/dataset/curves.h"

/* Fill in all of a curve that follows from the figures and counts of its cells. */
void summary_fill(struct curve *curve);

#endif
