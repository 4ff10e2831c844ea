/* A reason to doubt trials, and what all of them come to. Data. */
#ifndef ANALYSIS_DIAGNOSE_FINDING_H
#define ANALYSIS_DIAGNOSE_FINDING_H

#include <stddef.h>

enum weight {
    WEIGHT_NOTE, /* good to know; no reason for less trust */
    WEIGHT_FAIR,
    WEIGHT_POOR,
};

struct finding {
    const char *code;   /* static */
    const char *advice; /* static */
    enum weight weight;
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
