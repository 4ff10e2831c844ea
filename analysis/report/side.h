/* One of the two histories that are compared: a file, or a part of one. */
#ifndef ANALYSIS_REPORT_SIDE_H
#define ANALYSIS_REPORT_SIDE_H

#include "analysis/dataset/pivot.h"
#include "analysis/dataset/selection.h"
#include "analysis/request.h"
#include "store/db.h"

struct side {
    char *name;        /* as the user wrote it; owned */
    const char *file;  /* borrowed from the name or the request */
    const char *label; /* it is the sweeps of a label; or NULL. Borrowed from the name */
    bool grows;        /* trials that runner adds to the file can belong to it */
    struct db *db;
    struct selection selection;
    struct pivot pivot;
};

/* Reads the history that side->name names: sweep:N, label:TEXT, machine:ID or a file. Returns -1
 * and sets *err on failure. Owned by the caller: free with side_free(), also after a failure. */
int side_read(const struct request *request, struct side *side, struct err *err);

void side_free(struct side *side);

#endif
