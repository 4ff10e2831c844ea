/* What became of one model, and of a pair's crossover, from before to after: told in sentences, or
 * added as rows. */
#ifndef ANALYSIS_REPORT_DIFFERENCE_H
#define ANALYSIS_REPORT_DIFFERENCE_H

#include "analysis/compare/comparison.h"
#include "analysis/render/table.h"

/* The columns of the rows. A model has a row for each range of levels (from, to) in which it
 * changed, with the least and the most of the change there (0.12: dearer by 12 %), or one without a
 * range; overall is the change over all levels, with its 95 % interval, of which sweeps or trials
 * are the unit. A crossover's from and to are where it was and is. */
enum { DIFFERENCE_COLUMNS = 11 };
extern const char *const difference_names[DIFFERENCE_COLUMNS];

/* rows NULL: sentences. True where the model became dearer somewhere. */
bool difference_of_model(const struct curve *before, const struct curve *after, enum metric metric,
                         const char *conditions, struct table *rows);

void difference_of_pair(const struct pairing *before, const struct pairing *after, double margin,
                        const char *conditions, struct table *rows);

#endif
