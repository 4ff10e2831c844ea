/* Reasons to doubt trials, and the resulting trust. Data. */
#ifndef ANALYSIS_DIAGNOSE_FINDING_H
#define ANALYSIS_DIAGNOSE_FINDING_H

#include "record/warning.h"

#include <stddef.h>

struct finding {
    const struct warning *warning;
    enum weight weight; /* in this case */
    char clause[256];   /* for a list of reasons: "few levels near 670" */
    char text[512];     /* a sentence with all its figures */
};

enum { FINDINGS_MOST = 32 };

/* Plain data. */
struct trust {
    struct finding findings[FINDINGS_MOST];
    size_t count;     /* of findings, the heaviest first */
    const char *word; /* "good", "fair" or "poor"; static */
};

#endif
