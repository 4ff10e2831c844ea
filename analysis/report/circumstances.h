/* The circumstances of the trials, for --doctor: which problems were looked for and not found, the
 * reference trials, and the machine. */
#ifndef ANALYSIS_REPORT_CIRCUMSTANCES_H
#define ANALYSIS_REPORT_CIRCUMSTANCES_H

#include "analysis/diagnose/finding.h"
#include "analysis/render/paragraph.h"
#include "store/db.h"

/* Sentences; empty: nothing is known. Texts of the history, so hostile. */
struct circumstances {
    char fine[PARAGRAPH_SIZE];      /* "Fine: other programs idle, no drift." */
    char reference[PARAGRAPH_SIZE]; /* "Reference trials, start to end: serial 1.078, ..." */
    char machine[PARAGRAPH_SIZE];
};

/* Reads them for a set of conditions, with its key. Returns -1 and sets *err if SQL fails. */
int circumstances_read(struct db *db, const char *conditions, const struct trust *trust,
                       struct circumstances *circumstances, struct err *err);

#endif
