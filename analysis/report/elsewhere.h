/* The sets of conditions of a history, shown or not, and the command that shows each. */
#ifndef ANALYSIS_REPORT_ELSEWHERE_H
#define ANALYSIS_REPORT_ELSEWHERE_H

#include "analysis/dataset/pivot.h"
#include "analysis/request.h"

struct elsewhere_set {
    struct conditions conditions; /* owned; without a key */
    int64_t trials, newest;       /* newest: its newest sweep */
    bool shown;
    char command[1024]; /* that shows it alone; plain text */
};

struct elsewhere {
    struct elsewhere_set *set; /* the newest first */
    size_t count;
};

/* Finds every set of conditions in a history; `shown` are those of a pivot. Returns -1 and sets
 * *err if SQL fails. Owned by the caller: free with elsewhere_free(), also after a failure. */
int elsewhere_find(struct db *db, const struct pivot *shown, const struct request *request,
                   struct elsewhere *elsewhere, struct err *err);

void elsewhere_free(struct elsewhere *elsewhere);

#endif
