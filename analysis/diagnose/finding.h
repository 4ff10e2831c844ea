/* Reasons to doubt trials, and the resulting trust. Data. */
#ifndef ANALYSIS_DIAGNOSE_FINDING_H
#define ANALYSIS_DIAGNOSE_FINDING_H

#include "record/warning.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct finding {
    const struct warning *warning;
    enum weight weight; /* in this case */
    int64_t level;      /* the concurrency that it is about; 0: none */
    char clause[256];   /* for a list of reasons: "few levels near 670" */
    char text[512];     /* a sentence with all its figures */
};

enum { FINDINGS_MOST = 32 };

/* Plain data. */
struct trust {
    struct finding findings[FINDINGS_MOST];
    size_t count;                /* of findings, the heaviest first */
    bool checked[WARNING_COUNT]; /* the trials have what it takes to find that; of the codes
                                  * that pass evidence_check() */
    const char *word;            /* "good", "fair" or "poor"; static */
};

#endif
