/* Selects the trials that are read. The selection is a temporary view called `trial`, in front of
 * the history's table, so that every view covers the selected trials only. Rows that runner cannot
 * have recorded are in no selection. */
#ifndef ANALYSIS_DATASET_SELECTION_H
#define ANALYSIS_DATASET_SELECTION_H

#include "analysis/dataset/filter.h"
#include "store/db.h"

#include <stdint.h>

/* What was selected. Plain data. */
struct selection {
    int64_t trials, sweeps;
    int64_t origins;          /* number of different origins */
    int64_t is_short, uneven; /* not in any mean */
    int64_t failed;
    /* requested trials that runner cannot have recorded; not counted in any other member */
    int64_t unsound;
    char newest[11]; /* the day on which the newest trial began, "2026-11-23"; empty: unknown */
};

/* Makes the selection in an open history. Returns -1 and sets *err on failure, to ERR_USAGE if the
 * filter names a sweep or a model that the history does not have. */
int selection_make(struct db *db, const struct filter *filter, struct selection *selection,
                   struct err *err);

/* Computes a view over the selection once and stores it, so that a query for one set of conditions
 * takes the same time however many others there are. The view must have a column `conditions`. Call
 * it at most once for each view. Returns -1 and sets *err if SQL fails. */
int selection_keep(struct db *db, const char *view, struct err *err);

#endif
