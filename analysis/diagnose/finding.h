/* Reasons to doubt trials, and the resulting trust. Data. */
#ifndef ANALYSIS_DIAGNOSE_FINDING_H
#define ANALYSIS_DIAGNOSE_FINDING_H

#include "record/warning.h"

#include <stddef.h>

struct finding {
    const struct warning *warning;
    enum weight weight; /* in this case */
    char text[256];
};

enum { FINDINGS_MOST = 32 };

/* Plain data. */
struct trust {
    struct finding findings[FINDINGS_MOST];
    size_t count;
    const char *word; /* "good", "fair" or "poor"; static */
};

#endif
