/* What limits an answer, as a numbered list: each finding with its code, and what helps. */
#ifndef ANALYSIS_REPORT_FINDINGS_H
#define ANALYSIS_REPORT_FINDINGS_H

#include "analysis/report/next.h"
#include "analysis/report/pair_answer.h"

/* Borrowed. */
struct findings {
    const struct pair_answer *pair;
    const struct next *next; /* the command that helps most */
    size_t shown;            /* how many of them */
};

/* Prints them, the heaviest first; print: false only counts. Returns the number of lines. */
size_t findings_print(const struct findings *findings, bool print);

#endif
