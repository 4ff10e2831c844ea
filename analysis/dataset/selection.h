/* Which trials are read. The selection is laid over the history as a temporary view called `trial`,
 * so that every view answers for the selected trials alone. Rows that runner cannot have recorded
 * are in none. */
#ifndef ANALYSIS_DATASET_SELECTION_H
#define ANALYSIS_DATASET_SELECTION_H

#include "analysis/dataset/filter.h"
#include "store/db.h"

#include <stdint.h>

/* What was selected. Plain data. */
struct selection {
    int64_t trials, sweeps;
    int64_t origins;          /* how many different ones */
    int64_t is_short, uneven; /* not in any mean */
    int64_t failed;
    /* requested trials that runner cannot have recorded; not counted in any of the above */
    int64_t unsound;
};

/* Lay the selection over an open history. -1 with ERR_USAGE when the request names a sweep or a
 * model that the history does not have. */
int selection_make(struct db *db, const struct filter *filter, struct selection *selection,
                   struct err *err);

/* Compute a view over the selection, which has a column `conditions`, once and for all: a query for
 * one set of conditions then costs the same however many others there are. At most once for each
 * view. -1: SQL failed. */
int selection_keep(struct db *db, const char *view, struct err *err);

#endif
