/* What follows from a curve's figures: their order, the mean and spread of each cell, and the
 * memory of one additional worker. Pure. The views `pivot` and `memory` compute the same in SQL. */
#ifndef ANALYSIS_DATASET_SUMMARY_H
#define ANALYSIS_DATASET_SUMMARY_H

#include "analysis/dataset/curves.h"

/* Fills in everything in a curve that follows from the figures and counts of its cells. */
void summary_fill(struct curve *curve);

#endif
