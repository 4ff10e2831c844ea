/* The change of one model, and of a pair's crossover, from before to after: printed as sentences,
 * or added as rows. */
#ifndef ANALYSIS_REPORT_DIFFERENCE_H
#define ANALYSIS_REPORT_DIFFERENCE_H

#include "analysis/compare/comparison.h"
#include "analysis/render/table.h"

/* The columns of the rows. A model has one row for each range of levels (from, to) in which it
 * changed, with the smallest and largest change there (0.12: costs 12% more), or one row without a
 * range. overall is the change over all levels with its 95% interval; unit tells whether that is
 * based on sweeps or trials. For a crossover, from and to are its positions before and after. */
enum { DIFFERENCE_COLUMNS = 11 };
extern const char *const difference_names[DIFFERENCE_COLUMNS];

/* Prints sentences if rows is NULL. Returns true if the model became more expensive somewhere. */
bool difference_of_model(const struct curve *before, const struct curve *after, enum metric metric,
                         const char *conditions, struct table *rows);

void difference_of_pair(const struct pairing *before, const struct pairing *after, double margin,
                        const char *conditions, struct table *rows);

#endif
